package io.github.s3backed.docs;

import java.util.List;

import io.github.s3backed.Compression;
import io.github.s3backed.S3Backed;
import io.github.s3backed.S3BackedValue;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey;

import org.springframework.core.io.Resource;

/**
 * An entity with contents of each kind.
 */
public record Lecture(@DynamoDbPartitionKey String id, String title, @S3Backed @Nullable String summary,
		@S3Backed @Nullable S3BackedValue<List<Slide>> slides,
		@S3Backed(key = "id + '.mp4'", contentType = "video/mp4") @Nullable Resource film,
		@S3Backed(compression = Compression.GZIP) @Nullable Resource transcript) {

	public record Slide(int number, String text) {
	}

}

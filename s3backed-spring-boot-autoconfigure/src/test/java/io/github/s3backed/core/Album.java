package io.github.s3backed.core;

import java.util.List;
import java.util.Map;

import io.github.s3backed.Compression;
import io.github.s3backed.S3Backed;
import io.github.s3backed.S3BackedValue;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey;

import org.springframework.core.io.Resource;

/**
 * A record with contents of each form.
 */
record Album(@DynamoDbPartitionKey String id, @Nullable String title, @S3Backed @Nullable String cover,
		@S3Backed @Nullable S3BackedValue<String> notes,
		@S3Backed @Nullable S3BackedValue<List<Map<String, Integer>>> tracks,
		@S3Backed(key = "'film.mp4'", contentType = "video/mp4") @Nullable Resource film,
		@S3Backed(compression = Compression.GZIP) @Nullable Resource log) {

	static Album of(String id) {
		return new Album(id, null, null, null, null, null, null);
	}

	Album withTitle(String title) {
		return new Album(this.id, title, this.cover, this.notes, this.tracks, this.film, this.log);
	}

	Album withNotes(@Nullable S3BackedValue<String> notes) {
		return new Album(this.id, this.title, this.cover, notes, this.tracks, this.film, this.log);
	}

	Album withTracks(S3BackedValue<List<Map<String, Integer>>> tracks) {
		return new Album(this.id, this.title, this.cover, this.notes, tracks, this.film, this.log);
	}

	Album withFilm(@Nullable Resource film) {
		return new Album(this.id, this.title, this.cover, this.notes, this.tracks, film, this.log);
	}

	Album withLog(Resource log) {
		return new Album(this.id, this.title, this.cover, this.notes, this.tracks, this.film, log);
	}

	Album withId(String id) {
		return new Album(id, this.title, this.cover, this.notes, this.tracks, this.film, this.log);
	}

}

package io.github.s3backed.crash;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.extensions.annotations.DynamoDbVersionAttribute;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbBean;

/**
 * An entry with a version.
 */
@DynamoDbBean
public class VersionedEntry extends Entry {

	private @Nullable Long version;

	@DynamoDbVersionAttribute
	public @Nullable Long getVersion() {
		return this.version;
	}

	public void setVersion(@Nullable Long version) {
		this.version = version;
	}

}

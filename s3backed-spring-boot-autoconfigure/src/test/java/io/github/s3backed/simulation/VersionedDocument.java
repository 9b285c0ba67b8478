package io.github.s3backed.simulation;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.extensions.annotations.DynamoDbVersionAttribute;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbBean;

/**
 * The entity of the simulation, with a version.
 */
@DynamoDbBean
public class VersionedDocument extends Document {

	private @Nullable Long version;

	@DynamoDbVersionAttribute
	public @Nullable Long getVersion() {
		return this.version;
	}

	public void setVersion(@Nullable Long version) {
		this.version = version;
	}

}

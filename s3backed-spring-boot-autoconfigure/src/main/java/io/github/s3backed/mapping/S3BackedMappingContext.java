package io.github.s3backed.mapping;

import java.util.function.Function;

import io.github.s3backed.Compression;
import io.github.s3backed.ObjectKeyGenerator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import tools.jackson.databind.json.JsonMapper;

public class S3BackedMappingContext {

	public S3BackedMappingContext(DynamoDbEnhancedClient enhancedClient, Function<Class<?>, String> tableNames,
			JsonMapper jsonMapper, Compression compression, @Nullable ObjectKeyGenerator keyGenerator) {
	}

	/**
	 * Returns the mapping of an entity class, building it if need be.
	 */
	public <T> S3BackedEntity<T> getRequiredEntity(Class<T> type) {
		throw new UnsupportedOperationException();
	}

}

package io.github.s3backed.repository.support;

import io.github.s3backed.S3BackedOperations;

import org.springframework.data.repository.core.support.AbstractEntityInformation;

/**
 * Entity information whose id is the primary key, a
 * {@link software.amazon.awssdk.enhanced.dynamodb.Key}: every repository method takes it
 * as an id, whether the table has a sort key or not.
 */
class S3BackedEntityInformation<T> extends AbstractEntityInformation<T, Object> {

	private final S3BackedOperations operations;

	S3BackedEntityInformation(Class<T> entityType, S3BackedOperations operations) {
		super(entityType);
		this.operations = operations;
	}

	@Override
	public Object getId(T entity) {
		return this.operations.keyOf(entity);
	}

	@Override
	public Class<Object> getIdType() {
		return Object.class;
	}

}

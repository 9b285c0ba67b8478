package io.github.s3backed.mapping;

public interface S3BackedEntity<T> {

	Class<T> type();

	String tableName();

}

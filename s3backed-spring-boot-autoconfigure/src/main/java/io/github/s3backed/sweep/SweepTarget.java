package io.github.s3backed.sweep;

import java.time.Duration;

import io.github.s3backed.pointer.TableKey;

/**
 * What is swept.
 *
 * @param entityType the class of its entities
 * @param table the table's name
 * @param tableKey its key
 * @param bucket the bucket of its objects
 * @param prefix what their keys begin with, before the table's name
 * @param retention how long objects are kept after the write began that replaced them
 */
record SweepTarget(Class<?> entityType, String table, TableKey tableKey, String bucket, String prefix,
		Duration retention) {
}

/**
 * How an entity class is mapped: its table, its key, and which attributes are S3-backed.
 */
@NullMarked
package io.github.s3backed.mapping;

import org.jspecify.annotations.NullMarked;

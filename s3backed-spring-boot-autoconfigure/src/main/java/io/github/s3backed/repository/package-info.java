/**
 * Repositories over {@link io.github.s3backed.S3BackedOperations}: the Spring Data part.
 */
@NullMarked
package io.github.s3backed.repository;

import org.jspecify.annotations.NullMarked;

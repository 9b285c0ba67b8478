/**
 * The repository implementation and the factories that create it.
 */
@NullMarked
package io.github.s3backed.repository.support;

import org.jspecify.annotations.NullMarked;

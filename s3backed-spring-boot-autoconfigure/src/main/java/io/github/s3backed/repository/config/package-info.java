/**
 * How repository interfaces are found and registered.
 */
@NullMarked
package io.github.s3backed.repository.config;

import org.jspecify.annotations.NullMarked;

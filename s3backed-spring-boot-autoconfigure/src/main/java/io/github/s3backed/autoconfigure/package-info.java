/**
 * Auto-configuration for Spring Boot.
 */
@NullMarked
package io.github.s3backed.autoconfigure;

import org.jspecify.annotations.NullMarked;

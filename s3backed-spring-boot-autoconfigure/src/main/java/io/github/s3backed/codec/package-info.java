/**
 * Values to bytes and back, and their compression.
 */
@NullMarked
package io.github.s3backed.codec;

import org.jspecify.annotations.NullMarked;

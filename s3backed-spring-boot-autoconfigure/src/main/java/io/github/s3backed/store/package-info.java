/**
 * The only callers of the two AWS clients.
 */
@NullMarked
package io.github.s3backed.store;

import org.jspecify.annotations.NullMarked;

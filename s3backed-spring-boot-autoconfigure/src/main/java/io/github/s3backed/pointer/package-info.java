/**
 * What is stored to tie an item to its objects: tokens, object keys, pointers and the
 * write record. The only place that knows these formats.
 */
@NullMarked
package io.github.s3backed.pointer;

import org.jspecify.annotations.NullMarked;

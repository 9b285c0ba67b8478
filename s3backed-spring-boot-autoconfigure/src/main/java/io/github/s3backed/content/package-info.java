/**
 * What a content is: something that is to be stored, or an object that is stored, which
 * is read only when it is asked for.
 */
@NullMarked
package io.github.s3backed.content;

import org.jspecify.annotations.NullMarked;

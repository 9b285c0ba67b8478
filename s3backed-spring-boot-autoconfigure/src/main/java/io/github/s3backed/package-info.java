/**
 * What an application touches: the annotation, the repository and operations interfaces,
 * and the exceptions.
 */
@NullMarked
package io.github.s3backed;

import org.jspecify.annotations.NullMarked;

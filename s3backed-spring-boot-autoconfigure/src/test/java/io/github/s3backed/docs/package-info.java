/**
 * The code of the README and of docs: what stands there must stand here, and compile.
 */
@NullMarked
package io.github.s3backed.docs;

import org.jspecify.annotations.NullMarked;

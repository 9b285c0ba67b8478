/**
 * The write protocol, the read protocol, and the outcome of a write.
 */
@NullMarked
package io.github.s3backed.commit;

import org.jspecify.annotations.NullMarked;

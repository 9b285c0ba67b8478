/**
 * Finds and removes the objects that crashes and failed clean-ups have left.
 */
@NullMarked
package io.github.s3backed.sweep;

import org.jspecify.annotations.NullMarked;

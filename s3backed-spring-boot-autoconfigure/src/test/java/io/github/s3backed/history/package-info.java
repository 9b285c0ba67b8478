/**
 * Judges what clients were told against a register per key, knowing nothing of the
 * library, of the services, or of the other models in these tests.
 */
@NullMarked
package io.github.s3backed.history;

import org.jspecify.annotations.NullMarked;

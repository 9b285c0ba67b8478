/**
 * Threads, clocks, pauses and deadlines: what everything else takes from its
 * surroundings.
 */
@NullMarked
package io.github.s3backed.runtime;

import org.jspecify.annotations.NullMarked;

/**
 * The library in real processes on real wires: writers that are killed, and many writers,
 * readers and a sweeper side by side while requests go wrong.
 */
@NullMarked
package io.github.s3backed.crash;

import org.jspecify.annotations.NullMarked;

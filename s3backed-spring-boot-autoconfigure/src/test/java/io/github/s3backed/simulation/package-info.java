/**
 * Runs the real write and read protocol on simulated services, under every fault and
 * interleaving that a list of choices or a seed can bring about.
 */
@NullMarked
package io.github.s3backed.simulation;

import org.jspecify.annotations.NullMarked;

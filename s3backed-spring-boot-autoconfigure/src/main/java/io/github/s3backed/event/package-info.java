/**
 * Events that are published while entities are written and read.
 */
@NullMarked
package io.github.s3backed.event;

import org.jspecify.annotations.NullMarked;

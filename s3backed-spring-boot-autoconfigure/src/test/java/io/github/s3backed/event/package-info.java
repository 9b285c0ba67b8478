@NullMarked
package io.github.s3backed.event;

import org.jspecify.annotations.NullMarked;

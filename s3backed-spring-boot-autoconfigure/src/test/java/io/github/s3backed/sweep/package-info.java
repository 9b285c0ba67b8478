@NullMarked
package io.github.s3backed.sweep;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.github.s3backed.observation;

import org.jspecify.annotations.NullMarked;

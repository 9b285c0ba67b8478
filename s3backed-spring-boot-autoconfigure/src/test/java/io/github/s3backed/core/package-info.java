@NullMarked
package io.github.s3backed.core;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.github.s3backed.store;

import org.jspecify.annotations.NullMarked;

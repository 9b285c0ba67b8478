@NullMarked
package io.github.s3backed.transfer;

import org.jspecify.annotations.NullMarked;

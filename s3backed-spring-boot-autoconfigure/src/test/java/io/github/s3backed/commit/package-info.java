@NullMarked
package io.github.s3backed.commit;

import org.jspecify.annotations.NullMarked;

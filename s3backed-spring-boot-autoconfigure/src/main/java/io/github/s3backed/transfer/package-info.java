/**
 * How contents go to S3 and come from there: in one pass, in parts, and on from where a
 * connection broke.
 */
@NullMarked
package io.github.s3backed.transfer;

import org.jspecify.annotations.NullMarked;

/**
 * Stand-ins for S3 and DynamoDB, and what tests need to look into them.
 */
@NullMarked
package io.github.s3backed.testsupport;

import org.jspecify.annotations.NullMarked;

package io.github.s3backed.autoconfigure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Tells how to configure a bucket.
 */
class MissingBucketFailureAnalyzer extends AbstractFailureAnalyzer<MissingBucketException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, MissingBucketException cause) {
		return new FailureAnalysis("s3backed has no bucket to store large attributes in: " + cause.getMessage() + ".",
				"Set 's3backed.bucket' to the name of an S3 bucket that exists. To start without s3backed, set "
						+ "'s3backed.enabled' to 'false'.",
				cause);
	}

}

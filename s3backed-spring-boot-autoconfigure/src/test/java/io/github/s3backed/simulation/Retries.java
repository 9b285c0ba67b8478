package io.github.s3backed.simulation;

import software.amazon.awssdk.awscore.AwsRequest;

/**
 * Tells whether the SDK would send a request again on its own after an answer was lost.
 * Commits carry a plugin that forbids it.
 */
final class Retries {

	private Retries() {
	}

	static boolean allowedBelow(AwsRequest request) {
		return request.overrideConfiguration().map((configuration) -> configuration.plugins().isEmpty()).orElse(true);
	}

}

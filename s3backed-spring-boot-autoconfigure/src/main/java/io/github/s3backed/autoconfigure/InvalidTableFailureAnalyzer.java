package io.github.s3backed.autoconfigure;

import io.github.s3backed.InvalidTableException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Tells what is wrong with a table and what to do.
 */
class InvalidTableFailureAnalyzer extends AbstractFailureAnalyzer<InvalidTableException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidTableException cause) {
		return new FailureAnalysis(cause.getMessage(), cause.getAction(), cause);
	}

}

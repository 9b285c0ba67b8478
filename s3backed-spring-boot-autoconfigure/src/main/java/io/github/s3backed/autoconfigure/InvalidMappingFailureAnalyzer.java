package io.github.s3backed.autoconfigure;

import io.github.s3backed.InvalidMappingException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Tells what is wrong with the mapping of an entity class and how to correct it.
 */
class InvalidMappingFailureAnalyzer extends AbstractFailureAnalyzer<InvalidMappingException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidMappingException cause) {
		return new FailureAnalysis(cause.getMessage(), cause.getAction(), cause);
	}

}

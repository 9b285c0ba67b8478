package io.github.s3backed.core;

import java.util.function.Supplier;

import io.github.s3backed.ObjectsRemainException;
import io.github.s3backed.WriteOutcomeUnknownException;
import io.github.s3backed.observation.S3BackedMetrics;
import io.github.s3backed.observation.S3BackedObservation;
import io.github.s3backed.observation.S3BackedObservation.OperationKey;
import io.micrometer.observation.ObservationRegistry;

import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DataRetrievalFailureException;
import org.springframework.dao.IncorrectUpdateSemanticsDataAccessException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.dao.PermissionDeniedDataAccessException;

/**
 * Lets the template's operations be observed.
 *
 * @param observations gets an observation of each
 * @param metrics counts those whose outcome is unknown, and never throws
 */
record Operations(ObservationRegistry observations, S3BackedMetrics metrics) {

	<R> R observe(String operation, Class<?> type, Supplier<R> call) {
		return S3BackedObservation.OPERATION.observe(this.observations, operation + " " + type.getSimpleName(),
				(it) -> it.lowCardinalityKeyValue(OperationKey.OPERATION.withValue(operation))
					.lowCardinalityKeyValue(OperationKey.ENTITY.withValue(type.getSimpleName())),
				Operations::outcome, () -> counted(type, call));
	}

	private <R> R counted(Class<?> type, Supplier<R> call) {
		try {
			return call.get();
		}
		catch (WriteOutcomeUnknownException ex) {
			this.metrics.outcomeUnknown(type);
			throw ex;
		}
	}

	private static String outcome(Throwable failure) {
		if (failure instanceof WriteOutcomeUnknownException) {
			return "unknown";
		}
		if (failure instanceof ObjectsRemainException) {
			return "remaining";
		}
		if (failure instanceof OptimisticLockingFailureException || failure instanceof DataIntegrityViolationException
				|| failure instanceof IncorrectUpdateSemanticsDataAccessException) {
			return "conflict";
		}
		if (failure instanceof DataRetrievalFailureException) {
			return "unreadable";
		}
		if (failure instanceof PermissionDeniedDataAccessException) {
			return "denied";
		}
		return (failure instanceof InvalidDataAccessApiUsageException || failure instanceof IllegalArgumentException)
				? "invalid" : "failed";
	}

}

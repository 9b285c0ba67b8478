package io.github.s3backed.core;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import io.github.s3backed.CorruptObjectException;
import io.github.s3backed.DanglingPointerException;
import io.github.s3backed.ObjectsRemainException;
import io.github.s3backed.WriteOutcomeUnknownException;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.IncorrectUpdateSemanticsDataAccessException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.dao.PermissionDeniedDataAccessException;
import org.springframework.dao.TransientDataAccessResourceException;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * By which word each failure of an operation is counted.
 */
class OperationsTests {

	@ParameterizedTest
	@MethodSource
	void eachFailureHasAnOutcome(String outcome, RuntimeException failure) {
		TestObservationRegistry registry = TestObservationRegistry.create();
		assertThatThrownBy(() -> new Operations(registry).observe("save", Page.class, () -> {
			throw failure;
		})).isSameAs(failure);
		TestObservationRegistryAssert.assertThat(registry)
			.hasSingleObservationThat()
			.hasNameEqualTo("s3backed.operation")
			.hasLowCardinalityKeyValue("outcome", outcome)
			.hasError(failure)
			.hasBeenStopped();
	}

	static Stream<Arguments> eachFailureHasAnOutcome() {
		return Stream.of(Arguments.of("unknown", new WriteOutcomeUnknownException("", new UUID(0, 0), List.of(), null)),
				Arguments.of("remaining", new ObjectsRemainException("", List.of(), new IllegalStateException())),
				Arguments.of("conflict", new OptimisticLockingFailureException("")),
				Arguments.of("conflict", new DuplicateKeyException("")),
				Arguments.of("conflict", new IncorrectUpdateSemanticsDataAccessException("")),
				Arguments.of("unreadable", new CorruptObjectException("", null)),
				Arguments.of("unreadable", new DanglingPointerException("", null)),
				Arguments.of("denied", new PermissionDeniedDataAccessException("", null)),
				Arguments.of("invalid", new InvalidDataAccessApiUsageException("")),
				Arguments.of("invalid", new IllegalArgumentException()),
				Arguments.of("failed", new TransientDataAccessResourceException("")),
				Arguments.of("failed", new DataAccessResourceFailureException("")),
				Arguments.of("failed", new IllegalStateException()));
	}

}

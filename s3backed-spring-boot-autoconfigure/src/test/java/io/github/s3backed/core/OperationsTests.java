package io.github.s3backed.core;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import io.github.s3backed.CorruptObjectException;
import io.github.s3backed.DanglingPointerException;
import io.github.s3backed.ObjectsRemainException;
import io.github.s3backed.WriteOutcomeUnknownException;
import io.github.s3backed.observation.S3BackedMetrics;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.IncorrectUpdateSemanticsDataAccessException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.dao.PermissionDeniedDataAccessException;
import org.springframework.dao.TransientDataAccessResourceException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * By which word each failure of an operation is counted.
 */
class OperationsTests {

	@ParameterizedTest
	@MethodSource
	void eachFailureHasAnOutcome(String outcome, RuntimeException failure) {
		TestObservationRegistry registry = TestObservationRegistry.create();
		assertThatThrownBy(() -> new Operations(registry, S3BackedMetrics.NONE).observe("save", Page.class, () -> {
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

	@ParameterizedTest
	@ValueSource(strings = { "onStart", "onScopeOpened", "onError", "onScopeClosed", "onStop" })
	void aHandlerThatFailsChangesNothing(String step) {
		ObservationRegistry registry = ObservationRegistry.create();
		registry.observationConfig().observationHandler(failing(step));
		Operations operations = new Operations(registry, S3BackedMetrics.NONE);
		assertThat(operations.observe("save", Page.class, () -> "saved")).isEqualTo("saved");
		IllegalStateException failure = new IllegalStateException("first");
		assertThatThrownBy(() -> operations.observe("save", Page.class, () -> {
			throw failure;
		})).isSameAs(failure);
		assertThat(registry.getCurrentObservation()).isNull();
	}

	@SuppressWarnings("unchecked")
	private static ObservationHandler<Observation.Context> failing(String step) {
		return (ObservationHandler<Observation.Context>) Proxy.newProxyInstance(OperationsTests.class.getClassLoader(),
				new Class<?>[] { ObservationHandler.class }, (proxy, method, args) -> {
					if (method.getName().equals(step)) {
						throw new IllegalArgumentException(step);
					}
					return (method.getReturnType() == boolean.class) ? Boolean.TRUE : null;
				});
	}

}

package io.github.s3backed.crash;

import io.github.s3backed.crash.KeyHistory.Attempt;
import io.github.s3backed.crash.Operation.Outcome;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Holds the model to finding what it is there for.
 */
class KeyHistoryTests {

	private final KeyHistory history = new KeyHistory("p-1", true);

	@Test
	void nothingButTheAcknowledgedWriteMayBeRead() {
		write(1, Outcome.APPLIED);
		write(2, Outcome.APPLIED);
		assertPermitted(2L);
		assertNotPermitted(1L);
		assertNotPermitted(null);
	}

	@Test
	void aRefusedWriteMayNotBeRead() {
		write(1, Outcome.APPLIED);
		write(2, Outcome.REFUSED);
		assertPermitted(1L);
		assertNotPermitted(2L);
	}

	@Test
	void anUnknownWriteMayBeReadUntilALaterOneIsAcknowledged() {
		write(1, Outcome.APPLIED);
		write(2, Outcome.UNKNOWN);
		assertPermitted(1L);
		assertPermitted(2L);
		write(3, Outcome.APPLIED);
		assertNotPermitted(2L);
	}

	@Test
	void anUnknownCreateMayArriveAfterADeleteButNotOverAnItem() {
		write(1, Outcome.UNKNOWN);
		this.history.end(this.history.start(2, true), Outcome.APPLIED);
		assertPermitted(1L);
		assertPermitted(null);
		write(3, Outcome.APPLIED);
		assertNotPermitted(1L);
		assertNotPermitted(null);
	}

	@Test
	void aReadMayShowWhatWasAcknowledgedWhenItBeganAndAnythingSince() {
		write(1, Outcome.APPLIED);
		long read = this.history.startRead();
		write(2, Outcome.APPLIED);
		this.history.start(3, true);
		assertThatCode(() -> {
			this.history.requirePermitted(read, 1L);
			this.history.requirePermitted(read, 2L);
			this.history.requirePermitted(read, null);
		}).doesNotThrowAnyException();
	}

	@Test
	void whatACrashCutOffIsGoneOnceALaterWriteIsAcknowledged() {
		this.history.start(1, false);
		this.history.endAll();
		assertPermitted(1L);
		assertPermitted(null);
		write(2, Outcome.APPLIED);
		assertNotPermitted(1L);
	}

	@Test
	void ofTwoWritersAtOnceEitherMayHaveBeenTheLast() {
		KeyHistory contended = new KeyHistory("p-2", false);
		Attempt first = contended.start(false);
		Attempt second = contended.start(false);
		contended.end(second, Outcome.APPLIED);
		contended.end(first, Outcome.APPLIED);
		long read = contended.startRead();
		assertThatCode(() -> {
			contended.requirePermitted(read, first.write());
			contended.requirePermitted(read, second.write());
		}).doesNotThrowAnyException();
	}

	private void write(long write, Outcome outcome) {
		this.history.start(write, false);
		this.history.end(write, outcome);
	}

	private void assertPermitted(@Nullable Long write) {
		assertThatCode(() -> this.history.requirePermitted(this.history.startRead(), write)).doesNotThrowAnyException();
	}

	private void assertNotPermitted(@Nullable Long write) {
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> this.history.requirePermitted(this.history.startRead(), write));
	}

}

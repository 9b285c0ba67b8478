package io.github.s3backed.transfer;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessResourceException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * How much of streamed contents is in memory.
 */
@Timeout(30)
class BytesInFlightTests {

	private static final long PART = 5L << 20;

	private static final Duration LONG = Duration.ofSeconds(20);

	private final AtomicLong count = new AtomicLong();

	private final BytesInFlight inFlight = new BytesInFlight(2 * PART, this.count::addAndGet);

	@Test
	void noMoreIsTakenThanThereIs() {
		assertThat(this.inFlight.tryAcquire(PART)).isTrue();
		assertThat(this.inFlight.tryAcquire(PART)).isTrue();
		assertThat(this.inFlight.tryAcquire(1)).isFalse();
		assertThat(this.count).hasValue(2 * PART);
		this.inFlight.release(PART);
		assertThat(this.inFlight.tryAcquire(PART)).isTrue();
		this.inFlight.release(PART);
		this.inFlight.release(PART);
		assertThat(this.count).hasValue(0);
	}

	@Test
	void aPartThatIsLargerThanAllIsTakenForAll() {
		assertThat(this.inFlight.tryAcquire(5 * PART)).isTrue();
		assertThat(this.inFlight.tryAcquire(1)).isFalse();
		this.inFlight.release(5 * PART);
		assertThat(this.inFlight.tryAcquire(2 * PART)).isTrue();
	}

	@Test
	void whoWaitsTooLongIsToldWhichPropertyLimitsIt() {
		this.inFlight.acquire(2 * PART, LONG);
		assertThatExceptionOfType(TransientDataAccessResourceException.class)
			.isThrownBy(() -> this.inFlight.acquire(1, Duration.ofMillis(1)))
			.withMessageContaining("s3backed.upload.max-bytes-in-flight");
		assertThat(this.count).hasValue(2 * PART);
	}

	@Test
	void whoWaitsComesBeforeThoseWhoHaveSomeAlready() throws InterruptedException {
		this.inFlight.acquire(PART, LONG);
		Thread waiting = new Thread(() -> this.inFlight.acquire(2 * PART, LONG));
		waiting.start();
		awaitWaiting(waiting);
		assertThat(this.inFlight.tryAcquire(PART)).isFalse();
		this.inFlight.release(PART);
		waiting.join();
		assertThat(this.count).hasValue(2 * PART);
	}

	@Test
	void whoIsInterruptedHasTakenNothingAndStaysInterrupted() {
		this.inFlight.acquire(2 * PART, LONG);
		Thread.currentThread().interrupt();
		assertThatExceptionOfType(DataAccessResourceFailureException.class)
			.isThrownBy(() -> this.inFlight.acquire(1, LONG));
		assertThat(Thread.interrupted()).isTrue();
		assertThat(this.count).hasValue(2 * PART);
	}

	private static void awaitWaiting(Thread thread) {
		while (thread.getState() != Thread.State.TIMED_WAITING) {
			Thread.onSpinWait();
		}
	}

}

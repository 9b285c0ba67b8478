package io.github.s3backed.core;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.github.s3backed.testsupport.AwsBackend;
import io.github.s3backed.testsupport.AwsEnvironment;
import io.github.s3backed.testsupport.AwsTest;
import io.github.s3backed.testsupport.SeededBytes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
import org.springframework.dao.DataAccessException;

import static io.github.s3backed.core.SeededFixture.PART;
import static io.github.s3backed.core.SeededFixture.content;
import static io.github.s3backed.core.SeededFixture.part;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Threads that are interrupted while they stream, and threads that share what may be in
 * memory.
 */
@AwsTest(value = AwsBackend.IN_PROCESS, because = "S3 is one that holds requests")
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class StreamInterruptTests {

	private static final long LENGTH = 4 * PART;

	private final ExecutorService executor = Executors.newCachedThreadPool();

	private final CountDownLatch held = new CountDownLatch(1);

	private final SeededFixture fixture;

	StreamInterruptTests(AwsEnvironment aws) {
		this.fixture = new SeededFixture(aws);
	}

	@AfterEach
	void close() throws IOException {
		Thread.interrupted();
		this.held.countDown();
		this.executor.shutdownNow();
		this.fixture.close();
	}

	@Test
	void whilePartsAreInFlightLeavesNothing() {
		Thread caller = Thread.currentThread();
		this.fixture.s3().refuse((request) -> {
			if (part(2).test(request)) {
				caller.interrupt();
				await(this.held);
			}
			return false;
		}, 500, "Never");
		requireInterrupted(content(LENGTH));
	}

	@Test
	void whileTheSourceIsReadLeavesNothing() {
		requireInterrupted(source(() -> Thread.currentThread().interrupt()));
	}

	@Test
	void aSourceThatIsInterruptedItselfLeavesNothing() {
		requireInterrupted(source(() -> {
			Thread.currentThread().interrupt();
			throw new InterruptedIOException("The source was interrupted");
		}));
	}

	@Test
	void whileOthersHaveAllThatMayBeInMemoryLeavesNothing() throws Exception {
		CountDownLatch reading = new CountDownLatch(2);
		List<Future<?>> slow = new ArrayList<>();
		for (String id : List.of("b", "c")) {
			Resource source = source(() -> {
				reading.countDown();
				await(this.held);
			});
			slow.add(this.executor.submit(() -> this.fixture.save(id, source)));
		}
		await(reading);
		assertThat(this.fixture.inFlight()).isEqualTo(2 * PART);
		Thread waiting = Thread.currentThread();
		this.executor.submit(() -> {
			while (waiting.getState() != Thread.State.TIMED_WAITING) {
				Thread.sleep(5);
			}
			waiting.interrupt();
			return null;
		});
		Throwable thrown = catchThrowable(() -> this.fixture.save(content(LENGTH)));
		assertThat(Thread.interrupted()).isTrue();
		assertThat(thrown).isInstanceOf(DataAccessException.class).hasMessageContaining("Interrupted");
		this.held.countDown();
		for (Future<?> save : slow) {
			save.get();
		}
		this.fixture.requireNothingOpen();
		assertThat(this.fixture.s3().keys()).hasSize(2);
		this.fixture.requireFilm("b", LENGTH);
		this.fixture.requireFilm("c", LENGTH);
	}

	@Test
	void savesThatShareTwoPartsOfMemoryAllEnd() throws Exception {
		List<Future<?>> saves = new ArrayList<>();
		for (int number = 0; number < 8; number++) {
			String id = "id-" + number;
			Resource source = (number % 2 == 0) ? content(LENGTH) : slow();
			saves.add(this.executor.submit(() -> this.fixture.save(id, source)));
		}
		for (Future<?> save : saves) {
			save.get();
		}
		assertThat(this.fixture.peakInFlight()).isLessThanOrEqualTo(2 * PART);
		this.fixture.requireNothingOpen();
		assertThat(this.fixture.s3().keys()).hasSize(8);
		for (int number = 0; number < 8; number++) {
			this.fixture.requireFilm("id-" + number, LENGTH);
		}
	}

	private void requireInterrupted(Resource source) {
		Throwable thrown = catchThrowable(() -> this.fixture.save(source));
		assertThat(Thread.interrupted()).as("still interrupted").isTrue();
		assertThat(thrown).isInstanceOf(DataAccessException.class);
		this.fixture.requireNothing();
	}

	/**
	 * A source at which something happens in the middle of its first part.
	 */
	private static Resource source(Happening happening) {
		return new InputStreamResource(new FilterInputStream(new SeededBytes(1).stream(LENGTH)) {

			private long position;

			private boolean happened;

			@Override
			public int read(byte[] bytes, int offset, int length) throws IOException {
				if (!this.happened && this.position > PART / 2) {
					this.happened = true;
					happening.happen();
				}
				int read = super.read(bytes, offset, length);
				this.position += Math.max(0, read);
				return read;
			}

		});
	}

	/**
	 * A source that gives little at a time, and way to others.
	 */
	private static Resource slow() {
		return new InputStreamResource(new FilterInputStream(new SeededBytes(1).stream(LENGTH)) {
			@Override
			public int read(byte[] bytes, int offset, int length) throws IOException {
				Thread.yield();
				return super.read(bytes, offset, Math.min(length, 16 * 1024));
			}
		});
	}

	private static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * Something that happens while a source is read.
	 */
	@FunctionalInterface
	private interface Happening {

		void happen() throws IOException;

	}

}

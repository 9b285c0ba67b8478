package io.github.s3backed.runtime;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What becomes of requests when the template is closed.
 */
class RequestThreadsTests {

	@Test
	void whoeverWaitsForARequestThatWillNeverBeginIsTold() throws InterruptedException {
		ExecutorService executor = RequestThreads.newExecutor(1, null);
		CountDownLatch begun = new CountDownLatch(1);
		Future<?> running = executor.submit(() -> {
			begun.countDown();
			new CountDownLatch(1).await();
			return null;
		});
		Future<?> queued = executor.submit(() -> null);
		begun.await();
		Thread.currentThread().interrupt();
		RequestThreads.close(executor);
		assertThat(Thread.interrupted()).isTrue();
		assertThat(queued).isCancelled();
		assertThat(running).failsWithin(Duration.ofSeconds(10));
	}

}

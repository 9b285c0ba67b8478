package io.github.s3backed.core;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import io.github.s3backed.testsupport.AwsEnvironment;
import io.github.s3backed.testsupport.AwsTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;

import org.springframework.dao.TransientDataAccessResourceException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A writer replaces or deletes an item between a reader's requests: the reader gets one
 * version, never a mixture.
 */
@AwsTest
class ConcurrentReadTests {

	private final DuringRead duringRead = new DuringRead();

	private final Fixture fixture;

	private final Fixture writer;

	ConcurrentReadTests(AwsEnvironment aws) {
		this.fixture = Fixture.builder(aws)
			.settings((it) -> it.maxReadRestarts(2))
			.interceptor(this.duringRead)
			.build()
			.withTable(Page.class);
		this.writer = Fixture.builder(aws).tablesOf(this.fixture).build();
		this.writer.template().insert(Operation.before());
	}

	@AfterEach
	void close() {
		this.fixture.close();
		this.writer.close();
	}

	@Test
	void allAttributesAreOfTheNewVersionWhenItReplacedThem() {
		this.duringRead.once("/coverImage/", () -> this.writer.template().save(Operation.after()));
		assertThat(this.fixture.template().findByKey(Page.class, Operation.key())).contains(Operation.after());
		assertThat(this.fixture.requests().counts()).containsEntry("GetItem", 2L);
	}

	@Test
	void whatWasReadOfTheOldVersionIsDropped() {
		CountDownLatch htmlIsRead = new CountDownLatch(1);
		this.duringRead.afterwards = (key) -> {
			if (key.contains("/html/")) {
				htmlIsRead.countDown();
			}
		};
		this.duringRead.once("/coverImage/", () -> {
			await(htmlIsRead);
			this.writer.template().save(Operation.after());
		});
		assertThat(this.fixture.template().findByKey(Page.class, Operation.key())).contains(Operation.after());
	}

	@Test
	void anAttributeThatWasCarriedOverIsReadWithTheNewOne() {
		Page next = Operation.before();
		next.setCoverImage("next".getBytes());
		this.duringRead.once("/coverImage/", () -> this.writer.template().save(next));
		assertThat(this.fixture.template().findByKey(Page.class, Operation.key())).contains(next);
	}

	@Test
	void anEntityThatIsDeletedMeanwhileIsNotThere() {
		this.duringRead.once("/html/", () -> this.writer.template().deleteByKey(Page.class, Operation.key()));
		assertThat(this.fixture.template().findByKey(Page.class, Operation.key())).isEmpty();
		assertThat(this.fixture.events()).isEmpty();
	}

	@Test
	void aReadThatIsOvertakenAgainAndAgainEnds() {
		AtomicInteger versions = new AtomicInteger();
		this.writer.template().save(Page.of("https://example.com/", "first"));
		this.duringRead.each("/html/", () -> this.writer.template()
			.save(Page.of("https://example.com/", "version " + versions.incrementAndGet())));
		assertThatExceptionOfType(TransientDataAccessResourceException.class)
			.isThrownBy(() -> this.fixture.template().findByKey(Page.class, Operation.key()))
			.withMessageContaining("s3backed.max-read-restarts")
			.withMessageContaining(this.fixture.table(Page.class));
		assertThat(versions).hasValue(3);
		assertThat(this.fixture.events()).isEmpty();
	}

	@Test
	void entitiesOfABatchAreReadAgainOneByOne() {
		this.duringRead.once("/html/", () -> this.writer.template().save(Operation.after()));
		assertThat(this.fixture.template().findAllByKey(Page.class, List.of(Operation.key())))
			.containsExactly(Operation.after());
		assertThat(this.fixture.requests().counts()).containsAllEntriesOf(Map.of("BatchGetItem", 1L, "GetItem", 1L));
	}

	private static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * Does something before an object is read.
	 */
	private static final class DuringRead implements ExecutionInterceptor {

		private volatile Consumer<String> before = (key) -> {
		};

		private volatile Consumer<String> afterwards = (key) -> {
		};

		void each(String attribute, Runnable action) {
			this.before = (key) -> {
				if (key.contains(attribute)) {
					action.run();
				}
			};
		}

		void once(String attribute, Runnable action) {
			AtomicInteger times = new AtomicInteger();
			each(attribute, () -> {
				if (times.getAndIncrement() == 0) {
					action.run();
				}
			});
		}

		@Override
		public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
			if (context.request() instanceof GetObjectRequest request) {
				this.before.accept(request.key());
			}
		}

		@Override
		public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
			if (context.request() instanceof GetObjectRequest request) {
				this.afterwards.accept(request.key());
			}
		}

	}

}

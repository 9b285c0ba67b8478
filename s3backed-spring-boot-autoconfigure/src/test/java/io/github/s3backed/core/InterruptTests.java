package io.github.s3backed.core;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.github.s3backed.testsupport.AwsEnvironment;
import io.github.s3backed.testsupport.AwsTest;
import io.github.s3backed.testsupport.Fault;
import io.github.s3backed.testsupport.ProxiedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

import org.springframework.dao.DataAccessException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * The thread that writes is interrupted: it stays interrupted, and what is stored is
 * whole.
 */
@AwsTest(proxied = true)
class InterruptTests {

	private final InterruptingUploads uploads = new InterruptingUploads(Thread.currentThread());

	private final ProxiedFixture proxied;

	InterruptTests(AwsEnvironment aws) {
		this.proxied = new ProxiedFixture(aws, (it) -> it.interceptor(this.uploads));
	}

	@AfterEach
	void close() {
		Thread.interrupted();
		this.proxied.close();
	}

	@ParameterizedTest
	@EnumSource
	void beforeTheCallChangesNothing(Operation operation) {
		operation.prepare(this.proxied.template());
		Stored before = this.proxied.stored();
		Thread.currentThread().interrupt();
		Throwable thrown = catchThrowable(() -> operation.run(this.proxied.template()));
		assertThat(Thread.interrupted()).isTrue();
		assertThat(thrown).isInstanceOf(DataAccessException.class);
		assertThat(this.proxied.stored()).isEqualTo(before);
	}

	@ParameterizedTest
	@FieldSource("io.github.s3backed.core.Operation#UPLOADING")
	void duringUploadsUndoesThem(Operation operation) {
		operation.prepare(this.proxied.template());
		Stored before = this.proxied.stored();
		this.uploads.armed = true;
		Throwable thrown = catchThrowable(() -> operation.run(this.proxied.template()));
		assertThat(Thread.interrupted()).isTrue();
		assertThat(thrown).isInstanceOf(DataAccessException.class);
		assertThat(this.proxied.stored()).isEqualTo(before);
		assertThat(this.proxied.received(operation.commit())).isEqualTo(Operation.CREATING.contains(operation) ? 0 : 1);
	}

	@Test
	void duringAnUploadInTheCallersOwnThreadUndoesIt() {
		this.uploads.armed = true;
		Throwable thrown = catchThrowable(
				() -> this.proxied.template().insert(Page.of("https://example.com/", "html")));
		assertThat(Thread.interrupted()).isTrue();
		assertThat(thrown).isInstanceOf(DataAccessException.class);
		assertThat(this.proxied.stored().items()).isEmpty();
		assertThat(this.proxied.stored().objects()).isEmpty();
	}

	@ParameterizedTest(name = "{0}, applied {1}")
	@MethodSource
	void duringTheCommitLeavesItSettled(Operation operation, boolean applied) {
		operation.prepare(this.proxied.template());
		Thread caller = Thread.currentThread();
		this.proxied.dynamoDb().next(ProxiedRequest.operation(operation.commit()), (exchange) -> {
			caller.interrupt();
			(applied ? Fault.replyLost() : Fault.connectionReset()).apply(exchange);
		});
		operation.run(this.proxied.template());
		assertThat(Thread.interrupted()).isTrue();
		Stored stored = this.proxied.stored();
		assertThat(stored.items()).hasSize(Operation.DELETING.contains(operation) ? 0 : 1);
		assertThat(stored.present(this.proxied.fixture().aws().bucket())).isEqualTo(stored.pointedTo());
	}

	static Stream<Arguments> duringTheCommitLeavesItSettled() {
		return Stream.concat(Stream.of(Operation.values()).map((operation) -> Arguments.of(operation, true)),
				Stream.concat(Operation.REPLACING.stream(), Operation.DELETING.stream())
					.map((operation) -> Arguments.of(operation, false)));
	}

	/**
	 * Interrupts the thread that writes while an upload is under way, and holds the
	 * upload until it is stopped.
	 */
	private static final class InterruptingUploads implements ExecutionInterceptor {

		private final Thread caller;

		private volatile boolean armed;

		InterruptingUploads(Thread caller) {
			this.caller = caller;
		}

		@Override
		public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
			if (!this.armed || !(context.request() instanceof PutObjectRequest)) {
				return;
			}
			this.caller.interrupt();
			try {
				boolean unreachable = new CountDownLatch(1).await(30, TimeUnit.SECONDS);
				throw new IllegalStateException("The upload was not stopped: " + unreachable);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}

	}

}

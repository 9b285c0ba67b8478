package io.github.s3backed.core;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import io.github.s3backed.CorruptObjectException;
import io.github.s3backed.S3BackedSettings;
import io.github.s3backed.runtime.Platform;
import io.github.s3backed.testsupport.AwsEnvironment;
import io.github.s3backed.testsupport.AwsTest;
import io.github.s3backed.testsupport.Fault;
import io.github.s3backed.testsupport.ProxiedRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.dao.TransientDataAccessResourceException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * A step of a write or delete fails for certain: the item is as before, the objects are
 * as before, and there is none more.
 */
@AwsTest(proxied = true)
class DefiniteFailureTests {

	private final AwsEnvironment aws;

	private @Nullable ProxiedFixture proxied;

	DefiniteFailureTests(AwsEnvironment aws) {
		this.aws = aws;
	}

	@AfterEach
	void close() {
		if (this.proxied != null) {
			this.proxied.close();
		}
	}

	@ParameterizedTest(name = "{0}, {1}")
	@MethodSource
	void whenTheItemCannotBeRead(Operation operation, Refusal refusal) {
		ProxiedFixture fixture = prepare(operation);
		fixture.dynamoDb().always(ProxiedRequest.operation("GetItem"), refusal.fault());
		assertFailsWithoutATrace(fixture, operation, refusal);
		assertThat(fixture.received(operation.commit())).isZero();
	}

	static Stream<Arguments> whenTheItemCannotBeRead() {
		return combinations(Operation.READING_FIRST, Refusal.ofTable());
	}

	@ParameterizedTest(name = "{0}, {1} of {2}")
	@MethodSource
	void whenAnUploadIsRefused(Operation operation, Refusal refusal, String attributes) {
		ProxiedFixture fixture = prepare(operation);
		fixture.s3().always(ProxiedRequest.http("PUT", ".*/(" + attributes + ")/.*"), refusal.fault());
		assertFailsWithoutATrace(fixture, operation, refusal);
		assertThat(fixture.received(operation.commit())).isZero();
	}

	static Stream<Arguments> whenAnUploadIsRefused() {
		return combinations(Operation.UPLOADING, Refusal.ofBucket())
			.flatMap((it) -> Stream.of("html", "coverImage", "html|coverImage")
				.map((attributes) -> Arguments.of(it.get()[0], it.get()[1], attributes)));
	}

	@ParameterizedTest
	@FieldSource("io.github.s3backed.core.Operation#UPLOADING")
	void whenS3HasStoredSomethingElse(Operation operation) {
		ProxiedFixture fixture = prepare(operation, (it) -> it
			.interceptor(new OtherReply((reply) -> reply.toBuilder().checksumCRC32C("AAAAAA==").build())));
		assertFailsWithoutATrace(fixture, operation,
				new Refusal("other checksum", Fault.none(), CorruptObjectException.class, null, "AAAAAA=="));
	}

	@ParameterizedTest
	@FieldSource("io.github.s3backed.core.Operation#UPLOADING")
	void whenS3HasStoredAnotherLength(Operation operation) {
		ProxiedFixture fixture = prepare(operation,
				(it) -> it.interceptor(new OtherReply((reply) -> reply.toBuilder().size(7_654_321L).build())));
		assertFailsWithoutATrace(fixture, operation,
				new Refusal("other length", Fault.none(), CorruptObjectException.class, null, "7654321 bytes"));
	}

	@ParameterizedTest(name = "{0}, {1}")
	@MethodSource
	void whenTheCommitIsRefused(Operation operation, Refusal refusal) {
		ProxiedFixture fixture = prepare(operation);
		fixture.dynamoDb().always(ProxiedRequest.operation(operation.commit()), refusal.fault());
		assertFailsWithoutATrace(fixture, operation, refusal);
	}

	/**
	 * A throttled commit is tried again after some seconds, so that one of each kind has
	 * to do.
	 */
	static Stream<Arguments> whenTheCommitIsRefused() {
		Set<Operation> one = Set.of(Operation.SAVE_CHANGED, Operation.DELETE);
		return combinations(Set.of(Operation.values()), Refusal.ofTable())
			.filter((it) -> !it.get()[1].toString().equals("throttled") || one.contains((Operation) it.get()[0]));
	}

	@ParameterizedTest
	@EnumSource
	void whenTheCommitCannotBeSent(Operation operation) throws IOException {
		CommitsToNobody redirect = new CommitsToNobody();
		ProxiedFixture fixture = prepare(operation, (it) -> it.interceptor(redirect));
		assertFailsWithoutATrace(fixture, operation, new Refusal("connection refused", Fault.none(),
				DataAccessResourceFailureException.class, SdkClientException.class, Refusal.TABLE_SETTING));
		assertThat(fixture.received(operation.commit())).isZero();
	}

	@ParameterizedTest
	@EnumSource
	void whenAnotherWriterWasFaster(Operation operation) {
		ProxiedFixture fixture = prepare(operation, (it) -> it.maxConflicts(0), (it) -> it);
		AtomicReference<List<Map<String, AttributeValue>>> rivalItems = new AtomicReference<>();
		try (Fixture rival = Fixture.builder(this.aws).tablesOf(fixture.fixture()).build()) {
			fixture.dynamoDb().next(ProxiedRequest.operation(operation.commit()), (exchange) -> {
				rival.template().save(Operation.page("rival"));
				rivalItems.set(rival.items(Page.class));
				Fault.none().apply(exchange);
			});
			Throwable failure = catchThrowable(() -> operation.run(fixture.template()));
			assertThat(failure)
				.isInstanceOf((operation == Operation.INSERT) ? DuplicateKeyException.class
						: OptimisticLockingFailureException.class)
				.hasCauseInstanceOf(ConditionalCheckFailedException.class)
				.hasMessageContaining(fixture.fixture().table(Page.class));
			assertThat(rival.template().findByKey(Page.class, Operation.key())).contains(Operation.page("rival"));
		}
		assertThat(fixture.stored().items()).isEqualTo(rivalItems.get());
		assertComplete(fixture);
	}

	@ParameterizedTest
	@EnumSource(names = { "SAVE_CHANGED", "UPDATE", "DELETE" })
	void whenTheVersionIsAnother(Operation operation) {
		ProxiedFixture fixture = start((it) -> {
		}, (it) -> it);
		fixture.fixture().withTable(Draft.class);
		fixture.template().insert(Draft.of("stored", null));
		Stored before = Stored.of(fixture.fixture(), Draft.class);
		fixture.fixture().requests().clear();
		Throwable failure = catchThrowable(() -> run(operation, fixture.template(), Draft.of("mine", 7L)));
		assertThat(failure).isInstanceOf(OptimisticLockingFailureException.class).hasMessageContaining("'version'");
		assertThat(Stored.of(fixture.fixture(), Draft.class)).isEqualTo(before);
		assertThat(fixture.fixture().requests().counts()).containsOnlyKeys("GetItem");
	}

	@ParameterizedTest
	@EnumSource(names = { "SAVE_CHANGED", "UPDATE", "DELETE" })
	void whenTheVersionChangesBeforeTheCommit(Operation operation) {
		ProxiedFixture fixture = start((it) -> {
		}, (it) -> it);
		fixture.fixture().withTable(Draft.class);
		Draft mine = fixture.template().insert(Draft.of("stored", null));
		AtomicReference<List<Map<String, AttributeValue>>> rivalItems = new AtomicReference<>();
		try (Fixture rival = Fixture.builder(this.aws).tablesOf(fixture.fixture()).build()) {
			fixture.dynamoDb().next(ProxiedRequest.operation(operation.commit()), (exchange) -> {
				rival.template().save(Draft.of("rival", mine.getVersion()));
				rivalItems.set(rival.items(Draft.class));
				Fault.none().apply(exchange);
			});
			mine.setText("mine");
			Throwable failure = catchThrowable(() -> run(operation, fixture.template(), mine));
			assertThat(failure).isInstanceOf(OptimisticLockingFailureException.class)
				.hasCauseInstanceOf(ConditionalCheckFailedException.class)
				.hasMessageContaining("'version'");
		}
		Stored stored = Stored.of(fixture.fixture(), Draft.class);
		assertThat(stored.items()).isEqualTo(rivalItems.get());
		assertThat(stored.present(this.aws.bucket())).isEqualTo(stored.pointedTo());
	}

	private static void run(Operation operation, S3BackedTemplate template, Draft draft) {
		switch (operation) {
			case UPDATE -> template.update(draft);
			case DELETE -> template.delete(draft);
			default -> template.save(draft);
		}
	}

	@ParameterizedTest
	@FieldSource("io.github.s3backed.core.Operation#WRITING")
	void whenTheLeaseIsOver(Operation operation) {
		ProxiedFixture fixture = prepare(operation, (it) -> it.platform(DefiniteFailureTests::anHourEachLook));
		assertFailsWithoutATrace(fixture, operation, new Refusal("lease over", Fault.none(),
				TransientDataAccessResourceException.class, null, "s3backed.lease"));
		assertThat(fixture.received(operation.commit())).isZero();
	}

	private static Platform anHourEachLook(Platform platform) {
		AtomicLong time = new AtomicLong();
		return new Platform(platform.executor(), platform.clock(), () -> time.addAndGet(Duration.ofHours(1).toNanos()),
				platform.random(), platform.pause());
	}

	private ProxiedFixture prepare(Operation operation) {
		return prepare(operation, (it) -> it);
	}

	private ProxiedFixture prepare(Operation operation, UnaryOperator<Fixture.Builder> customizer) {
		return prepare(operation, (it) -> {
		}, customizer);
	}

	/**
	 * Stores what is there before with a template that has no fault.
	 */
	private ProxiedFixture prepare(Operation operation, Consumer<S3BackedSettings.Builder> settings,
			UnaryOperator<Fixture.Builder> customizer) {
		ProxiedFixture fixture = start(settings, customizer);
		try (Fixture plain = Fixture.builder(this.aws).tablesOf(fixture.fixture()).build()) {
			operation.prepare(plain.template());
		}
		return fixture;
	}

	private ProxiedFixture start(Consumer<S3BackedSettings.Builder> settings,
			UnaryOperator<Fixture.Builder> customizer) {
		ProxiedFixture fixture = new ProxiedFixture(this.aws, (it) -> customizer.apply(it.settings(settings)));
		this.proxied = fixture;
		return fixture;
	}

	private void assertFailsWithoutATrace(ProxiedFixture fixture, Operation operation, Refusal refusal) {
		Stored before = fixture.stored();
		Throwable failure = catchThrowable(() -> operation.run(fixture.template()));
		assertThat(failure).isInstanceOf(refusal.type());
		assertThat(failure.getSuppressed()).isEmpty();
		if (refusal.cause() != null) {
			assertThat(failure).hasCauseInstanceOf(refusal.cause());
			boolean isS3 = refusal.cause() == S3Exception.class;
			assertThat(failure).hasMessageContaining(isS3 ? this.aws.bucket() : fixture.fixture().table(Page.class));
		}
		assertThat(failure).hasMessageContainingAll(refusal.mentioned());
		assertThat(fixture.stored()).isEqualTo(before);
		assertComplete(fixture);
		assertThat(fixture.fixture().events()).isEmpty();
	}

	private void assertComplete(ProxiedFixture fixture) {
		Stored stored = fixture.stored();
		assertThat(stored.present(this.aws.bucket())).isEqualTo(stored.pointedTo());
	}

	private static Stream<Arguments> combinations(Collection<Operation> operations, Stream<Refusal> refusals) {
		return refusals.flatMap((refusal) -> operations.stream().map((operation) -> Arguments.of(operation, refusal)));
	}

	/**
	 * Changes what S3 says that it has stored.
	 */
	private record OtherReply(UnaryOperator<PutObjectResponse> change) implements ExecutionInterceptor {

		@Override
		public SdkResponse modifyResponse(Context.ModifyResponse context, ExecutionAttributes attributes) {
			return (context.response() instanceof PutObjectResponse reply) ? this.change.apply(reply)
					: context.response();
		}

	}

	/**
	 * Sends commits to a port where nobody listens.
	 */
	private static final class CommitsToNobody implements ExecutionInterceptor {

		private final int port;

		CommitsToNobody() throws IOException {
			try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
				this.port = socket.getLocalPort();
			}
		}

		@Override
		public SdkHttpRequest modifyHttpRequest(Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
			boolean commit = context.request() instanceof PutItemRequest
					|| context.request() instanceof DeleteItemRequest;
			return commit ? context.httpRequest().toBuilder().port(this.port).build() : context.httpRequest();
		}

	}

}

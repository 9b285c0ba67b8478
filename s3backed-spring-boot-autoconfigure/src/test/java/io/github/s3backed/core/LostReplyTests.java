package io.github.s3backed.core;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.github.s3backed.WriteOutcomeUnknownException;
import io.github.s3backed.WriteResolution;
import io.github.s3backed.testsupport.AwsEnvironment;
import io.github.s3backed.testsupport.AwsTest;
import io.github.s3backed.testsupport.Fault;
import io.github.s3backed.testsupport.ProxiedRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * DynamoDB's answer to a commit does not arrive.
 */
@AwsTest(proxied = true)
class LostReplyTests {

	/**
	 * Long for the requests of these tests, short to wait for.
	 */
	private static final Duration PATIENCE = Duration.ofSeconds(4);

	private final AwsEnvironment aws;

	private final ProxiedFixture proxied;

	LostReplyTests(AwsEnvironment aws) {
		this.aws = aws;
		this.proxied = new ProxiedFixture(aws, (it) -> it.clients((client) -> client.apiCallTimeout(PATIENCE))
			.settings((settings) -> settings.settleTimeout(Duration.ofSeconds(20))));
	}

	@AfterEach
	void close() {
		this.proxied.close();
	}

	@ParameterizedTest(name = "{0}, {1}")
	@MethodSource
	void whatWasAppliedIsNotSentAgain(Operation operation, Loss loss) {
		operation.prepare(this.proxied.template());
		this.proxied.dynamoDb().clear();
		this.proxied.dynamoDb().next(ProxiedRequest.operation(operation.commit()), loss.afterwards);
		operation.run(this.proxied.template());
		assertThat(this.proxied.received(operation.commit())).isEqualTo(1);
		assertApplied(operation);
	}

	@Test
	void aDeleteRemovesAlsoWhatAttributesThatAreNotMappedPointTo() {
		TamperedPage page = new TamperedPage(this.proxied.fixture());
		page.save("html");
		page.change("moved", AttributeValue.fromL(List.of(AttributeValue.fromM(page.pointer()))));
		page.change("html", AttributeValue.fromS("a plain value"));
		this.proxied.dynamoDb().next(ProxiedRequest.operation("DeleteItem"), Loss.values()[0].afterwards);
		assertThat(page.delete()).isTrue();
		assertThat(this.aws.objectSizes()).isEmpty();
	}

	static Stream<Arguments> whatWasAppliedIsNotSentAgain() {
		return combinations(Stream.of(Operation.values()), Stream.of(Loss.values()));
	}

	@ParameterizedTest(name = "{0}, {1}")
	@MethodSource
	void aChangeThatWasNotAppliedIsSentAgainUnderTheSameCondition(Operation operation, Loss loss) {
		operation.prepare(this.proxied.template());
		this.proxied.dynamoDb().clear();
		this.proxied.dynamoDb().next(ProxiedRequest.operation(operation.commit()), loss.before);
		operation.run(this.proxied.template());
		assertThat(commits(operation)).hasSize(2).containsOnly(commits(operation).get(0));
		assertApplied(operation);
	}

	static Stream<Arguments> aChangeThatWasNotAppliedIsSentAgainUnderTheSameCondition() {
		return combinations(Stream.concat(Operation.REPLACING.stream(), Operation.DELETING.stream()),
				Stream.of(Loss.values()).filter((loss) -> loss.before != null));
	}

	private List<String> commits(Operation operation) {
		return this.proxied.dynamoDb()
			.requests()
			.stream()
			.filter(ProxiedRequest.operation(operation.commit()))
			.map((request) -> new String(request.body()))
			.toList();
	}

	@ParameterizedTest
	@EnumSource(names = { "SAVE_CHANGED", "DELETE" })
	void aRequestThatArrivesLateIsNotAppliedAgain(Operation operation) throws InterruptedException {
		operation.prepare(this.proxied.template());
		CountDownLatch gate = new CountDownLatch(1);
		CountDownLatch arrived = new CountDownLatch(1);
		this.proxied.dynamoDb().next(ProxiedRequest.operation(operation.commit()), (exchange) -> {
			gate.await();
			exchange.forward();
			arrived.countDown();
		});
		operation.run(this.proxied.template());
		Page later = Operation.page("later");
		this.proxied.template().save(later);
		gate.countDown();
		assertThat(arrived.await(30, TimeUnit.SECONDS)).isTrue();
		assertThat(this.proxied.template().findByKey(Page.class, Operation.key())).contains(later);
	}

	@ParameterizedTest(name = "{0}, {1}")
	@MethodSource
	void aCreateOfUnknownOutcomeIsNeitherSentAgainNorUndone(Operation operation, Loss loss) {
		try (ProxiedFixture impatient = impatient()) {
			impatient.dynamoDb().next(ProxiedRequest.operation("PutItem"), loss.before);
			WriteOutcomeUnknownException thrown = catchThrowableOfType(WriteOutcomeUnknownException.class,
					() -> operation.run(impatient.template()));
			assertThat(thrown).hasMessageContaining(impatient.fixture().table(Page.class))
				.hasMessageContaining(thrown.getToken().toString());
			assertThat(thrown.getCause()).isNotNull();
			assertThat(impatient.received("PutItem")).isEqualTo(1);
			assertThat(impatient.fixture().requests().counts()).doesNotContainKey("DeleteObjects");
			assertThat(thrown.getObjectUris()).hasSize(2)
				.containsExactlyInAnyOrderElementsOf(impatient.stored().present(this.aws.bucket()));
		}
	}

	static Stream<Arguments> aCreateOfUnknownOutcomeIsNeitherSentAgainNorUndone() {
		return combinations(Operation.CREATING.stream(),
				Stream.of(Loss.values()).filter((loss) -> loss.before != null));
	}

	@ParameterizedTest
	@FieldSource("io.github.s3backed.core.Operation#CREATING")
	void aCreateThatArrivesAfterItsCallerGaveUpIsWhole(Operation operation) throws InterruptedException {
		CountDownLatch gate = new CountDownLatch(1);
		CountDownLatch arrived = new CountDownLatch(1);
		try (ProxiedFixture impatient = impatient()) {
			impatient.dynamoDb().next(ProxiedRequest.operation("PutItem"), (exchange) -> {
				gate.await();
				exchange.forward();
				arrived.countDown();
			});
			WriteOutcomeUnknownException thrown = catchThrowableOfType(WriteOutcomeUnknownException.class,
					() -> operation.run(impatient.template()));
			assertThat(resolve(impatient, thrown)).isEqualTo(WriteResolution.UNDECIDED);
			gate.countDown();
			assertThat(arrived.await(30, TimeUnit.SECONDS)).isTrue();
			assertThat(resolve(impatient, thrown)).isEqualTo(WriteResolution.APPLIED);
			assertThat(impatient.template().findByKey(Page.class, Operation.key())).contains(Operation.after());
		}
	}

	private static WriteResolution resolve(ProxiedFixture fixture, WriteOutcomeUnknownException unknown) {
		return fixture.template().resolve(Page.class, Operation.key(), unknown.getToken());
	}

	@ParameterizedTest
	@EnumSource(names = { "SAVE_CHANGED", "UPDATE", "DELETE" })
	void aChangeWhoseAnswersAreAllLostIsUnknownAndUndoesNothing(Operation operation) {
		try (ProxiedFixture impatient = impatient()) {
			operation.prepare(impatient.template());
			List<String> before = impatient.stored().present(this.aws.bucket());
			impatient.dynamoDb()
				.always(ProxiedRequest.operation(operation.commit()), Fault.dynamoDbError(500, "InternalServerError"));
			WriteOutcomeUnknownException thrown = catchThrowableOfType(WriteOutcomeUnknownException.class,
					() -> operation.run(impatient.template()));
			assertThat(impatient.stored().present(this.aws.bucket())).containsAll(before)
				.containsAll(thrown.getObjectUris());
			assertThat(impatient.template().findByKey(Page.class, Operation.key())).contains(Operation.before());
		}
	}

	@Test
	void anItemOfAnotherToolIsNotReplacedTwice() {
		try (ProxiedFixture impatient = impatient()) {
			this.aws.dynamoDb()
				.putItem((it) -> it.tableName(impatient.fixture().table(Page.class))
					.item(Map.of("url", AttributeValue.fromS("https://example.com/"))));
			impatient.dynamoDb().next(ProxiedRequest.operation("PutItem"), Fault.connectionReset());
			assertThat(catchThrowableOfType(WriteOutcomeUnknownException.class,
					() -> impatient.template().save(Operation.after())))
				.isNotNull();
			assertThat(impatient.received("PutItem")).isEqualTo(1);
		}
	}

	@Test
	void aSaveGoesOnFromAnotherWriterWhenItsAnswerWasLost() {
		this.proxied.template().save(Operation.before());
		try (Fixture rival = rival()) {
			this.proxied.dynamoDb().next(ProxiedRequest.operation("PutItem"), (exchange) -> {
				rival.template().save(Operation.page("rival"));
				exchange.reset();
			});
			this.proxied.template().save(Operation.after());
		}
		assertApplied(Operation.SAVE_CHANGED);
	}

	@Test
	void aSaveThatWasAppliedAndReplacedAtOnceHasSucceeded() {
		this.proxied.template().save(Operation.before());
		try (Fixture rival = rival()) {
			this.proxied.dynamoDb().next(ProxiedRequest.operation("PutItem"), (exchange) -> {
				exchange.forward();
				rival.template().save(Operation.page("rival"));
				exchange.reset();
			});
			this.proxied.template().save(Operation.after());
		}
		Stored stored = this.proxied.stored();
		assertThat(this.proxied.template().findByKey(Page.class, Operation.key())).contains(Operation.page("rival"));
		assertThat(stored.present(this.aws.bucket())).isEqualTo(stored.pointedTo());
	}

	private Fixture rival() {
		return Fixture.builder(this.aws).tablesOf(this.proxied.fixture()).build();
	}

	/**
	 * Does not look into outcomes for long.
	 */
	private ProxiedFixture impatient() {
		return new ProxiedFixture(this.aws, (it) -> it.clients((client) -> client.apiCallTimeout(PATIENCE))
			.settings((settings) -> settings.settleTimeout(Duration.ofMillis(300))));
	}

	private void assertApplied(Operation operation) {
		Stored stored = this.proxied.stored();
		if (Operation.DELETING.contains(operation)) {
			assertThat(stored.items()).isEmpty();
		}
		else {
			Page expected = (operation == Operation.SAVE_UNCHANGED) ? Operation.before() : Operation.after();
			assertThat(this.proxied.template().findByKey(Page.class, Operation.key())).contains(expected);
		}
		assertThat(stored.present(this.aws.bucket())).isEqualTo(stored.pointedTo());
	}

	private static Stream<Arguments> combinations(Stream<Operation> operations, Stream<Loss> losses) {
		List<Loss> all = losses.toList();
		return operations.flatMap((operation) -> all.stream().map((loss) -> Arguments.of(operation, loss)));
	}

	/**
	 * How an answer gets lost, after DynamoDB did as it was told or before.
	 */
	enum Loss {

		CONNECTION_RESET(Fault.replyLost(), Fault.connectionReset()),

		STATUS_500((exchange) -> {
			exchange.forward();
			Fault.dynamoDbError(500, "InternalServerError").apply(exchange);
		}, Fault.dynamoDbError(500, "InternalServerError")),

		STATUS_503((exchange) -> {
			exchange.forward();
			Fault.dynamoDbError(503, "ServiceUnavailable").apply(exchange);
		}, Fault.dynamoDbError(503, "ServiceUnavailable")),

		STATUS_408_OF_AN_INTERMEDIARY((exchange) -> {
			exchange.forward();
			Fault.reply(408, "text/html", "<html>Request Timeout</html>").apply(exchange);
		}, Fault.reply(408, "text/html", "<html>Request Timeout</html>")),

		STATUS_429_OF_AN_INTERMEDIARY((exchange) -> {
			exchange.forward();
			Fault.reply(429, "text/html", "<html>Too Many Requests</html>").apply(exchange);
		}, Fault.reply(429, "text/html", "<html>Too Many Requests</html>")),

		TRUNCATED(Fault.truncated(0), null),

		STALLED(Fault.stalled(0), (exchange) -> {
			try {
				exchange.awaitClient();
			}
			catch (IOException ex) {
				// The client has given up by a reset.
			}
		});

		private final Fault afterwards;

		private final @Nullable Fault before;

		Loss(Fault afterwards, @Nullable Fault before) {
			this.afterwards = afterwards;
			this.before = before;
		}

	}

}

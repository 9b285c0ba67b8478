package io.github.s3backed.core;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import io.github.s3backed.WriteOutcomeUnknownException;
import io.github.s3backed.WriteResolution;
import io.github.s3backed.pointer.Token;
import io.github.s3backed.pointer.WriteRecord;
import io.github.s3backed.testsupport.AwsEnvironment;
import io.github.s3backed.testsupport.AwsTest;
import io.github.s3backed.testsupport.Fault;
import io.github.s3backed.testsupport.ProxiedExchange;
import io.github.s3backed.testsupport.ProxiedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import org.springframework.dao.TransientDataAccessResourceException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * A write's time is the services', whatever the clock of its machine shows, and so is its
 * age.
 */
@AwsTest(proxied = true)
class WrongClockTests {

	private final AwsEnvironment aws;

	private final Machine machine = new Machine();

	private final ProxiedFixture proxied;

	WrongClockTests(AwsEnvironment aws) {
		this.aws = aws;
		this.proxied = new ProxiedFixture(aws, (it) -> it.platform(this.machine::under)
			.settings((settings) -> settings.settleTimeout(Duration.ofMillis(300))));
	}

	@AfterEach
	void close() {
		this.proxied.close();
	}

	@ParameterizedTest(name = "{0}, {1} hours")
	@MethodSource
	void isNotTheTimeOfAWrite(Operation operation, int hours) {
		operation.prepare(this.proxied.template());
		this.machine.off(Duration.ofHours(hours));
		operation.run(this.proxied.template());
		Stored stored = this.proxied.stored();
		assertThat(stored.items()).singleElement().satisfies((item) -> assertIsNow(token(item)));
		assertThat(stored.present(this.aws.bucket())).isEqualTo(stored.pointedTo());
	}

	static Stream<Arguments> isNotTheTimeOfAWrite() {
		return Operation.UPLOADING.stream()
			.flatMap((operation) -> Stream.of(-2, 2).map((hours) -> Arguments.of(operation, hours)));
	}

	@ParameterizedTest
	@ValueSource(ints = { -2, 2 })
	void isFoundOutBeforeAnythingIsUploaded(int hours) {
		this.machine.off(Duration.ofHours(hours));
		this.proxied.template().save(Operation.after());
		this.proxied.template().save(Operation.before());
		assertThat(this.proxied.fixture().requests().counts()).containsEntry("GetItem", 3L)
			.containsEntry("PutObject", 4L)
			.containsEntry("PutItem", 2L);
	}

	@ParameterizedTest
	@ValueSource(ints = { -2, 2 })
	void letsTheFirstInsertUploadTwice(int hours) {
		this.machine.off(Duration.ofHours(hours));
		this.proxied.template().insert(Operation.after());
		assertThat(this.proxied.fixture().requests().counts()).containsEntry("PutItem", 1L)
			.containsEntry("GetItem", 1L)
			.hasEntrySatisfying("PutObject", (count) -> assertThat(count).isBetween(3L, 4L));
		this.proxied.template().deleteByKey(Page.class, Operation.key());
		this.proxied.fixture().requests().clear();
		this.proxied.template().insert(Operation.after());
		assertThat(this.proxied.fixture().requests().counts()).containsEntry("PutObject", 2L)
			.doesNotContainKey("GetItem");
	}

	@ParameterizedTest
	@ValueSource(ints = { -2, 2 })
	void ofAnObjectStoreIsNotTheTimeOfAWrite(int hours) {
		letTheStoreBeOff(Duration.ofHours(hours));
		this.proxied.template().insert(Operation.after());
		assertThat(this.proxied.stored().items()).singleElement().satisfies((item) -> assertIsNow(token(item)));
		assertThat(this.proxied.fixture().requests().counts()).containsEntry("PutObject", 2L)
			.containsEntry("GetItem", 1L)
			.containsEntry("PutItem", 1L);
	}

	@ParameterizedTest
	@ValueSource(ints = { -2, 2 })
	void ofAnObjectStoreIsAskedAboutOnce(int hours) {
		letTheStoreBeOff(Duration.ofHours(hours));
		this.proxied.template().insert(Operation.after());
		this.proxied.template().deleteByKey(Page.class, Operation.key());
		this.proxied.fixture().requests().clear();
		this.proxied.template().insert(Operation.after());
		assertThat(this.proxied.fixture().requests().counts()).containsEntry("PutObject", 2L)
			.containsEntry("PutItem", 1L)
			.doesNotContainKey("GetItem");
	}

	@Test
	void ofAnObjectStoreTellsAlsoWhereItIsOffThatTheMachineIs() {
		letTheStoreBeOff(Duration.ofHours(2));
		this.proxied.template().insert(Operation.after());
		this.proxied.template().deleteByKey(Page.class, Operation.key());
		this.machine.off(Duration.ofHours(-2));
		this.proxied.template().insert(Operation.after());
		assertThat(this.proxied.stored().items()).singleElement().satisfies((item) -> assertIsNow(token(item)));
	}

	/**
	 * Both may run on one machine, and show the same wrong time.
	 */
	@ParameterizedTest(name = "machine {0} hours, store {1} hours")
	@CsvSource({ "0, -2", "-2, -2", "-2, 2", "2, -2", "2, 2", "-2, 0" })
	void ofAnObjectStoreDoesNotMakeAWriteOld(int machine, int store) {
		this.machine.off(Duration.ofHours(machine));
		letTheStoreBeOff(Duration.ofHours(store));
		try (Fixture other = other(new Machine())) {
			WriteOutcomeUnknownException unknown = loseInsertAndAllAfter();
			assertThat(resolve(other, unknown.getToken())).isEqualTo(WriteResolution.UNDECIDED);
		}
	}

	@Test
	void isNotKnownToBeRightBecauseAnObjectStoreSaysSo() {
		WriteOutcomeUnknownException unknown = loseInsertAndAllAfter();
		assertThat(new Token(unknown.getToken()).isTimed()).isFalse();
	}

	private void letTheStoreBeOff(Duration difference) {
		this.proxied.s3()
			.always((request) -> true,
					(exchange) -> exchange.reply(exchange.forward().withDate(Instant.now().plus(difference))));
	}

	private WriteOutcomeUnknownException loseInsertAndAllAfter() {
		this.proxied.dynamoDb().next(ProxiedRequest.operation("PutItem"), (exchange) -> {
			this.proxied.dynamoDb().always((request) -> true, ProxiedExchange::reset);
			exchange.reset();
		});
		return catchThrowableOfType(WriteOutcomeUnknownException.class,
				() -> this.proxied.template().insert(Operation.after()));
	}

	@Test
	void isAllowedToDifferALittle() {
		this.machine.off(Duration.ofMinutes(4));
		this.proxied.template().save(Operation.after());
		assertThat(this.proxied.fixture().requests().counts()).containsEntry("GetItem", 1L);
	}

	@Test
	void thatJumpsAllTheTimeIsToldOf() {
		AtomicInteger hours = new AtomicInteger();
		this.proxied.dynamoDb()
			.always(ProxiedRequest.operation("GetItem"), (exchange) -> exchange
				.reply(exchange.forward().withDate(Instant.now().plus(Duration.ofHours(hours.addAndGet(2))))));
		assertThatExceptionOfType(TransientDataAccessResourceException.class)
			.isThrownBy(() -> this.proxied.template().save(Operation.after()))
			.withMessageContaining("clock");
		assertThat(this.proxied.fixture().requests().counts()).containsOnlyKeys("GetItem");
	}

	@ParameterizedTest
	@ValueSource(ints = { -2, 2 })
	void ofTheWriterDoesNotMakeAWriteOld(int hours) {
		this.machine.off(Duration.ofHours(hours));
		try (Fixture other = other(new Machine())) {
			WriteOutcomeUnknownException unknown = loseInsert(Operation.after());
			assertThat(resolve(other, unknown.getToken())).isEqualTo(WriteResolution.UNDECIDED);
		}
	}

	@Test
	void ofWhoAsksDoesNotMakeAWriteOld() {
		try (Fixture other = other(new Machine().off(Duration.ofHours(2)))) {
			WriteOutcomeUnknownException unknown = loseInsert(Operation.after());
			assertThat(resolve(other, unknown.getToken())).isEqualTo(WriteResolution.UNDECIDED);
		}
	}

	@Test
	void isComparedAlsoWhereNothingIsUploaded() {
		this.machine.off(Duration.ofHours(-2));
		WriteOutcomeUnknownException wrong = loseInsert(new Page());
		assertThat(new Token(wrong.getToken()).isTimed()).isFalse();
		WriteOutcomeUnknownException learned = loseInsert(new Page());
		assertThat(new Token(learned.getToken()).isTimed()).isTrue();
		assertIsNow(new Token(learned.getToken()));
	}

	@Test
	void isNotKnownToBeRightWhereNoServiceTellsItsTime() {
		this.proxied.dynamoDb().always((request) -> !"PutItem".equals(request.operation()), withoutDate());
		this.proxied.s3().always((request) -> true, withoutDate());
		WriteOutcomeUnknownException unknown = loseInsert(Operation.after());
		assertThat(new Token(unknown.getToken()).isTimed()).isFalse();
	}

	private static Fault withoutDate() {
		return (exchange) -> exchange.reply(exchange.forward().withDate(null));
	}

	private WriteOutcomeUnknownException loseInsert(Page page) {
		page.setUrl(Operation.after().getUrl());
		this.proxied.dynamoDb().next(ProxiedRequest.operation("PutItem"), ProxiedExchange::reset);
		return catchThrowableOfType(WriteOutcomeUnknownException.class, () -> this.proxied.template().insert(page));
	}

	private Fixture other(Machine machine) {
		return Fixture.builder(this.aws).tablesOf(this.proxied.fixture()).platform(machine::under).build();
	}

	private static WriteResolution resolve(Fixture fixture, UUID token) {
		return fixture.template().resolve(Page.class, Operation.key(), token);
	}

	private static Token token(Map<String, AttributeValue> item) {
		return WriteRecord.from(item).orElseThrow().token();
	}

	private static void assertIsNow(Token token) {
		assertThat(Duration.between(token.time(), Instant.now()).abs()).isLessThan(Duration.ofMinutes(5));
	}

}

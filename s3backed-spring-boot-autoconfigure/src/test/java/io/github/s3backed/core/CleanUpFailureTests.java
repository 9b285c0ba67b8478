package io.github.s3backed.core;

import java.io.IOException;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.github.s3backed.ObjectsRemainException;
import io.github.s3backed.event.CleanUpFailedEvent;
import io.github.s3backed.testsupport.AwsEnvironment;
import io.github.s3backed.testsupport.AwsTest;
import io.github.s3backed.testsupport.Fault;
import io.github.s3backed.testsupport.ProxiedExchange;
import io.github.s3backed.testsupport.ProxiedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.InvalidDataAccessApiUsageException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * A clean-up that fails changes nothing of what callers are told of their write, and is
 * made known. The listener of these tests fails, too.
 */
@AwsTest(proxied = true)
class CleanUpFailureTests {

	private static final Pattern KEY = Pattern.compile("<Key>([^<]+)</Key>");

	private final ProxiedFixture proxied;

	CleanUpFailureTests(AwsEnvironment aws) {
		this.proxied = new ProxiedFixture(aws, (it) -> it.listener((event) -> {
			throw new IllegalStateException("A listener that fails");
		}));
	}

	@AfterEach
	void close() {
		this.proxied.close();
	}

	@ParameterizedTest(name = "{0}, {1}")
	@MethodSource
	void aWriteStandsWhenWhatItReplacedCannotBeRemoved(Operation operation, Failure failure) {
		operation.prepare(this.proxied.template());
		List<String> replaced = this.proxied.stored().pointedTo();
		inject(failure);
		operation.run(this.proxied.template());
		assertThat(this.proxied.template().findByKey(Page.class, Operation.key())).contains(Operation.after());
		List<String> remaining = failure.remaining(replaced);
		assertPublished(remaining);
		Stored stored = this.proxied.stored();
		assertThat(stored.present(bucket())).containsExactlyInAnyOrderElementsOf(
				Stream.concat(stored.pointedTo().stream(), remaining.stream()).toList());
	}

	static Stream<Arguments> aWriteStandsWhenWhatItReplacedCannotBeRemoved() {
		return Stream.of(Operation.SAVE_CHANGED, Operation.UPDATE)
			.flatMap((operation) -> Stream.of(Failure.values()).map((failure) -> Arguments.of(operation, failure)));
	}

	@ParameterizedTest(name = "{0}, {1}")
	@MethodSource
	void theFirstErrorOfAFailedWriteIsThrownWithThatOfTheCleanUpSuppressed(Operation operation, Failure failure) {
		operation.prepare(this.proxied.template());
		Stored before = this.proxied.stored();
		inject(failure);
		this.proxied.dynamoDb()
			.always(ProxiedRequest.operation("PutItem"), Fault.dynamoDbError(400, "ValidationException"));
		Throwable thrown = catchThrowable(() -> operation.run(this.proxied.template()));
		assertThat(thrown).isInstanceOf(InvalidDataAccessApiUsageException.class)
			.hasMessageContaining("ValidationException");
		assertThat(thrown.getSuppressed()).singleElement().isInstanceOf(DataAccessException.class);
		Stored after = this.proxied.stored();
		assertThat(after.items()).isEqualTo(before.items());
		List<String> remaining = after.present(bucket())
			.stream()
			.filter((uri) -> !after.pointedTo().contains(uri))
			.toList();
		assertThat(remaining).isNotEmpty().isEqualTo(failure.remaining(remaining));
		assertPublished(remaining);
	}

	static Stream<Arguments> theFirstErrorOfAFailedWriteIsThrownWithThatOfTheCleanUpSuppressed() {
		return Operation.UPLOADING.stream()
			.flatMap((operation) -> Stream.of(Failure.values()).map((failure) -> Arguments.of(operation, failure)));
	}

	@ParameterizedTest
	@EnumSource
	void aDeleteTellsWhichObjectsRemain(Failure failure) {
		Operation.DELETE.prepare(this.proxied.template());
		List<String> uris = this.proxied.stored().pointedTo();
		inject(failure);
		ObjectsRemainException thrown = catchThrowableOfType(ObjectsRemainException.class,
				() -> this.proxied.template().delete(Operation.before()));
		assertThat(thrown).hasMessageContaining(this.proxied.fixture().table(Page.class))
			.hasCauseInstanceOf(DataAccessException.class);
		assertThat(thrown.getObjectUris()).containsExactlyInAnyOrderElementsOf(failure.remaining(uris));
		assertThat(this.proxied.stored().items()).isEmpty();
		assertThat(this.proxied.stored().present(bucket())).isEqualTo(failure.remaining(uris));
		assertPublished(failure.remaining(uris));
	}

	@ParameterizedTest
	@FieldSource("io.github.s3backed.core.Operation#DELETING")
	void anItemThatIsDeletedAlthoughItsObjectsRemainStaysDeleted(Operation operation) {
		operation.prepare(this.proxied.template());
		inject(Failure.WHOLE);
		assertThat(catchThrowable(() -> operation.run(this.proxied.template())))
			.isInstanceOf(ObjectsRemainException.class);
		this.proxied.s3().clear();
		operation.run(this.proxied.template());
		assertThat(this.proxied.template().existsByKey(Page.class, Operation.key())).isFalse();
	}

	private void inject(Failure failure) {
		this.proxied.s3()
			.always(ProxiedRequest.http("POST", "/[^/]+/?\\?delete.*"), (exchange) -> failure.apply(this, exchange));
	}

	private void assertPublished(List<String> uris) {
		assertThat(this.proxied.fixture().events()).singleElement()
			.isInstanceOfSatisfying(CleanUpFailedEvent.class, (event) -> {
				assertThat(event.table()).isEqualTo(this.proxied.fixture().table(Page.class));
				assertThat(event.objectUris()).containsExactlyInAnyOrderElementsOf(uris);
				assertThat(event.cause()).isInstanceOf(DataAccessException.class);
			});
	}

	private String bucket() {
		return this.proxied.fixture().aws().bucket();
	}

	/**
	 * What goes wrong about {@code DeleteObjects}.
	 */
	enum Failure {

		/**
		 * No object is removed.
		 */
		WHOLE {
			@Override
			void apply(CleanUpFailureTests test, ProxiedExchange exchange) throws IOException, InterruptedException {
				Fault.s3Error(503, "SlowDown").apply(exchange);
			}
		},

		/**
		 * No object is removed, and S3 tells so after it has begun to reply.
		 */
		WHOLE_IN_BODY {
			@Override
			void apply(CleanUpFailureTests test, ProxiedExchange exchange) throws IOException, InterruptedException {
				Fault.s3Error(200, "InternalError").apply(exchange);
			}
		},

		/**
		 * The object of one attribute is not removed, which is in the body of a success.
		 */
		ONE_KEY {
			@Override
			void apply(CleanUpFailureTests test, ProxiedExchange exchange) throws IOException, InterruptedException {
				List<String> keys = KEY.matcher(new String(exchange.request().body()))
					.results()
					.map((MatchResult it) -> it.group(1))
					.toList();
				keys.stream().filter((key) -> !isHtml(key)).forEach(test::remove);
				Fault
					.reply(200, "application/xml",
							"""
									<?xml version="1.0" encoding="UTF-8"?>
									<DeleteResult><Error><Key>%s</Key><Code>AccessDenied</Code><Message>injected</Message></Error>\
									</DeleteResult>"""
								.formatted(keys.stream().filter(Failure::isHtml).findFirst().orElseThrow()))
					.apply(exchange);
			}

			@Override
			List<String> remaining(List<String> uris) {
				return uris.stream().filter(Failure::isHtml).toList();
			}
		};

		abstract void apply(CleanUpFailureTests test, ProxiedExchange exchange)
				throws IOException, InterruptedException;

		List<String> remaining(List<String> uris) {
			return uris;
		}

		private static boolean isHtml(String key) {
			return key.contains("/html/");
		}

	}

	private void remove(String key) {
		this.proxied.fixture().aws().s3().deleteObject((it) -> it.bucket(bucket()).key(key));
	}

}

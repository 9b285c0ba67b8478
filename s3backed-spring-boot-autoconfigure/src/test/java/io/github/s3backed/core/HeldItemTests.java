package io.github.s3backed.core;

import io.github.s3backed.testsupport.AwsEnvironment;
import io.github.s3backed.testsupport.AwsTest;
import io.github.s3backed.testsupport.Fault;
import io.github.s3backed.testsupport.ProxiedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.TransientDataAccessException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * An item that a transaction, or a write in another region, holds for a moment.
 */
@AwsTest
class HeldItemTests {

	private final ProxiedFixture proxied;

	HeldItemTests(AwsEnvironment aws) {
		this.proxied = new ProxiedFixture(aws);
	}

	@AfterEach
	void close() {
		this.proxied.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "TransactionConflictException", "ReplicatedWriteConflictException" })
	void isWrittenWhenItIsFree(String code) {
		this.proxied.dynamoDb().next(ProxiedRequest.operation("PutItem"), Fault.dynamoDbError(400, code));
		this.proxied.template().insert(Operation.after());
		assertThat(this.proxied.received("PutItem")).isEqualTo(2);
		assertThat(this.proxied.template().findByKey(Page.class, Operation.key())).contains(Operation.after());
		this.proxied.dynamoDb().next(ProxiedRequest.operation("DeleteItem"), Fault.dynamoDbError(400, code));
		assertThat(this.proxied.template().deleteByKey(Page.class, Operation.key())).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "TransactionConflictException", "ReplicatedWriteConflictException" })
	void isRefusedWhileItIsNotFree(String code) {
		this.proxied.dynamoDb().always(ProxiedRequest.operation("PutItem"), Fault.dynamoDbError(400, code));
		assertThatExceptionOfType(CannotAcquireLockException.class)
			.isThrownBy(() -> this.proxied.template().save(Operation.after()))
			.isInstanceOf(ConcurrencyFailureException.class)
			.isInstanceOf(TransientDataAccessException.class)
			.withMessageContainingAll(this.proxied.fixture().table(Page.class), code)
			.withCauseInstanceOf(DynamoDbException.class);
		assertThat(this.proxied.received("PutItem")).isEqualTo(4);
		assertThat(this.proxied.stored().items()).isEmpty();
		assertThat(this.proxied.stored().objects()).isEmpty();
	}

}

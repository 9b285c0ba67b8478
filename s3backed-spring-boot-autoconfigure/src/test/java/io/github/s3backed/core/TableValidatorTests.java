package io.github.s3backed.core;

import java.util.List;
import java.util.function.Consumer;

import io.github.s3backed.InvalidTableException;
import io.github.s3backed.S3BackedSettings;
import io.github.s3backed.mapping.S3BackedPersistentEntity;
import io.github.s3backed.testsupport.AwsEnvironment;
import io.github.s3backed.testsupport.AwsTest;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.MultiRegionConsistency;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link TableValidator}. Replicas are what no stand-in has.
 */
@AwsTest
@ExtendWith(OutputCaptureExtension.class)
class TableValidatorTests {

	private final Fixture fixture;

	private final DynamoDbClient replicated = mock(DynamoDbClient.class);

	TableValidatorTests(AwsEnvironment aws) {
		this.fixture = Fixture.builder(aws).oneTable(Page.class, Note.class).build().withTable(Page.class);
	}

	@AfterEach
	void close() {
		this.fixture.close();
	}

	@Test
	void aTableWithTheEntitysKeyWillDoAndIsAskedForOnce() {
		this.fixture.requests().clear();
		validate(this.fixture.dynamoDb(), null, this.fixture.mapping(Page.class));
		assertThat(this.fixture.requests().counts()).containsEntry("DescribeTable", 1L)
			.containsOnlyKeys("DescribeTable");
	}

	@Test
	void aTableWithAnotherKeyIsRefusedByTheNamesOfBoth() {
		assertThatExceptionOfType(InvalidTableException.class)
			.isThrownBy(() -> validate(this.fixture.dynamoDb(), null, this.fixture.mapping(Note.class)))
			.withMessageContainingAll("[url]", "[id]", Note.class.getName());
	}

	@Test
	void replicasThatMayWriteForThemselvesAreRefused() {
		given(describe()).willReturn(table((it) -> it.replicas((replica) -> replica.regionName("us-east-1"))));
		assertThatExceptionOfType(InvalidTableException.class)
			.isThrownBy(() -> validate(this.replicated, null, this.fixture.mapping(Page.class)))
			.withMessageContainingAll("us-east-1", "strong consistency")
			.satisfies((ex) -> assertThat(ex.getAction()).contains("s3backed.writer-region"));
	}

	@Test
	void replicasWithStrongConsistencyWillDo() {
		given(describe()).willReturn(table((it) -> it.replicas((replica) -> replica.regionName("us-east-1"))
			.multiRegionConsistency(MultiRegionConsistency.STRONG)));
		assertThatNoException().isThrownBy(() -> validate(this.replicated, null, this.fixture.mapping(Page.class)));
	}

	@Test
	void aTableThatMayNotBeLookedAtIsToldOfAndTakenAndTheOthersAreLookedAt(CapturedOutput output) {
		given(describe())
			.willThrow(DynamoDbException.builder()
				.statusCode(400)
				.awsErrorDetails(AwsErrorDetails.builder().errorCode("AccessDeniedException").build())
				.build())
			.willReturn(table((it) -> it.replicas((replica) -> replica.regionName("us-east-1"))));
		S3BackedPersistentEntity<Page> page = this.fixture.mapping(Page.class);
		assertThatExceptionOfType(InvalidTableException.class)
			.isThrownBy(() -> validate(this.replicated, null, page, page));
		assertThat(output).contains("dynamodb:DescribeTable").contains(page.tableName());
	}

	@Test
	void whereDynamoDbDoesNotAnswerItIsAskedOnce(CapturedOutput output) {
		given(describe()).willThrow(SdkClientException.create("no connection"));
		S3BackedPersistentEntity<Page> page = this.fixture.mapping(Page.class);
		validate(this.replicated, null, page, page);
		then(this.replicated).should().describeTable(any(DescribeTableRequest.class));
		assertThat(output).contains("those that come after it");
	}

	@Test
	void anAnswerThatDescribesNoTableIsToldOf(CapturedOutput output) {
		given(describe()).willReturn(DescribeTableResponse.builder().build());
		validate(this.replicated, null, this.fixture.mapping(Page.class));
		assertThat(output).contains("does not describe it");
	}

	private DescribeTableResponse describe() {
		return this.replicated.describeTable(any(DescribeTableRequest.class));
	}

	private static DescribeTableResponse table(Consumer<TableDescription.Builder> table) {
		return DescribeTableResponse.builder().table(table).build();
	}

	private static void validate(DynamoDbClient client, @Nullable String writerRegion,
			S3BackedPersistentEntity<?>... entities) {
		new TableValidator(client, S3BackedSettings.builder("b").writerRegion(writerRegion).build(),
				ObservationRegistry.NOOP)
			.validate(List.of(entities));
	}

	record Note(@DynamoDbPartitionKey String id) {
	}

}

package io.github.s3backed.core;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

import io.github.s3backed.S3Backed;
import io.github.s3backed.testsupport.AwsEnvironment;
import io.github.s3backed.testsupport.AwsTest;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.extensions.annotations.DynamoDbVersionAttribute;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbFlatten;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.IncorrectUpdateSemanticsDataAccessException;
import org.springframework.dao.OptimisticLockingFailureException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What is stored is not what a write expects: it fails, and everything is as before.
 */
@AwsTest
class ConflictTests {

	private static final Key KEY = Key.builder().partitionValue("id").build();

	private final Fixture fixture;

	private final S3BackedTemplate template;

	ConflictTests(AwsEnvironment aws) {
		this.fixture = new Fixture(aws).withTable(Plain.class).withTable(Versioned.class).withTable(Flattened.class);
		this.template = this.fixture.template();
	}

	@AfterEach
	void close() {
		this.fixture.close();
	}

	@Test
	void insertOfAnExistingKeyFails() {
		this.template.save(new Plain("id", "old"));
		assertNothingChanges(DuplicateKeyException.class, () -> this.template.insert(new Plain("id", "new")));
		assertThat(this.template.findByKey(Plain.class, KEY)).contains(new Plain("id", "old"));
	}

	@Test
	void insertOfAnExistingKeyFailsWithOrWithoutAVersion() {
		this.template.save(new Versioned("id", null, "old"));
		assertNothingChanges(DuplicateKeyException.class, () -> this.template.insert(new Versioned("id", null, "new")));
		assertNothingChanges(DuplicateKeyException.class, () -> this.template.insert(new Versioned("id", 1L, "new")));
	}

	@Test
	void insertOfAnEntityThatHasBeenDeletedSinceItWasReadIsNoDuplicate() {
		Versioned read = this.template.save(new Versioned("id", null, "old"));
		this.template.deleteByKey(Versioned.class, KEY);
		assertNothingChanges(OptimisticLockingFailureException.class, () -> this.template.insert(read));
	}

	@Test
	void insertOfAnItemOfAnotherToolFails() {
		this.fixture.aws()
			.dynamoDb()
			.putItem((request) -> request.tableName(this.fixture.table(Plain.class))
				.item(Map.of("id", AttributeValue.fromS("id"))));
		assertNothingChanges(DuplicateKeyException.class, () -> this.template.insert(new Plain("id", "new")));
	}

	@Test
	void updateOfAnAbsentItemFails() {
		assertNothingChanges(IncorrectUpdateSemanticsDataAccessException.class,
				() -> this.template.update(new Plain("id", "new")));
		assertNothingChanges(IncorrectUpdateSemanticsDataAccessException.class,
				() -> this.template.update(new Versioned("id", null, "new")));
	}

	@Test
	void updateOfAnEntityThatHasBeenDeletedSinceItWasReadFails() {
		Versioned read = this.template.save(new Versioned("id", null, "old"));
		this.template.deleteByKey(Versioned.class, KEY);
		assertNothingChanges(OptimisticLockingFailureException.class, () -> this.template.update(read));
	}

	@Test
	void staleVersionIsRefusedByEveryWrite() {
		Versioned stale = this.template.save(new Versioned("id", null, "old"));
		this.template.save(new Versioned("id", stale.version(), "newer"));
		Versioned changed = new Versioned("id", stale.version(), "mine");
		List<Consumer<Versioned>> writes = List.of(this.template::save, this.template::update, this.template::delete);
		writes.forEach(
				(write) -> assertNothingChanges(OptimisticLockingFailureException.class, () -> write.accept(changed)));
		assertThat(this.template.findByKey(Versioned.class, KEY)).contains(new Versioned("id", 2L, "newer"));
	}

	@Test
	void staleVersionInAFlattenedDocumentIsRefusedByEveryWrite() {
		Flattened stale = this.template.save(new Flattened("id", new Audit(null, "me"), "old"));
		assertThat(stale.version()).isEqualTo(new Audit(1L, "me"));
		Flattened newer = this.template.save(new Flattened("id", stale.version(), "newer"));
		List<Consumer<Flattened>> writes = List.of(this.template::save, this.template::update, this.template::delete);
		writes.forEach(
				(write) -> assertNothingChanges(OptimisticLockingFailureException.class, () -> write.accept(stale)));
		assertThat(this.template.findByKey(Flattened.class, KEY)).contains(newer);
		this.template.delete(newer);
		assertThat(this.template.existsByKey(Flattened.class, KEY)).isFalse();
	}

	@Test
	void staleVersionIsRefusedWithoutAnUpload() {
		Versioned stale = this.template.save(new Versioned("id", null, "old"));
		this.template.save(stale);
		this.fixture.requests().clear();
		assertThatExceptionOfType(OptimisticLockingFailureException.class)
			.isThrownBy(() -> this.template.save(new Versioned("id", stale.version(), "mine")));
		assertThat(this.fixture.requests().counts()).containsOnlyKeys("GetItem");
	}

	@Test
	void entityWithoutVersionIsRefusedWhereOneIsStored() {
		this.template.save(new Versioned("id", null, "old"));
		List<Consumer<Versioned>> writes = List.of(this.template::save, this.template::update, this.template::delete);
		writes.forEach((write) -> assertNothingChanges(OptimisticLockingFailureException.class,
				() -> write.accept(new Versioned("id", null, "new"))));
	}

	@Test
	void versionIsRefusedWhereNothingIsStored() {
		List<Consumer<Versioned>> writes = List.of(this.template::save, this.template::update, this.template::delete);
		writes.forEach((write) -> assertNothingChanges(OptimisticLockingFailureException.class,
				() -> write.accept(new Versioned("id", 3L, "new"))));
	}

	@Test
	void currentVersionIsAcceptedByEveryWrite() {
		Versioned first = this.template.save(new Versioned("id", null, "first"));
		Versioned second = this.template.update(new Versioned("id", first.version(), "second"));
		Versioned third = this.template.save(new Versioned("id", second.version(), "third"));
		assertThat(third.version()).isEqualTo(3);
		assertThat(this.template.findByKey(Versioned.class, KEY)).contains(third);
		this.template.delete(third);
		assertThat(this.fixture.items(Versioned.class)).isEmpty();
		assertThat(this.fixture.aws().objectSizes()).isEmpty();
	}

	@Test
	void entityWithoutVersionDeletesAnItemThatHasNone() {
		this.fixture.aws()
			.dynamoDb()
			.putItem((request) -> request.tableName(this.fixture.table(Versioned.class))
				.item(Map.of("id", AttributeValue.fromS("id"))));
		this.template.delete(new Versioned("id", null, null));
		assertThat(this.fixture.items(Versioned.class)).isEmpty();
	}

	@Test
	void deleteByKeyDoesNotAskForTheVersion() {
		this.template.save(this.template.save(new Versioned("id", null, "old")));
		assertThat(this.template.deleteByKey(Versioned.class, KEY)).isTrue();
		assertThat(this.fixture.aws().objectSizes()).isEmpty();
	}

	@Test
	void lastWriterWinsWithoutAVersion() {
		this.template.save(new Plain("id", "first"));
		this.template.save(new Plain("id", "second"));
		assertThat(this.template.findByKey(Plain.class, KEY)).contains(new Plain("id", "second"));
		assertThat(this.fixture.aws().objectSizes()).hasSize(1);
	}

	private void assertNothingChanges(Class<? extends RuntimeException> failure, ThrowingCallable write) {
		Object before = stored();
		assertThatExceptionOfType(failure).isThrownBy(write).withMessageContaining("table '");
		assertThat(stored()).isEqualTo(before);
		assertThat(this.fixture.events()).isEmpty();
	}

	private Object stored() {
		Map<String, SdkBytes> objects = new TreeMap<>();
		this.fixture.aws().objects().forEach((key, bytes) -> objects.put(key, SdkBytes.fromByteArray(bytes)));
		return List.of(this.fixture.items(Plain.class), this.fixture.items(Versioned.class),
				this.fixture.items(Flattened.class), objects);
	}

	record Plain(@DynamoDbPartitionKey String id, @S3Backed @Nullable String body) {
	}

	record Flattened(@DynamoDbPartitionKey String id, @DynamoDbFlatten Audit version, @S3Backed @Nullable String body) {
	}

	record Audit(@DynamoDbVersionAttribute @Nullable Long version, String author) {
	}

	record Versioned(@DynamoDbPartitionKey String id, @DynamoDbVersionAttribute @Nullable Long version,
			@S3Backed @Nullable String body) {
	}

}

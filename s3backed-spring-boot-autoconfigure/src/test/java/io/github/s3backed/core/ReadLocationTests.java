package io.github.s3backed.core;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.s3backed.ForeignPointerException;
import io.github.s3backed.testsupport.AwsEnvironment;
import io.github.s3backed.testsupport.AwsTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Objects that were written before the bucket or the prefix was changed.
 */
@AwsTest
class ReadLocationTests {

	private final AwsEnvironment aws;

	private final String oldBucket;

	private final Fixture old;

	ReadLocationTests(AwsEnvironment aws) {
		this.aws = aws;
		this.oldBucket = aws.createBucket();
		this.old = Fixture.builder(aws)
			.settings((it) -> it.prefix("old/").bucket(this.oldBucket))
			.build()
			.withTable(Page.class);
	}

	@BeforeEach
	void storeAtTheOldPlace() {
		this.old.template().insert(Operation.before());
		assertThat(oldKeys()).hasSize(2).allMatch((key) -> key.startsWith("old/"));
	}

	@AfterEach
	void close() {
		this.old.close();
	}

	@Test
	void theyAreReadWhereTheirPlaceIsGiven() {
		for (String place : List.of("old/", "old", "")) {
			try (Fixture now = now("s3://" + this.oldBucket + "/" + place)) {
				if (!place.isEmpty()) {
					assertThat(now.template().findByKey(Page.class, Operation.key())).contains(Operation.before());
				}
				else {
					assertRefused(now);
				}
			}
		}
	}

	@Test
	void theyAreNotReadElsewhere() {
		try (Fixture now = now("s3://" + this.oldBucket + "/older/")) {
			assertRefused(now);
		}
		try (Fixture now = now()) {
			assertRefused(now);
		}
	}

	@Test
	void anObjectOfAnotherItemIsNotReadThereEither() {
		Map<String, AttributeValue> item = new HashMap<>(this.old.items(Page.class).get(0));
		String own = item.get("url").s();
		item.put("url", AttributeValue.fromS(own + "/other"));
		this.aws.dynamoDb().putItem((it) -> it.tableName(this.old.table(Page.class)).item(item));
		Key other = Key.builder().partitionValue(own + "/other").build();
		try (Fixture now = now("s3://" + this.oldBucket + "/old/")) {
			assertThatExceptionOfType(ForeignPointerException.class)
				.isThrownBy(() -> now.template().findByKey(Page.class, other))
				.withMessageContaining("belongs to another item");
			assertThat(now.requests().counts()).doesNotContainKey("GetObject");
		}
	}

	private static void assertRefused(Fixture now) {
		assertThatExceptionOfType(ForeignPointerException.class)
			.isThrownBy(() -> now.template().findByKey(Page.class, Operation.key()));
		assertThat(now.requests().counts()).doesNotContainKey("GetObject");
	}

	@Test
	void aSaveStoresUnchangedAttributesAtTheNewPlaceAndKeepsTheOldObjects() {
		List<String> before = oldKeys();
		try (Fixture now = now("s3://" + this.oldBucket + "/old/")) {
			now.template().save(Operation.before());
			assertThat(now.requests().counts())
				.containsExactlyInAnyOrderEntriesOf(Map.of("GetItem", 1L, "PutObject", 2L, "PutItem", 1L));
			Stored stored = Stored.of(now, Page.class);
			assertThat(stored.present(this.aws.bucket())).hasSize(2).isEqualTo(stored.pointedTo());
			assertThat(now.template().findByKey(Page.class, Operation.key())).contains(Operation.before());
		}
		assertThat(oldKeys()).isEqualTo(before);
	}

	@Test
	void aDeleteKeepsTheOldObjects() {
		List<String> before = oldKeys();
		try (Fixture now = now("s3://" + this.oldBucket + "/old/")) {
			assertThat(now.template().deleteByKey(Page.class, Operation.key())).isTrue();
			assertThat(now.items(Page.class)).isEmpty();
			assertThat(now.requests().counts()).doesNotContainKey("DeleteObjects");
		}
		assertThat(oldKeys()).isEqualTo(before);
	}

	private Fixture now(String... readLocations) {
		return Fixture.builder(this.aws)
			.tablesOf(this.old)
			.settings((it) -> it.prefix("new/").readLocations(List.of(readLocations)))
			.build();
	}

	private List<String> oldKeys() {
		return this.aws.s3()
			.listObjectsV2((it) -> it.bucket(this.oldBucket))
			.contents()
			.stream()
			.map((object) -> object.key())
			.toList();
	}

}

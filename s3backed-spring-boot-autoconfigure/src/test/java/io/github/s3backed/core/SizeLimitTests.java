package io.github.s3backed.core;

import io.github.s3backed.S3Backed;
import io.github.s3backed.testsupport.AwsEnvironment;
import io.github.s3backed.testsupport.AwsTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey;

import org.springframework.dao.InvalidDataAccessApiUsageException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Entities that are just as large as is allowed.
 */
@AwsTest
class SizeLimitTests {

	private static final Key KEY = Key.builder().partitionValue("id").build();

	private final AwsEnvironment aws;

	SizeLimitTests(AwsEnvironment aws) {
		this.aws = aws;
	}

	record Entry(@DynamoDbPartitionKey String id, @Nullable String text, @S3Backed @Nullable String body) {
	}

	@Test
	void attributeAtTheLimitIsStored() {
		try (Fixture small = Fixture.builder(this.aws)
			.settings((it) -> it.maxAttributeSize(1000))
			.build()
			.withTable(Entry.class)) {
			Entry entry = new Entry("id", "text", "x".repeat(1000));
			small.template().save(entry);
			assertThat(small.template().findByKey(Entry.class, KEY)).contains(entry);
		}
	}

	@Test
	void itemAtTheLimitFitsHoweverOftenItIsWritten() {
		try (Fixture fixture = new Fixture(this.aws).withTable(Entry.class)) {
			int fits = 408_000;
			for (int step = 1 << 10; step > 0; step /= 2) {
				fits += isStored(fixture, fits + step) ? step : 0;
			}
			assertThat(fits).isBetween(409_000, 409_600);
			for (int i = 0; i < 10; i++) {
				assertThat(isStored(fixture, fits)).isTrue();
			}
			fixture.requests().clear();
			assertThat(isStored(fixture, fits + 1)).isFalse();
			assertThat(fixture.requests().counts()).isEmpty();
		}
	}

	private static boolean isStored(Fixture fixture, int length) {
		try {
			fixture.template().save(new Entry("id", "x".repeat(length), "body"));
			return true;
		}
		catch (InvalidDataAccessApiUsageException ex) {
			assertThat(ex).hasMessageContaining("@S3Backed");
			return false;
		}
	}

}

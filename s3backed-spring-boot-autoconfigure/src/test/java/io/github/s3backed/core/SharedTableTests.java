package io.github.s3backed.core;

import java.util.Map;

import io.github.s3backed.S3Backed;
import io.github.s3backed.testsupport.AwsEnvironment;
import io.github.s3backed.testsupport.AwsTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two classes that map the same items in different ways.
 */
@AwsTest
class SharedTableTests {

	private final Fixture fixture;

	SharedTableTests(AwsEnvironment aws) {
		this.fixture = Fixture.builder(aws).oneTable(Document.class, Listing.class).build().withTable(Document.class);
	}

	@AfterEach
	void close() {
		this.fixture.close();
	}

	@Test
	void anObjectThatTheItemStillPointsToIsNotRemoved() {
		Key key = Key.builder().partitionValue("id").build();
		this.fixture.template().save(new Document("id", "title", "text"));
		this.fixture.template().save(new Listing("id", "new title", storedPlace()));
		assertThat(this.fixture.template().findByKey(Document.class, key))
			.contains(new Document("id", "new title", "text"));
	}

	private Place storedPlace() {
		Map<String, AttributeValue> pointer = this.fixture.items(Document.class).get(0).get("text").m();
		return new Place(1, pointer.get("uri").s(), Long.valueOf(pointer.get("size").n()),
				Long.valueOf(pointer.get("stored").n()), pointer.get("sha256").b(), pointer.get("codec").s(),
				pointer.get("type").s());
	}

	record Document(@DynamoDbPartitionKey String id, String title, @S3Backed String text) {
	}

	/**
	 * Writes the pointer as it is stored.
	 */
	record Listing(@DynamoDbPartitionKey String id, String title, @Nullable Place text) {
	}

	record Place(Integer v, String uri, Long size, Long stored, SdkBytes sha256, String codec, String type) {
	}

}

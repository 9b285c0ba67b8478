package io.github.s3backed.simulation;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * A sweep that can be made to break the promises of the write protocol.
 */
final class Sweep {

	private final S3Client s3;

	private final DynamoDbClient dynamoDb;

	private final Rules rules;

	Sweep(S3Client s3, DynamoDbClient dynamoDb, Rules rules) {
		this.s3 = s3;
		this.dynamoDb = dynamoDb;
		this.rules = rules;
	}

	void run() {
		ListObjectsV2Response listing = this.s3.listObjectsV2((request) -> request.bucket(ObjectStore.BUCKET));
		Instant now = listing.sdkHttpResponse()
			.firstMatchingHeader("Date")
			.map((date) -> ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant())
			.orElseThrow();
		if (listing.contents().isEmpty()) {
			return;
		}
		Set<String> alive = alive();
		for (S3Object object : listing.contents()) {
			boolean old = object.lastModified().plus(this.rules.grace()).isBefore(now);
			if (old && !alive.contains(ObjectStore.uri(object.key())) && confirmed(object)) {
				this.s3.deleteObject((request) -> request.bucket(ObjectStore.BUCKET).key(object.key()));
			}
		}
	}

	private boolean confirmed(S3Object object) {
		return !this.rules.looksTwice() || !alive().contains(ObjectStore.uri(object.key()));
	}

	private Set<String> alive() {
		Set<String> alive = new HashSet<>();
		ScanRequest request = ScanRequest.builder()
			.tableName(ItemStore.TABLE)
			.consistentRead(this.rules.consistent())
			.build();
		this.dynamoDb.scan(request).items().forEach((item) -> {
			for (String uri : Pointers.of(item)) {
				if (isAlive(uri, item)) {
					alive.add(uri);
				}
			}
		});
		return alive;
	}

	private boolean isAlive(String uri, Map<String, AttributeValue> item) {
		return switch (this.rules.alive()) {
			case POINTED_TO -> true;
			case OF_THE_LATEST_WRITE -> uri.contains(token(item));
			case YOUNG -> false;
		};
	}

	/**
	 * Returns the token in the write record as object keys spell it.
	 */
	private static String token(Map<String, AttributeValue> item) {
		ByteBuffer token = item.get("_s3b").m().get("w").b().asByteBuffer();
		return new UUID(token.getLong(), token.getLong()).toString();
	}

	/**
	 * What the sweep abides by.
	 *
	 * @param grace how old an object must be
	 * @param consistent whether items are read consistently
	 * @param looksTwice whether it looks again right before deleting
	 * @param alive what is no garbage
	 */
	record Rules(Duration grace, boolean consistent, boolean looksTwice, Alive alive) {

		static final Duration GRACE = Duration.ofHours(24);

	}

	/**
	 * What a sweep may take for alive.
	 */
	enum Alive {

		POINTED_TO, OF_THE_LATEST_WRITE, YOUNG

	}

}

package io.github.s3backed.core;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.s3backed.EntityStorage;
import io.github.s3backed.ForeignPointerException;
import io.github.s3backed.S3BackedSettings;
import io.github.s3backed.testsupport.AwsEnvironment;
import io.github.s3backed.testsupport.AwsTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.S3Request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * An entity class whose objects have a place of their own, beside applications that do
 * not know it yet.
 */
@AwsTest
class EntityPlaceTests {

	private final AwsEnvironment aws;

	private final String ownBucket;

	private final Fixture before;

	private final Fixture now;

	EntityPlaceTests(AwsEnvironment aws) {
		this.aws = aws;
		this.ownBucket = aws.createBucket();
		this.before = Fixture.builder(aws).build().withTable(Page.class);
		this.now = now("111122223333", new Owners());
	}

	private Fixture now(String owner, ExecutionInterceptor interceptor) {
		return Fixture.builder(this.aws)
			.tablesOf(this.before)
			.settings((it) -> place(it, owner))
			.interceptor(interceptor)
			.build();
	}

	private void place(S3BackedSettings.Builder settings, String owner) {
		settings.entities(Map.of("Page", new EntityStorage(this.ownBucket, "pages/", owner)));
	}

	@AfterEach
	void close() {
		this.now.close();
		this.before.close();
	}

	@Test
	void itsObjectsAreThereAndGoFromThere() {
		this.now.template().insert(Operation.before());
		assertThat(keys(this.ownBucket)).hasSize(2)
			.allMatch((key) -> key.startsWith("pages/" + this.now.table(Page.class) + "/"));
		assertThat(this.now.template().findByKey(Page.class, Operation.key())).contains(Operation.before());
		this.now.template().save(Operation.after());
		assertThat(keys(this.ownBucket)).hasSize(2);
		assertThat(pointedTo()).isEqualTo(uris(this.ownBucket));
		this.now.template().save(Operation.after());
		assertThat(this.now.requests().counts()).containsEntry("PutObject", 4L);
		this.now.template().deleteByKey(Page.class, Operation.key());
		assertThat(keys(this.ownBucket)).isEmpty();
		assertThat(keys(this.aws.bucket())).isEmpty();
	}

	@Test
	void whatIsInTheFormerPlaceIsRead() {
		this.before.template().insert(Operation.before());
		assertThat(this.now.template().findByKey(Page.class, Operation.key())).contains(Operation.before());
	}

	@ParameterizedTest
	@EnumSource(names = { "SAVE_CHANGED", "SAVE_UNCHANGED", "UPDATE" })
	void aWriteMovesEverythingToThePlaceAndLeavesNothingInTheFormerOne(Operation operation) {
		this.before.template().insert(Operation.before());
		operation.run(this.now.template());
		assertThat(keys(this.aws.bucket())).isEmpty();
		assertThat(keys(this.ownBucket)).hasSize(2);
		assertThat(pointedTo()).isEqualTo(uris(this.ownBucket));
	}

	@Test
	void aDeleteRemovesWhatIsInTheFormerPlace() {
		this.before.template().insert(Operation.before());
		this.now.template().deleteByKey(Page.class, Operation.key());
		assertThat(keys(this.aws.bucket())).isEmpty();
	}

	@Test
	void anApplicationThatDoesNotKnowThePlaceYetSaysWhatItNeeds() {
		this.now.template().insert(Operation.before());
		assertThatExceptionOfType(ForeignPointerException.class)
			.isThrownBy(() -> this.before.template().findByKey(Page.class, Operation.key()))
			.withMessageContainingAll("s3://" + this.ownBucket + "/pages/", "s3backed.read-locations");
	}

	@Test
	void anApplicationThatMayReadThereReadsAndReplacesAndLeavesTheObjectsToTheSweep() {
		this.now.template().insert(Operation.before());
		List<String> objects = keys(this.ownBucket);
		try (Fixture prepared = Fixture.builder(this.aws)
			.tablesOf(this.before)
			.settings((it) -> it.readLocations(List.of("s3://" + this.ownBucket + "/pages/")))
			.build()) {
			assertThat(prepared.template().findByKey(Page.class, Operation.key())).contains(Operation.before());
			prepared.template().save(Operation.before());
		}
		assertThat(pointedTo()).isEqualTo(uris(this.aws.bucket()));
		assertThat(keys(this.ownBucket)).isEqualTo(objects);
		assertThat(this.now.template().findByKey(Page.class, Operation.key())).contains(Operation.before());
	}

	@Test
	void eachBucketIsAskedForByItsOwner() {
		Owners owners = new Owners();
		this.before.template().insert(Operation.before());
		try (Fixture fixture = now("444455556666", owners)) {
			fixture.template().findByKey(Page.class, Operation.key());
			fixture.template().save(Operation.after());
			fixture.template().findByKey(Page.class, Operation.key());
			fixture.template().save(Operation.before());
		}
		assertThat(owners.sent).containsOnly(Map.entry(this.aws.bucket() + " GetObject", "none"),
				Map.entry(this.aws.bucket() + " DeleteObjects", "none"),
				Map.entry(this.ownBucket + " PutObject", "444455556666"),
				Map.entry(this.ownBucket + " GetObject", "444455556666"),
				Map.entry(this.ownBucket + " DeleteObjects", "444455556666"));
	}

	private List<String> pointedTo() {
		return Stored.of(this.now, Page.class).pointedTo();
	}

	private List<String> uris(String bucket) {
		return keys(bucket).stream().map((key) -> "s3://" + bucket + "/" + key).sorted().toList();
	}

	private List<String> keys(String bucket) {
		return this.aws.s3().listObjectsV2((it) -> it.bucket(bucket)).contents().stream().map(S3Object::key).toList();
	}

	/**
	 * What was last named as the owner of which bucket, by operation.
	 */
	private static final class Owners implements ExecutionInterceptor {

		private final Map<String, String> sent = new ConcurrentHashMap<>();

		@Override
		public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
			if (context.request() instanceof S3Request request) {
				String operation = request.getClass().getSimpleName().replace("Request", "");
				this.sent.put(request.getValueForField("Bucket", String.class).orElseThrow() + " " + operation,
						request.getValueForField("ExpectedBucketOwner", String.class).orElse("none"));
			}
		}

	}

}

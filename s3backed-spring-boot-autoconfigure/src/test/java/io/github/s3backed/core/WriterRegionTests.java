package io.github.s3backed.core;

import java.util.List;
import java.util.stream.Stream;

import io.github.s3backed.DanglingPointerException;
import io.github.s3backed.testsupport.AwsEnvironment;
import io.github.s3backed.testsupport.AwsTest;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.enhanced.dynamodb.Key;

import org.springframework.dao.InvalidDataAccessApiUsageException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Where a table has replicas, one region writes and the others only read.
 */
@AwsTest
class WriterRegionTests {

	private static final Key KEY = Key.builder().partitionValue("a").build();

	private final Fixture here;

	private final Fixture elsewhere;

	WriterRegionTests(AwsEnvironment aws) {
		this.here = Fixture.builder(aws)
			.settings((it) -> it.writerRegion(aws.endpoints().region().id()))
			.build()
			.withTable(Page.class);
		this.elsewhere = Fixture.builder(aws)
			.tablesOf(this.here)
			.settings((it) -> it.writerRegion("another-region"))
			.build();
	}

	@AfterEach
	void close() {
		this.here.close();
		this.elsewhere.close();
	}

	@Test
	void anotherRegionReads() {
		this.here.template().save(Page.of("a", "html"));
		assertThat(this.elsewhere.template().findByKey(Page.class, KEY)).contains(Page.of("a", "html"));
	}

	@Test
	void anotherRegionIsToldThatItMayOnlyBeBehindWhereAnObjectIsMissing() {
		this.here.template().save(Page.of("a", "html"));
		this.here.aws()
			.objectSizes()
			.keySet()
			.forEach((key) -> this.here.aws().s3().deleteObject((it) -> it.bucket(this.here.aws().bucket()).key(key)));
		String behind = "S3 replication";
		assertThatExceptionOfType(DanglingPointerException.class)
			.isThrownBy(() -> this.elsewhere.template().findByKey(Page.class, KEY))
			.withMessageContainingAll(behind, "only reads", "'another-region'", "s3backed.writer-region",
					"Read again later", "s3backed.superseded-retention", "a version of the bucket");
		assertThat(this.elsewhere.events()).hasSize(1);
		assertThatExceptionOfType(DanglingPointerException.class)
			.isThrownBy(() -> this.here.template().findByKey(Page.class, KEY))
			.withMessageContaining("a version of the bucket")
			.withMessageNotContaining(behind);
	}

	@Test
	void anotherRegionSendsNoWriteAndNoDelete() {
		this.here.template().save(Page.of("a", "html"));
		S3BackedTemplate template = this.elsewhere.template();
		this.elsewhere.requests().clear();
		Page changed = Page.of("a", "other");
		Stream
			.<ThrowingCallable>of(() -> template.save(changed), () -> template.insert(changed),
					() -> template.update(changed), () -> template.saveAll(List.of(changed)),
					() -> template.delete(changed), () -> template.deleteByKey(Page.class, KEY),
					() -> template.deleteAll(Page.class))
			.forEach((call) -> assertThatExceptionOfType(InvalidDataAccessApiUsageException.class).isThrownBy(call)
				.withMessageContainingAll("s3backed.writer-region", "another-region"));
		assertThat(this.elsewhere.requests().counts()).isEmpty();
		assertThat(this.here.template().findByKey(Page.class, KEY)).contains(Page.of("a", "html"));
	}

}

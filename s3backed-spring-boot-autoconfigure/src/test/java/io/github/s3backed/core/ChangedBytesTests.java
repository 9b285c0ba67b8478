package io.github.s3backed.core;

import java.util.Arrays;
import java.util.Random;

import io.github.s3backed.Compression;
import io.github.s3backed.testsupport.AwsEnvironment;
import io.github.s3backed.testsupport.AwsTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

import org.springframework.dao.InvalidDataAccessApiUsageException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * An array that another thread changes while it is saved: what is acknowledged is what
 * was hashed, or nothing is.
 */
@AwsTest
class ChangedBytesTests {

	private final AwsEnvironment aws;

	private final byte[] image = compressible();

	private final Changes changes = new Changes();

	private @Nullable Fixture fixture;

	ChangedBytesTests(AwsEnvironment aws) {
		this.aws = aws;
	}

	private static byte[] compressible() {
		byte[] image = new byte[200_000];
		new Random(1).nextBytes(image);
		for (int i = 0; i < image.length; i += 2) {
			image[i] = 0;
		}
		return image;
	}

	@AfterEach
	void close() {
		if (this.fixture != null) {
			this.fixture.close();
		}
	}

	private Fixture fixture(Compression compression) {
		this.fixture = Fixture.builder(this.aws)
			.compression(compression)
			.interceptor(this.changes)
			.build()
			.withTable(Page.class);
		return this.fixture;
	}

	private Page page() {
		Page page = Operation.after();
		page.setHtml(null);
		page.setCoverImage(this.image);
		return page;
	}

	@ParameterizedTest
	@EnumSource
	void changedAfterItWasHashedItIsRefused(Compression compression) {
		Fixture fixture = fixture(compression);
		this.changes.before = GetItemRequest.class;
		assertRefused(fixture);
	}

	@Test
	void changedWhenItIsSentItIsRefused() {
		Fixture fixture = fixture(Compression.NONE);
		this.changes.before = PutObjectRequest.class;
		assertRefused(fixture);
	}

	private void assertRefused(Fixture fixture) {
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> fixture.template().save(page()))
			.withMessageContainingAll("coverImage", "was changed by another thread while it was saved");
		this.changes.before = null;
		assertThat(fixture.items(Page.class)).isEmpty();
		assertThat(this.aws.objectSizes()).isEmpty();
		fixture.template().save(page());
		assertThat(Arrays.equals(stored(fixture), this.image)).isTrue();
	}

	@Test
	void changedAfterItWasCompressedItIsSavedAsItWas() {
		Fixture fixture = fixture(Compression.GZIP);
		byte[] before = this.image.clone();
		this.changes.before = PutObjectRequest.class;
		fixture.template().save(page());
		assertThat(Arrays.equals(stored(fixture), before)).isTrue();
	}

	private static byte @Nullable [] stored(Fixture fixture) {
		return fixture.template().findByKey(Page.class, Operation.key()).orElseThrow().getCoverImage();
	}

	/**
	 * Changes the array before each request of a kind, in its middle.
	 */
	private final class Changes implements ExecutionInterceptor {

		private volatile @Nullable Class<? extends SdkRequest> before;

		@Override
		public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
			if (context.request().getClass() == this.before) {
				ChangedBytesTests.this.image[100_001]++;
			}
		}

	}

}

package io.github.s3backed.core;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Predicate;

import io.github.s3backed.S3BackedResource;
import io.github.s3backed.S3BackedSettings;
import io.github.s3backed.observation.S3BackedMetrics;
import io.github.s3backed.runtime.Platform;
import io.github.s3backed.testsupport.AwsEnvironment;
import io.github.s3backed.testsupport.SeededBytes;
import io.github.s3backed.testsupport.SeededRequest;
import io.github.s3backed.testsupport.SeededS3;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.Key;

import org.springframework.core.io.Resource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A template of albums whose contents go to a {@link SeededS3}, in the smallest parts
 * that S3 takes, two at a time. It does not wait before it tries again.
 */
final class SeededFixture implements AutoCloseable {

	static final int PART = 5 << 20;

	private final SeededS3 s3 = SeededS3.start();

	private final AtomicLong inFlight = new AtomicLong();

	private final AtomicLong peak = new AtomicLong();

	private final Fixture fixture;

	SeededFixture(AwsEnvironment aws) {
		this(aws, (settings) -> {
		});
	}

	SeededFixture(AwsEnvironment aws, Consumer<S3BackedSettings.Builder> settings) {
		this.fixture = Fixture.builder(aws)
			.endpoints(aws.endpoints().at(this.s3.endpoint(), Objects.requireNonNull(aws.endpoints().dynamoDb())))
			.settings((it) -> settings
				.accept(it.bucket(SeededS3.BUCKET).partSize(PART).maxBytesInFlight(2 * PART).concurrency(4)))
			.platform((it) -> new Platform(it.executor(), it.clock(), it.nanoTime(), it.random(), (duration) -> {
			}))
			.metrics(new S3BackedMetrics() {
				@Override
				public void bytesInFlight(long change) {
					long now = SeededFixture.this.inFlight.addAndGet(change);
					SeededFixture.this.peak.accumulateAndGet(now, Math::max);
				}
			})
			.build()
			.withTable(Album.class);
	}

	static Predicate<SeededRequest> operation(String name) {
		return (request) -> request.operation().equals(name);
	}

	static Predicate<SeededRequest> part(int number) {
		return operation("UploadPart").and((request) -> request.part() == number);
	}

	static Resource content(long length) {
		return new SeededBytes(1).resourceOfUnknownLength(length);
	}

	SeededS3 s3() {
		return this.s3;
	}

	long inFlight() {
		return this.inFlight.get();
	}

	long peakInFlight() {
		return this.peak.get();
	}

	void save(Resource film) {
		save("a", film);
	}

	void save(String id, Resource film) {
		this.fixture.template().save(Album.of(id).withFilm(film));
	}

	void saveLog(Resource log) {
		this.fixture.template().save(Album.of("a").withLog(log));
	}

	S3BackedResource film(String id) {
		return stored(album(id).film());
	}

	S3BackedResource log() {
		return stored(album("a").log());
	}

	private Album album(String id) {
		return this.fixture.template().findByKey(Album.class, Key.builder().partitionValue(id).build()).orElseThrow();
	}

	private static S3BackedResource stored(@Nullable Resource resource) {
		return (S3BackedResource) Objects.requireNonNull(resource);
	}

	void requireFilm(String id, long length) throws IOException {
		byte[] expected = new SeededBytes(1).stream(length).readAllBytes();
		try (InputStream in = film(id).getInputStream()) {
			assertThat(Arrays.equals(in.readAllBytes(), expected)).as("same bytes").isTrue();
		}
	}

	/**
	 * Requires that a write has failed without a trace, and that nothing is in memory.
	 */
	void requireNothing() {
		assertThat(this.fixture.items(Album.class)).as("items").isEmpty();
		assertThat(this.s3.keys()).as("objects").isEmpty();
		requireNothingOpen();
	}

	void requireNothingOpen() {
		assertThat(this.s3.openUploads()).as("open uploads").isEmpty();
		assertThat(inFlight()).as("bytes in flight").isZero();
	}

	@Override
	public void close() throws IOException {
		this.fixture.close();
		this.s3.close();
	}

}

package io.github.s3backed.core;

import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

import io.github.s3backed.Compression;
import io.github.s3backed.S3BackedResource;
import io.github.s3backed.S3BackedSettings;
import io.github.s3backed.mapping.S3BackedMappingContext;
import io.github.s3backed.observation.S3BackedMetrics;
import io.github.s3backed.testsupport.AwsEndpoints;
import io.github.s3backed.testsupport.SeededBytes;
import io.github.s3backed.testsupport.SeededS3;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import tools.jackson.databind.json.JsonMapper;

/**
 * A process that saves a content of unknown length and reads it back, with the settings
 * that an application has which sets nothing, and tells how much memory that took.
 */
final class HugeContent {

	private static final int BUFFER = 64 * 1024;

	private static final Duration SAMPLED = Duration.ofMillis(10);

	private static final SeededBytes BYTES = new SeededBytes(42);

	private final AtomicLong inFlight = new AtomicLong();

	private final AtomicLong peakInFlight = new AtomicLong();

	private volatile long peakHeap;

	private HugeContent() {
	}

	/**
	 * Saves and reads a content.
	 * @param arguments the endpoints of S3 and DynamoDB, the table, and the length
	 */
	public static void main(String[] arguments) throws IOException {
		AwsEndpoints endpoints = AwsEndpoints.ofStandIns(URI.create(arguments[0]), URI.create(arguments[1]));
		HugeContent content = new HugeContent();
		content.sampleHeap();
		try (S3Client s3 = endpoints.s3ClientBuilder().build();
				DynamoDbClient dynamoDb = endpoints.dynamoDbClientBuilder().build()) {
			content.run(s3, dynamoDb, arguments[2], Long.parseLong(arguments[3]));
		}
		System.out.println(content.figures().toLine());
		System.exit(0);
	}

	private void run(S3Client s3, DynamoDbClient dynamoDb, String table, long length) throws IOException {
		DynamoDbEnhancedClient enhanced = DynamoDbEnhancedClient.builder().dynamoDbClient(dynamoDb).build();
		S3BackedMappingContext mapping = new S3BackedMappingContext(enhanced, (type) -> table,
				JsonMapper.builder().build(), Compression.NONE, null);
		try (S3BackedTemplate template = S3BackedTemplate.builder(s3, dynamoDb, mapping)
			.settings(S3BackedSettings.forBucket(SeededS3.BUCKET))
			.metrics(new S3BackedMetrics() {
				@Override
				public void bytesInFlight(long change) {
					HugeContent.this.peakInFlight.accumulateAndGet(HugeContent.this.inFlight.addAndGet(change),
							Math::max);
				}
			})
			.build()) {
			template.save(Album.of("huge").withFilm(BYTES.resourceOfUnknownLength(length)));
			Album found = template.findByKey(Album.class, Key.builder().partitionValue("huge").build()).orElseThrow();
			requireSame((S3BackedResource) Objects.requireNonNull(found.film()), length);
		}
	}

	private static void requireSame(S3BackedResource found, long length) throws IOException {
		byte[] buffer = new byte[BUFFER];
		byte[] expected = new byte[BUFFER];
		long position = 0;
		try (InputStream in = found.getInputStream()) {
			for (int read = in.readNBytes(buffer, 0, BUFFER); read > 0; read = in.readNBytes(buffer, 0, BUFFER)) {
				BYTES.fill(position, expected, 0, read);
				if (!Arrays.equals(buffer, 0, read, expected, 0, read)) {
					throw new IllegalStateException("Other bytes after " + position);
				}
				position += read;
			}
		}
		if (position != length) {
			throw new IllegalStateException(position + " bytes came back, and not " + length);
		}
	}

	private void sampleHeap() {
		Thread thread = new Thread(() -> {
			while (true) {
				long used = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
				this.peakHeap = Math.max(this.peakHeap, used);
				try {
					Thread.sleep(SAMPLED.toMillis());
				}
				catch (InterruptedException ex) {
					return;
				}
			}
		}, "heap");
		thread.setDaemon(true);
		thread.start();
	}

	private Figures figures() throws IOException {
		long garbage = ManagementFactory.getGarbageCollectorMXBeans()
			.stream()
			.mapToLong((it) -> it.getCollectionTime())
			.sum();
		return new Figures(this.peakHeap, this.peakInFlight.get(), this.inFlight.get(), resident(), garbage);
	}

	/**
	 * Returns the peak of what the system has given the process, or -1 where it does not
	 * say it as Linux does.
	 */
	private static long resident() throws IOException {
		Path status = Path.of("/proc/self/status");
		List<String> lines = Files.exists(status) ? Files.readAllLines(status) : List.of();
		return lines.stream()
			.filter((line) -> line.startsWith("VmHWM:"))
			.mapToLong((line) -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
			.findFirst()
			.orElse(-1);
	}

	/**
	 * What a process has needed, in bytes.
	 *
	 * @param heap the peak of the heap
	 * @param inFlight the peak of the bytes in flight
	 * @param left the bytes in flight at the end
	 * @param resident the peak of the resident memory, or -1
	 * @param garbageMillis how long garbage was collected, in milliseconds
	 */
	record Figures(long heap, long inFlight, long left, long resident, long garbageMillis) {

		static Figures parse(String line) {
			long[] values = Arrays.stream(line.split(" ")).mapToLong(Long::parseLong).toArray();
			return new Figures(values[0], values[1], values[2], values[3], values[4]);
		}

		String toLine() {
			return this.heap + " " + this.inFlight + " " + this.left + " " + this.resident + " " + this.garbageMillis;
		}

		@Override
		public String toString() {
			return "peak heap %d MiB, peak bytes in flight %d MiB, peak resident %d MiB, %d ms of garbage collection"
				.formatted(this.heap >> 20, this.inFlight >> 20, this.resident >> 20, this.garbageMillis);
		}

	}

}

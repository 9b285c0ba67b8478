package io.github.s3backed.core;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

import io.github.s3backed.S3BackedSettings;
import io.github.s3backed.testsupport.AwsBackend;
import io.github.s3backed.testsupport.AwsEnvironment;
import io.github.s3backed.testsupport.AwsTest;
import io.github.s3backed.testsupport.SeededS3;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Contents that are many times as large as the heap of the JVM that saves and reads them.
 */
@AwsTest(value = AwsBackend.IN_PROCESS, because = "S3 is one that keeps no large contents")
class HugeContentTests {

	private static final long GIGABYTE = 1L << 30;

	private static final long HEAP = 128L << 20;

	/** The heap, and what a JVM needs beside it. */
	private static final long RESIDENT = HEAP + (256L << 20);

	@TempDir
	private Path directory;

	@Test
	void twoGigabytesOfUnknownLengthAreSavedAndReadOnASmallHeap(AwsEnvironment aws) throws Exception {
		saveAndRead(aws, 2 * GIGABYTE);
	}

	@Test
	@Tag("huge")
	void tenGigabytesOfUnknownLengthAreSavedAndReadOnASmallHeap(AwsEnvironment aws) throws Exception {
		saveAndRead(aws, 10 * GIGABYTE);
	}

	private void saveAndRead(AwsEnvironment aws, long length) throws Exception {
		try (SeededS3 s3 = SeededS3.start(); Fixture fixture = new Fixture(aws).withTable(Album.class)) {
			long start = System.nanoTime();
			HugeContent.Figures figures = HugeContent.Figures
				.parse(run(s3.endpoint().toString(), Objects.requireNonNull(aws.endpoints().dynamoDb()).toString(),
						fixture.table(Album.class), Long.toString(length)));
			System.out.printf("A content of %d MiB in %d s: %s%n", length >> 20,
					TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start), figures);
			long limit = S3BackedSettings.forBucket(SeededS3.BUCKET).uploads().maxBytesInFlight();
			assertThat(figures.inFlight()).as("peak bytes in flight").isPositive().isLessThanOrEqualTo(limit);
			assertThat(figures.left()).as("bytes in flight at the end").isZero();
			assertThat(figures.heap()).as("peak heap").isLessThanOrEqualTo(HEAP);
			assertThat(figures.resident()).as("peak resident memory").isLessThanOrEqualTo(RESIDENT);
			assertThat(s3.keys()).singleElement().satisfies((key) -> assertThat(s3.length(key)).hasValue(length));
			assertThat(s3.parts().values()).as("how often each part was sent").containsOnly(1L);
			assertThat(s3.openUploads()).isEmpty();
		}
	}

	/**
	 * Returns the last line that the process says.
	 */
	private String run(String... arguments) throws IOException, InterruptedException {
		Path errors = this.directory.resolve("errors");
		Process process = new ProcessBuilder(command(arguments)).redirectError(errors.toFile()).start();
		try {
			List<String> lines = process.inputReader(StandardCharsets.UTF_8).lines().toList();
			assertThat(process.waitFor()).as("exit status: " + Files.readString(errors)).isZero();
			return lines.get(lines.size() - 1);
		}
		finally {
			process.destroyForcibly();
		}
	}

	private static List<String> command(String... arguments) {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx" + HEAP,
						"-XX:+ExitOnOutOfMemoryError", "-cp", System.getProperty("java.class.path"),
						HugeContent.class.getName()));
		command.addAll(List.of(arguments));
		return command;
	}

}

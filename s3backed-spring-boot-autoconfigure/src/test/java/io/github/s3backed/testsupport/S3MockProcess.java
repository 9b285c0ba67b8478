package io.github.s3backed.testsupport;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * S3Mock in a JVM of its own, for what {@link LocalS3} does not know: tags, lifecycle
 * rules, checksums in replies, downloads by part. It is slow to start.
 */
public final class S3MockProcess implements AutoCloseable {

	private static final Path BUILD_DIRECTORY = Path.of("target");

	private static final Path JAR = BUILD_DIRECTORY.resolve("s3mock/s3mock-exec.jar");

	private final Process process;

	private final Thread shutdownHook;

	private final URI endpoint;

	private S3MockProcess(Process process, int port) {
		this.process = process;
		this.endpoint = URI.create("http://127.0.0.1:" + port);
		this.shutdownHook = new Thread(process::destroyForcibly, "s3mock-shutdown");
		Runtime.getRuntime().addShutdownHook(this.shutdownHook);
	}

	/**
	 * Start an empty S3 on a free port, and wait until it answers.
	 * @return the running server
	 */
	public static S3MockProcess start() {
		if (!Files.isRegularFile(JAR)) {
			throw new IllegalStateException("There is no " + JAR.toAbsolutePath()
					+ ": run this module's Maven phase generate-test-resources, which copies S3Mock there");
		}
		IllegalStateException failure = new IllegalStateException("S3Mock does not start; its log is " + log());
		for (int attempt = 0; attempt < FreePort.ATTEMPTS; attempt++) {
			S3MockProcess started = launch(FreePort.find());
			try {
				started.awaitReady();
				return started;
			}
			catch (RuntimeException ex) {
				started.close();
				failure.addSuppressed(ex);
			}
		}
		throw failure;
	}

	private static S3MockProcess launch(int port) {
		List<String> command = List.of(java().toString(), "-Xmx384m", "-jar", JAR.toString(), "--http.port=" + port,
				"--server.port=0", "--server.address=127.0.0.1", "--com.adobe.testing.s3mock.max-payload-size=256MB");
		try {
			Process process = new ProcessBuilder(command).redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.appendTo(log()))
				.start();
			return new S3MockProcess(process, port);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Cannot run " + command, ex);
		}
	}

	private static Path java() {
		return Path.of(System.getProperty("java.home"), "bin", "java");
	}

	private static File log() {
		return BUILD_DIRECTORY.resolve("s3mock.log").toFile();
	}

	private void awaitReady() {
		try (S3Client client = client()) {
			Awaitility.await("S3Mock to answer")
				.atMost(Duration.ofMinutes(2))
				.failFast("S3Mock has ended", () -> !this.process.isAlive())
				.pollInterval(Duration.ofMillis(200))
				.ignoreException(SdkClientException.class)
				.until(() -> client.listBuckets().sdkHttpResponse().isSuccessful());
		}
	}

	/**
	 * The address of the server.
	 * @return the endpoint for clients, which have to use path-style addresses
	 */
	public URI endpoint() {
		return this.endpoint;
	}

	/**
	 * A new client of this server, to be closed by the caller.
	 * @return a new client
	 */
	public S3Client client() {
		return AwsEndpoints.ofStandIns(this.endpoint, null).s3ClientBuilder().build();
	}

	boolean isRunning() {
		return this.process.isAlive();
	}

	@Override
	public void close() {
		this.process.destroy();
		try {
			if (!this.process.waitFor(10, TimeUnit.SECONDS)) {
				this.process.destroyForcibly().waitFor();
			}
		}
		catch (InterruptedException ex) {
			this.process.destroyForcibly();
			Thread.currentThread().interrupt();
		}
		Runtime.getRuntime().removeShutdownHook(this.shutdownHook);
	}

}

package io.github.s3backed.mapping;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Supplier;

import io.github.s3backed.Compression;
import io.github.s3backed.InvalidMappingException;
import io.github.s3backed.S3Backed;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Zstandard is optional.
 */
class MissingZstdTests {

	@Test
	void attributeThatNeedsItFailsAtOnceWithTheArtifactToAdd() throws Exception {
		try (URLClassLoader loader = classLoaderWithoutZstd()) {
			@SuppressWarnings("unchecked")
			Supplier<String> attempt = (Supplier<String>) loader.loadClass(Attempt.class.getName())
				.getDeclaredConstructor()
				.newInstance();
			assertThat(attempt.get()).contains("'body'", Wanting.class.getName(), "not on the class path",
					"Add com.github.luben:zstd-jni");
		}
	}

	private static URLClassLoader classLoaderWithoutZstd() {
		URL[] classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
			.filter((entry) -> !entry.contains("zstd-jni"))
			.map(MissingZstdTests::url)
			.toArray(URL[]::new);
		return new URLClassLoader(classPath, ClassLoader.getPlatformClassLoader());
	}

	private static URL url(String entry) {
		try {
			return Path.of(entry).toUri().toURL();
		}
		catch (MalformedURLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Runs with the classes of the other class loader.
	 */
	public static final class Attempt implements Supplier<String> {

		@Override
		public String get() {
			try {
				Mappings.of(Wanting.class);
				return "no failure";
			}
			catch (InvalidMappingException ex) {
				return ex.getMessage() + " " + ex.getAction();
			}
		}

	}

	record Wanting(@DynamoDbPartitionKey String id, @S3Backed(compression = Compression.ZSTD) String body) {
	}

}

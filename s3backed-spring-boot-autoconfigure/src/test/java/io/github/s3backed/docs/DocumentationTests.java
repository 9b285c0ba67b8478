package io.github.s3backed.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Keeps the documentation's code true: each Java example stands in a source file of this
 * package.
 */
class DocumentationTests {

	private static final Path ROOT = Path.of("..");

	private static final Pattern EXAMPLE = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

	private static final Path SOURCES = Path.of("src/test/java/io/github/s3backed/docs");

	@ParameterizedTest
	@MethodSource("examples")
	void theExampleIsCodeThatCompiles(String example) throws IOException {
		try (Stream<Path> files = Files.list(SOURCES)) {
			assertThat(files.map(DocumentationTests::normalised))
				.anyMatch((source) -> source.contains(normalised(example)));
		}
	}

	@ParameterizedTest
	@MethodSource("links")
	void theLinkedFileExists(Path target) {
		assertThat(target).exists();
	}

	static List<String> examples() throws IOException {
		return pages().stream()
			.flatMap((page) -> EXAMPLE.matcher(read(page)).results().map((result) -> result.group(1)))
			.toList();
	}

	static List<Path> links() throws IOException {
		Pattern link = Pattern.compile("]\\((?!https?:|#)([^)#]+)(#[^)]*)?\\)");
		return pages().stream()
			.flatMap((page) -> link.matcher(read(page)).results().map((result) -> resolve(page, result)))
			.toList();
	}

	private static Path resolve(Path page, MatchResult link) {
		return page.resolveSibling(link.group(1)).normalize();
	}

	private static List<Path> pages() throws IOException {
		try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
			return Stream.concat(Stream.of(ROOT.resolve("README.md")), docs)
				.filter((path) -> path.toString().endsWith(".md"))
				.toList();
		}
	}

	private static String normalised(Path file) {
		return normalised(read(file));
	}

	private static String normalised(String text) {
		return text.replaceAll("\\s+", " ").trim();
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}

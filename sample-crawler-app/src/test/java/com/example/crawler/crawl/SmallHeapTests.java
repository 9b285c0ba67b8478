package com.example.crawler.crawl;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import com.example.crawler.TestCrawlerApplication;
import com.example.crawler.TestSite;
import com.example.crawler.TestSite.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The application in a JVM of its own, on a heap that many large pages at once would not
 * fit into.
 */
class SmallHeapTests {

	// The longest page that is stored, of what takes most memory when it is parsed.
	private static final byte[] PAGE = "<p>x".repeat(10 * 1024 * 1024 / 4).getBytes(StandardCharsets.US_ASCII);

	@TempDir
	private Path directory;

	@Test
	void eightPagesOfTenMegabytesAreStoredAndComparedOnASmallHeap() throws Exception {
		try (TestSite site = TestSite.start()) {
			StringBuilder links = new StringBuilder();
			IntStream.range(0, 8).forEach((number) -> {
				links.append("<a href='/").append(number).append("'></a>");
				site.put("/" + number, new Answer(200, Map.of("Content-Type", "text/html"), PAGE));
			});
			String start = site.page("/", links.toString()).url("/").toString();
			String output = run("--crawl=" + start, "--crawl=" + start, "--exit", "--server.port=0",
					"--crawler.demo-site=false", "--crawler.delay=0", "--crawler.allow-private-addresses=127.0.0.1");
			assertThat(output).doesNotContain("OutOfMemoryError")
				.contains("Crawled " + start + ": 9 stored", ": 0 stored, 0 updated, 9 unchanged");
		}
	}

	private String run(String... arguments) throws IOException, InterruptedException {
		Path log = this.directory.resolve("log");
		Process process = new ProcessBuilder(command(arguments)).redirectErrorStream(true)
			.redirectOutput(log.toFile())
			.start();
		try {
			assertThat(process.waitFor(10, TimeUnit.MINUTES)).as("ended in time").isTrue();
			String output = Files.readString(log);
			assertThat(process.exitValue()).as(output).isZero();
			return output;
		}
		finally {
			process.destroyForcibly();
		}
	}

	private static List<String> command(String... arguments) {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m",
						"-XX:+ExitOnOutOfMemoryError", "-cp", System.getProperty("java.class.path"),
						TestCrawlerApplication.class.getName()));
		command.addAll(List.of(arguments));
		return command;
	}

}

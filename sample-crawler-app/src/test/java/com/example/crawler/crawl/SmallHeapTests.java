package com.example.crawler.crawl;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import com.example.crawler.TestCrawlerApplication;
import com.example.crawler.TestSite;
import com.example.crawler.TestSite.Answer;
import org.awaitility.Awaitility;
import org.jsoup.Jsoup;
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
	void eightPagesOfTenMegabytesAreStoredComparedAndServedAtOnceOnASmallHeap() throws Exception {
		try (TestSite site = TestSite.start()) {
			StringBuilder links = new StringBuilder();
			IntStream.range(0, 8).forEach((number) -> {
				links.append("<a href='/").append(number).append("'></a>");
				site.put("/" + number, new Answer(200, Map.of("Content-Type", "text/html"), PAGE));
			});
			String start = site.page("/", links.toString()).url("/").toString();
			Path log = this.directory.resolve("log");
			Process process = new ProcessBuilder(command("--crawl=" + start, "--crawl=" + start, "--server.port=0",
					"--crawler.demo-site=false", "--crawler.delay=0", "--crawler.allow-private-addresses=127.0.0.1"))
				.redirectErrorStream(true)
				.redirectOutput(log.toFile())
				.start();
			try {
				await(process, log, "9 unchanged");
				assertThat(Files.readString(log)).contains("Crawled " + start + ": 9 stored",
						": 0 stored, 0 updated, 9 unchanged");
				assertServed(home(log), IntStream.range(0, 8).mapToObj((number) -> site.url("/" + number)).toList());
				assertThat(process.isAlive()).isTrue();
				assertThat(Files.readString(log)).doesNotContain("OutOfMemoryError");
			}
			finally {
				process.destroyForcibly();
			}
		}
	}

	private static void await(Process process, Path log, String words) {
		Awaitility.await().atMost(Duration.ofMinutes(10)).until(() -> {
			String output = Files.readString(log);
			assertThat(process.isAlive()).as(output).isTrue();
			return output.contains(words);
		});
	}

	private static URI home(Path log) throws IOException {
		Matcher port = Pattern.compile("Tomcat started on port (\\d+)").matcher(Files.readString(log));
		assertThat(port.find()).isTrue();
		return URI.create("http://localhost:" + port.group(1));
	}

	// All of them at once, and each more than once, are more than the heap would hold.
	private static void assertServed(URI home, List<URI> pages) throws Exception {
		assertThat(Jsoup.parse(home.toURL(), 60_000).select("tbody a")).hasSize(9);
		ExecutorService readers = Executors.newFixedThreadPool(4 * pages.size());
		try {
			List<Callable<Boolean>> reads = IntStream.range(0, 4 * pages.size())
				.<Callable<Boolean>>mapToObj((i) -> () -> isServed(home, pages.get(i % pages.size())))
				.toList();
			for (Future<Boolean> read : readers.invokeAll(reads)) {
				assertThat(read.get()).isTrue();
			}
		}
		finally {
			readers.shutdownNow();
		}
	}

	private static boolean isServed(URI home, URI page) throws IOException {
		String path = "/page/html?url=" + URLEncoder.encode(page.toString(), StandardCharsets.UTF_8);
		try (InputStream served = new BufferedInputStream(home.resolve(path).toURL().openStream(), 64 * 1024)) {
			for (byte octet : PAGE) {
				if (served.read() != octet) {
					return false;
				}
			}
			return served.read() < 0;
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

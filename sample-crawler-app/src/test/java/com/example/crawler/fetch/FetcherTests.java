package com.example.crawler.fetch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

import com.example.crawler.CrawlerProperties;
import com.example.crawler.TestSite;
import com.example.crawler.TestSite.Answer;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

class FetcherTests {

	private final TestSite site = TestSite.start();

	private final Fetcher fetcher = fetcher(List.of("127.0.0.1"), Duration.ofSeconds(30));

	@AfterEach
	void stop() throws IOException {
		this.fetcher.close();
		this.site.close();
	}

	@Test
	void bytesComeAsTheyWereSent() throws IOException {
		byte[] bytes = { 0, (byte) 0xff, '\r', '\n', (byte) 0x80 };
		this.site.put("/page",
				new Answer(200, Map.of("Content-Type", "text/html", "ETag", "\"1\"", "Last-Modified", "then"), bytes));
		Response response = this.fetcher.fetch(new Request(this.site.url("/page"), MediaKind.HTML, 5));
		assertThat(response.body()).isEqualTo(bytes);
		assertThat(response.etag()).isEqualTo("\"1\"");
		assertThat(response.lastModified()).isEqualTo("then");
	}

	@Test
	void aBodyOverTheLimitIsAnError() {
		this.site.page("/", "123456");
		assertThatIOException().isThrownBy(() -> this.fetcher.fetch(new Request(this.site.url("/"), MediaKind.HTML, 5)))
			.withMessage("longer than 5 bytes");
	}

	@Test
	void aBodyOfAnotherKindIsNotRead() throws IOException {
		this.site.put("/film", new Answer(200, Map.of("Content-Type", "video/mp4"), new byte[1_000]));
		Response response = this.fetcher.fetch(new Request(this.site.url("/film"), MediaKind.HTML, 5));
		assertThat(response.body()).isNull();
		assertThat(response.contentType()).isEqualTo("video/mp4");
	}

	@Test
	void aRedirectIsNotFollowed() throws IOException {
		this.site.redirect("/", 302, "/elsewhere");
		Response response = this.fetcher.fetch(new Request(this.site.url("/"), MediaKind.HTML, 5));
		assertThat(response.isRedirect()).isTrue();
		assertThat(response.location()).isEqualTo("/elsewhere");
		assertThat(this.site.requests()).containsExactly("/");
	}

	@Test
	void whatIsKnownIsNotSentAgain() throws IOException {
		this.site.put("/", new Answer(200, Map.of("ETag", "\"1\""), new byte[1]));
		Request request = new Request(this.site.url("/"), MediaKind.HTML, 5, "\"1\"", null);
		assertThat(this.fetcher.fetch(request).status()).isEqualTo(304);
	}

	@Test
	void aRefusedAddressIsNotConnectedTo() throws IOException {
		try (Fetcher guarded = fetcher(List.of(), Duration.ofSeconds(30))) {
			assertThatExceptionOfType(AddressRefusedException.class)
				.isThrownBy(() -> guarded.fetch(new Request(this.site.url("/"), MediaKind.HTML, 5)));
		}
		assertThat(this.site.requests()).isEmpty();
	}

	// Each byte comes in good time; it is the whole that does not.
	@Test
	void anAnswerThatTricklesIsGivenUp() throws IOException {
		CountDownLatch done = new CountDownLatch(1);
		try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
				Fetcher impatient = fetcher(List.of("127.0.0.1"), Duration.ofMillis(500))) {
			CompletableFuture<Void> serving = CompletableFuture.runAsync(() -> trickle(server, done));
			URI url = URI.create("http://127.0.0.1:" + server.getLocalPort() + "/");
			assertThatExceptionOfType(SocketTimeoutException.class)
				.isThrownBy(() -> impatient.fetch(new Request(url, MediaKind.HTML, 5_000)))
				.withMessage("no complete answer within 500 ms");
			done.countDown();
			serving.join();
		}
	}

	@ParameterizedTest
	@CsvSource({ "200, text/html, Content-Length: 68719476736", "200, text/html, Transfer-Encoding: chunked",
			"200, video/mp4, Content-Length: 68719476736", "404, text/html, Transfer-Encoding: chunked",
			"302, text/html, Transfer-Encoding: chunked" })
	void anEndlessAnswerIsCutOff(int status, String contentType, String framing) throws IOException {
		try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			String head = "HTTP/1.1 " + status + " Answer\r\nContent-Type: " + contentType + "\r\n" + framing
					+ "\r\n\r\n";
			CompletableFuture<Boolean> cutOff = CompletableFuture.supplyAsync(() -> sendUntilCutOff(server, head));
			Request request = new Request(URI.create("http://127.0.0.1:" + server.getLocalPort() + "/"), MediaKind.HTML,
					5);
			try {
				assertThat(this.fetcher.fetch(request).body()).isNull();
			}
			catch (IOException ex) {
				assertThat(ex).hasMessage("longer than 5 bytes");
			}
			assertThat(cutOff.join()).isTrue();
		}
	}

	@Test
	void whatWasReadToItsEndLeavesTheConnectionToTheNextRequest() throws IOException {
		this.site.page("/", "12345");
		Request request = new Request(this.site.url("/"), MediaKind.HTML, 5);
		this.fetcher.fetch(request);
		this.fetcher.fetch(request);
		assertThat(this.site.clients()).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "gzip", "X-GZIP", "deflate" })
	void aCodingThatNobodyAskedForIsUndone(String coding) throws IOException {
		this.site.put("/", encoded(coding, encode(coding, "<title>Title</title>".repeat(100))));
		assertThat(this.fetcher.fetch(new Request(this.site.url("/"), MediaKind.HTML, 2_000)).body()).asString()
			.isEqualTo("<title>Title</title>".repeat(100));
	}

	@ParameterizedTest
	@ValueSource(strings = { "br", "zstd", "gzip, gzip", "nonsense" })
	void aBodyInAnotherCodingIsRefused(String coding) {
		this.site.put("/", encoded(coding, new byte[] { 1, 2, 3 }));
		assertThatIOException().isThrownBy(() -> this.fetcher.fetch(new Request(this.site.url("/"), MediaKind.HTML, 5)))
			.withMessage("encoded as '" + coding + "', which was not asked for");
	}

	@ParameterizedTest
	@ValueSource(strings = { "gzip", "deflate" })
	void aBodyThatGrowsOverTheLimitAsItIsDecodedIsAnError(String coding) throws IOException {
		this.site.put("/", encoded(coding, encode(coding, "0".repeat(1_000_000))));
		assertThatIOException()
			.isThrownBy(() -> this.fetcher.fetch(new Request(this.site.url("/"), MediaKind.HTML, 999_999)))
			.withMessage("longer than 999,999 bytes");
	}

	@ParameterizedTest
	@ValueSource(strings = { "gzip", "deflate" })
	void aBodyThatIsNotInTheCodingItNamesIsAnError(String coding) {
		this.site.put("/", encoded(coding, "<html>plain</html>".getBytes(StandardCharsets.UTF_8)));
		assertThatIOException()
			.isThrownBy(() -> this.fetcher.fetch(new Request(this.site.url("/"), MediaKind.HTML, 100)));
	}

	private static Answer encoded(String coding, byte[] body) {
		return new Answer(200, Map.of("Content-Type", "text/html", "Content-Encoding", coding), body);
	}

	private static byte[] encode(String coding, String text) throws IOException {
		ByteArrayOutputStream encoded = new ByteArrayOutputStream();
		try (OutputStream encoder = coding.equals("deflate") ? new DeflaterOutputStream(encoded)
				: new GZIPOutputStream(encoded)) {
			encoder.write(text.getBytes(StandardCharsets.UTF_8));
		}
		return encoded.toByteArray();
	}

	// Endless for a test, that is: so much that no buffer takes it.
	private static boolean sendUntilCutOff(ServerSocket server, String head) {
		byte[] chunk = ("fffe\r\n" + "x".repeat(0xfffe) + "\r\n").getBytes(StandardCharsets.US_ASCII);
		try (Socket socket = server.accept()) {
			OutputStream answer = socket.getOutputStream();
			answer.write(head.getBytes(StandardCharsets.US_ASCII));
			for (int sent = 0; sent < 1_000; sent++) {
				answer.write(chunk);
			}
			return false;
		}
		catch (IOException ex) {
			return true;
		}
	}

	private static void trickle(ServerSocket server, CountDownLatch done) {
		try (Socket socket = server.accept()) {
			OutputStream answer = socket.getOutputStream();
			answer.write("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
			while (!done.await(5, TimeUnit.MILLISECONDS)) {
				answer.write('x');
			}
		}
		catch (IOException ex) {
			// The client has hung up, as it should.
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static Fetcher fetcher(List<String> allowed, Duration timeout) {
		CrawlerProperties properties = new CrawlerProperties("test/1", 3, 200, Duration.ZERO, 2, Duration.ofSeconds(5),
				timeout, DataSize.ofMegabytes(1), DataSize.ofMegabytes(1), allowed, List.of(), false);
		return new Fetcher(properties, new GuardedDnsResolver(SystemDefaultDnsResolver.INSTANCE, allowed, List.of()));
	}

}

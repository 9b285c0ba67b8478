package com.example.crawler;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * A web site on the loopback interface, to be changed at will.
 */
public final class TestSite implements AutoCloseable {

	private final HttpServer server;

	private final Map<String, Answer> answers = new ConcurrentHashMap<>();

	private final List<String> requests = new CopyOnWriteArrayList<>();

	private final Set<InetSocketAddress> clients = ConcurrentHashMap.newKeySet();

	private TestSite(HttpServer server) {
		this.server = server;
		server.createContext("/", this::handle);
	}

	public static TestSite start() {
		try {
			TestSite site = new TestSite(
					HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
			site.server.start();
			return site;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	public URI url(String path) {
		return URI.create("http://127.0.0.1:" + this.server.getAddress().getPort() + path);
	}

	public TestSite page(String path, String body) {
		return put(path, new Answer(200, Map.of("Content-Type", "text/html; charset=UTF-8"),
				body.getBytes(StandardCharsets.UTF_8)));
	}

	public TestSite redirect(String path, int status, String location) {
		return put(path, new Answer(status, Map.of("Location", location), new byte[0]));
	}

	public TestSite put(String path, Answer answer) {
		this.answers.put(path, answer);
		return this;
	}

	public void remove(String path) {
		this.answers.remove(path);
	}

	/**
	 * What was asked for.
	 * @return the paths, with their queries, in the order of the requests
	 */
	public List<String> requests() {
		return List.copyOf(this.requests);
	}

	/**
	 * Who has asked.
	 * @return the other ends of the connections
	 */
	public Set<InetSocketAddress> clients() {
		return Set.copyOf(this.clients);
	}

	public void clearRequests() {
		this.requests.clear();
	}

	private void handle(HttpExchange exchange) throws IOException {
		try (exchange) {
			String path = exchange.getRequestURI().toString();
			this.requests.add(path);
			this.clients.add(exchange.getRemoteAddress());
			Answer answer = this.answers.getOrDefault(path, Answer.NOT_FOUND);
			answer.headers().forEach(exchange.getResponseHeaders()::set);
			if (answer.isKnownTo(exchange)) {
				exchange.sendResponseHeaders(304, -1);
				return;
			}
			byte[] body = answer.body();
			exchange.sendResponseHeaders(answer.status(), (body.length > 0) ? body.length : -1);
			exchange.getResponseBody().write(body);
		}
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

	/**
	 * What the site says to a request.
	 *
	 * @param status the HTTP status
	 * @param headers the headers; with an {@code ETag}, conditional requests are answered
	 * @param body the body
	 */
	public record Answer(int status, Map<String, String> headers, byte[] body) {

		private static final Answer NOT_FOUND = new Answer(404, Map.of(), new byte[0]);

		private boolean isKnownTo(HttpExchange exchange) {
			String etag = headers().get("ETag");
			return etag != null && etag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"));
		}

	}

}

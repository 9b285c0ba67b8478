package io.github.s3backed.testsupport;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * A request that reached a {@link FaultProxy}.
 *
 * @param method the HTTP method
 * @param path the path with the query, as sent
 * @param headers the header lines, as sent
 * @param body the body with its framing, as sent
 */
public record ProxiedRequest(String method, String path, List<String> headers, byte[] body) {

	private static final int LONGEST_LINE = 64 * 1024;

	/**
	 * Matches requests to S3.
	 * @param method the HTTP method
	 * @param path a regular expression for the whole path with its query
	 * @return the predicate
	 */
	public static Predicate<ProxiedRequest> http(String method, String path) {
		return (request) -> request.method().equals(method) && request.path().matches(path);
	}

	/**
	 * Matches requests to DynamoDB.
	 * @param operation the operation, such as {@code PutItem}
	 * @return the predicate
	 */
	public static Predicate<ProxiedRequest> operation(String operation) {
		return (request) -> operation.equals(request.operation());
	}

	/**
	 * The operation of a request to DynamoDB.
	 * @return the operation, or {@code null} if this is no such request
	 */
	public @Nullable String operation() {
		String target = header("X-Amz-Target");
		return (target != null) ? target.substring(target.indexOf('.') + 1) : null;
	}

	/**
	 * The value of a header.
	 * @param name the name, in any case
	 * @return the value, or {@code null} if there is no such header
	 */
	public @Nullable String header(String name) {
		return header(this.headers, name);
	}

	/**
	 * The request to send on: one for each connection, with nothing left to ask before
	 * the body.
	 */
	byte[] toBytes() {
		StringBuilder head = new StringBuilder(this.method + " " + this.path + " HTTP/1.1\r\n");
		this.headers.stream()
			.filter((line) -> !isNamed(line, "Connection") && !isNamed(line, "Expect"))
			.forEach((line) -> head.append(line).append("\r\n"));
		head.append("Connection: close\r\n\r\n");
		ByteArrayOutputStream bytes = new ByteArrayOutputStream(head.length() + this.body.length);
		bytes.writeBytes(head.toString().getBytes(StandardCharsets.ISO_8859_1));
		bytes.writeBytes(this.body);
		return bytes.toByteArray();
	}

	/**
	 * Reads a request from a connection.
	 * @param in the client's half of the connection
	 * @param onExpectation called where the client waits before it sends the body
	 */
	static ProxiedRequest read(InputStream in, IoAction onExpectation) throws IOException {
		String[] first = readLine(in).split(" ");
		List<String> headers = new ArrayList<>();
		for (String line = readLine(in); !line.isEmpty(); line = readLine(in)) {
			headers.add(line);
		}
		if (header(headers, "Expect") != null) {
			onExpectation.run();
		}
		return new ProxiedRequest(first[0], first[1], List.copyOf(headers), readBody(in, headers));
	}

	private static byte[] readBody(InputStream in, List<String> headers) throws IOException {
		if (header(headers, "Transfer-Encoding") != null) {
			return readChunks(in);
		}
		String length = header(headers, "Content-Length");
		return readFully(in, (length != null) ? Integer.parseInt(length) : 0);
	}

	private static byte[] readChunks(InputStream in) throws IOException {
		ByteArrayOutputStream raw = new ByteArrayOutputStream();
		int size;
		do {
			String line = readLine(in);
			size = Integer.parseInt(line.split(";")[0].trim(), 16);
			raw.writeBytes((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
			raw.writeBytes(readFully(in, (size > 0) ? size + 2 : 0));
		}
		while (size > 0);
		String trailer;
		do {
			trailer = readLine(in);
			raw.writeBytes((trailer + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
		}
		while (!trailer.isEmpty());
		return raw.toByteArray();
	}

	private static byte[] readFully(InputStream in, int length) throws IOException {
		byte[] bytes = in.readNBytes(length);
		if (bytes.length < length) {
			throw new EOFException("The client closed the connection inside a body");
		}
		return bytes;
	}

	private static String readLine(InputStream in) throws IOException {
		ByteArrayOutputStream line = new ByteArrayOutputStream();
		for (int next = in.read(); next != '\n'; next = in.read()) {
			if (next < 0 || line.size() > LONGEST_LINE) {
				throw new EOFException("The client sent no whole request");
			}
			line.write(next);
		}
		return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
	}

	private static @Nullable String header(List<String> headers, String name) {
		return headers.stream()
			.filter((line) -> isNamed(line, name))
			.map((line) -> line.substring(name.length() + 1).trim())
			.findFirst()
			.orElse(null);
	}

	private static boolean isNamed(String line, String name) {
		return line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":");
	}

	/**
	 * Something that may fail as I/O does.
	 */
	@FunctionalInterface
	interface IoAction {

		void run() throws IOException;

	}

}

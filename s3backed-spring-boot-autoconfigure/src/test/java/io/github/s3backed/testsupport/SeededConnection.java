package io.github.s3backed.testsupport;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * One connection of a client to a {@link SeededS3}: plain HTTP/1.1, requests one after
 * the other.
 */
final class SeededConnection {

	private static final int BUFFER = 128 * 1024;

	private final SeededS3 server;

	private final InputStream in;

	private final OutputStream out;

	SeededConnection(SeededS3 server, Socket socket) throws IOException {
		this.server = server;
		socket.setTcpNoDelay(true);
		this.in = new BufferedInputStream(socket.getInputStream(), BUFFER);
		this.out = socket.getOutputStream();
	}

	/**
	 * Serve until the client has gone, or a request is to break the connection.
	 */
	void serve() throws IOException {
		boolean open = true;
		while (open) {
			String first = line();
			if (first == null) {
				return;
			}
			String[] words = first.split(" ");
			Map<String, String> headers = headers();
			SeededRequest request = SeededRequest.of(words[0], words[1], headers);
			Harm harm = this.server.arrived(request);
			Incoming body = new Incoming(headers, harm);
			SeededReply reply = harm.onceDone(reply(request, body, harm));
			if (harm.losesReply()) {
				return;
			}
			open = body.isFinished();
			send(reply, words[0].equals("HEAD"), open, harm);
		}
	}

	/**
	 * Answers only after everything has come in that the client sends, so that it does
	 * not find a broken connection instead.
	 */
	private SeededReply reply(SeededRequest request, Incoming body, Harm harm) throws IOException {
		try {
			harm.refuse();
			body.requireLength();
			return this.server.bucket().answer(new SeededBody(this.server.understood(request), body));
		}
		catch (SeededRefusal ex) {
			body.drain();
			return ex.reply();
		}
	}

	private void send(SeededReply reply, boolean headOnly, boolean open, Harm harm) throws IOException {
		StringBuilder head = new StringBuilder("HTTP/1.1 " + reply.status() + " S3\r\n");
		reply.headers().forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
		head.append("Date: ").append(SeededObject.date(Instant.now())).append("\r\n");
		head.append("x-amz-request-id: seeded\r\n");
		head.append("Connection: ").append(open ? "keep-alive" : "close").append("\r\n");
		if (reply.status() != 204) {
			head.append("Content-Length: ").append(reply.length()).append("\r\n");
		}
		this.out.write(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
		if (!headOnly) {
			reply.body().writeTo(new Outgoing(this.out, harm));
		}
		this.out.flush();
	}

	private Map<String, String> headers() throws IOException {
		Map<String, String> headers = new TreeMap<>();
		for (String line = line(); line != null && !line.isEmpty(); line = line()) {
			int colon = line.indexOf(':');
			headers.merge(SeededRequest.headerName(line.substring(0, colon)), line.substring(colon + 1).trim(),
					(first, second) -> first + "," + second);
		}
		return headers;
	}

	private @Nullable String line() throws IOException {
		StringBuilder line = new StringBuilder();
		int next = this.in.read();
		if (next == -1) {
			return null;
		}
		for (; next != '\n' && next != -1; next = this.in.read()) {
			line.append((char) next);
		}
		return line.toString().replace("\r", "");
	}

	/**
	 * What is to go wrong with a request.
	 *
	 * @param breaksAfter after how many bytes of its body, or of that of the answer, the
	 * connection breaks; negative if it does not
	 * @param losesReply whether the connection breaks instead of an answer
	 * @param refusal why it is refused; {@code null} if it is not
	 * @param denial what is answered when it is done; {@code null} for the truth
	 */
	record Harm(long breaksAfter, boolean losesReply, @Nullable SeededRefusal refusal, @Nullable SeededRefusal denial) {

		static final Harm NONE = new Harm(-1, false, null, null);

		static final Harm LOST_REPLY = new Harm(-1, true, null, null);

		static Harm breakingAfter(long bytes) {
			return new Harm(bytes, false, null, null);
		}

		static Harm refusing(SeededRefusal refusal) {
			return new Harm(-1, false, refusal, null);
		}

		static Harm denying(SeededRefusal denial) {
			return new Harm(-1, false, null, denial);
		}

		private SeededReply onceDone(SeededReply reply) {
			return (this.denial != null) ? this.denial.reply() : reply;
		}

		private void refuse() {
			if (this.refusal != null) {
				throw this.refusal;
			}
		}

		private boolean isOver(long bytes) {
			return this.breaksAfter >= 0 && bytes >= this.breaksAfter;
		}

		private long rest(long bytes) {
			return (this.breaksAfter >= 0) ? this.breaksAfter - bytes : Long.MAX_VALUE;
		}

	}

	/**
	 * The body of a request, which a client that expects it is asked for.
	 */
	private final class Incoming extends FilterInputStream {

		private final Harm harm;

		private final long length;

		private long received;

		private boolean expected;

		private Incoming(Map<String, String> headers, Harm harm) {
			super(SeededConnection.this.in);
			this.harm = harm;
			boolean chunked = headers.containsKey("transfer-encoding");
			this.length = chunked ? -1 : Long.parseLong(headers.getOrDefault("content-length", "0"));
			this.expected = headers.containsKey("expect");
		}

		private void requireLength() {
			if (this.length < 0) {
				throw new SeededRefusal(411, "MissingContentLength", "S3 does not take chunks of HTTP");
			}
		}

		private void drain() throws IOException {
			if (!this.expected && this.length >= 0) {
				transferTo(OutputStream.nullOutputStream());
			}
		}

		private boolean isFinished() {
			return this.received == this.length;
		}

		@Override
		public int read() throws IOException {
			byte[] one = new byte[1];
			return (read(one, 0, 1) == -1) ? -1 : one[0] & 0xff;
		}

		@Override
		public int read(byte[] target, int offset, int count) throws IOException {
			if (this.received == this.length) {
				return -1;
			}
			if (this.expected) {
				this.expected = false;
				SeededConnection.this.out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
			}
			if (this.harm.isOver(this.received)) {
				throw new IOException("To be broken while it is received");
			}
			long most = Math.min(this.length - this.received, this.harm.rest(this.received));
			int read = super.read(target, offset, (int) Math.min(count, most));
			if (read == -1) {
				throw new IOException("The client has gone");
			}
			this.received += read;
			SeededConnection.this.server.received(read);
			return read;
		}

	}

	/**
	 * The body of an answer.
	 */
	private final class Outgoing extends FilterOutputStream {

		private final Harm harm;

		private long sent;

		private Outgoing(OutputStream out, Harm harm) {
			super(out);
			this.harm = harm;
		}

		@Override
		public void write(int b) throws IOException {
			write(new byte[] { (byte) b }, 0, 1);
		}

		@Override
		public void write(byte[] bytes, int offset, int count) throws IOException {
			int now = (int) Math.min(count, this.harm.rest(this.sent));
			this.out.write(bytes, offset, now);
			this.sent += now;
			SeededConnection.this.server.sent(now);
			if (now < count) {
				throw new IOException("To be broken while it is sent");
			}
		}

	}

}

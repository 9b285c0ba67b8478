package io.github.s3backed.testsupport;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What a {@link Fault} can do with a request.
 */
public final class ProxiedExchange {

	private final ProxiedRequest request;

	private final Socket client;

	private final URI target;

	private final CountDownLatch closed;

	ProxiedExchange(ProxiedRequest request, Socket client, URI target, CountDownLatch closed) {
		this.request = request;
		this.client = client;
		this.target = target;
		this.closed = closed;
	}

	/**
	 * What the client sent.
	 * @return the request
	 */
	public ProxiedRequest request() {
		return this.request;
	}

	/**
	 * Pass the request on, and wait for the whole reply.
	 * @return the reply, which the client has not got yet
	 * @throws IOException if the service cannot be reached
	 */
	public ProxiedReply forward() throws IOException {
		try (Socket upstream = new Socket(this.target.getHost(), this.target.getPort())) {
			upstream.getOutputStream().write(this.request.toBytes());
			return ProxiedReply.parse(upstream.getInputStream().readAllBytes());
		}
	}

	/**
	 * Send a reply to the client.
	 * @param reply the reply
	 * @throws IOException if the client has gone
	 */
	public void reply(ProxiedReply reply) throws IOException {
		replyPartly(reply, reply.body().length);
	}

	/**
	 * Send the head of a reply and the beginning of its body to the client.
	 * @param reply the reply
	 * @param length how many bytes of the body to send
	 * @throws IOException if the client has gone
	 */
	public void replyPartly(ProxiedReply reply, int length) throws IOException {
		OutputStream out = this.client.getOutputStream();
		out.write(reply.head());
		out.write(reply.body(), 0, Math.min(length, reply.body().length));
		out.flush();
	}

	/**
	 * Reset the connection to the client.
	 * @throws IOException if that fails
	 */
	public void reset() throws IOException {
		this.client.setSoLinger(true, 0);
		this.client.close();
	}

	/**
	 * Wait until the client ends the connection.
	 * @throws IOException if the client resets the connection, or the proxy is closed
	 */
	public void awaitClient() throws IOException {
		this.client.getInputStream().transferTo(OutputStream.nullOutputStream());
	}

	/**
	 * Wait for a while, or until the proxy is closed.
	 * @param duration how long
	 * @throws InterruptedException if the proxy is closed
	 */
	public void pause(Duration duration) throws InterruptedException {
		if (this.closed.await(duration.toMillis(), TimeUnit.MILLISECONDS)) {
			throw new InterruptedException("The proxy is closed");
		}
	}

}

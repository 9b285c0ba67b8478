package io.github.s3backed.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/**
 * A loopback port that was free a moment ago, for servers that cannot be asked which port
 * they took.
 */
final class FreePort {

	/**
	 * How often to start such a server before giving up: another process may take the
	 * port first.
	 */
	static final int ATTEMPTS = 5;

	private FreePort() {
	}

	static int find() {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
		catch (IOException ex) {
			throw new UncheckedIOException("No free loopback port", ex);
		}
	}

}

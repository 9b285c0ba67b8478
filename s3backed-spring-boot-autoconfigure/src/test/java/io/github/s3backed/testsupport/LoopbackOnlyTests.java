package io.github.s3backed.testsupport;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Holds the servers in AWS's place, which take any credentials, to the loopback
 * interface.
 */
class LoopbackOnlyTests {

	@Test
	void dynamoDbIsReachedFromThisMachineOnly() throws IOException {
		try (LocalDynamoDb dynamoDb = LocalDynamoDb.start()) {
			assertListensOnLoopbackOnly(dynamoDb.endpoint());
		}
	}

	@Test
	void s3IsReachedFromThisMachineOnly() throws IOException {
		try (LocalS3 s3 = LocalS3.start()) {
			assertListensOnLoopbackOnly(s3.endpoint());
		}
	}

	@Test
	void theS3OfSeedsIsReachedFromThisMachineOnly() throws IOException {
		try (SeededS3 s3 = SeededS3.start()) {
			assertListensOnLoopbackOnly(s3.endpoint());
		}
	}

	private static void assertListensOnLoopbackOnly(URI endpoint) throws IOException {
		assertThat(InetAddress.getByName(endpoint.getHost()).isLoopbackAddress()).isTrue();
		connect(InetAddress.getByName(endpoint.getHost()), endpoint.getPort());
		List<InetAddress> others = addressesOfOtherInterfaces();
		assumeThat(others).as("addresses of this machine beside loopback").isNotEmpty();
		assertThat(others).allSatisfy((address) -> assertThatIOException().as("connecting to %s", address)
			.isThrownBy(() -> connect(address, endpoint.getPort())));
	}

	private static List<InetAddress> addressesOfOtherInterfaces() throws SocketException {
		return NetworkInterface.networkInterfaces()
			.flatMap(NetworkInterface::inetAddresses)
			.filter((address) -> !address.isLoopbackAddress())
			.toList();
	}

	private static void connect(InetAddress address, int port) throws IOException {
		try (Socket socket = new Socket()) {
			socket.connect(new InetSocketAddress(address, port), 2_000);
		}
	}

}

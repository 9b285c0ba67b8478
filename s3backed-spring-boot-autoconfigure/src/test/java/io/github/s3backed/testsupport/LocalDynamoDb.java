package io.github.s3backed.testsupport;

import java.net.URI;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.dynamodb.services.local.main.CommandLineInput;
import software.amazon.dynamodb.services.local.main.ServerRunner;
import software.amazon.dynamodb.services.local.server.DynamoDBProxyServer;

/**
 * DynamoDB Local in this JVM, empty and in memory.
 */
public final class LocalDynamoDb implements AutoCloseable {

	private final DynamoDBProxyServer server;

	private final URI endpoint;

	private LocalDynamoDb(DynamoDBProxyServer server, int port) {
		this.server = server;
		this.endpoint = URI.create("http://127.0.0.1:" + port);
	}

	/**
	 * Start an empty DynamoDB on a free port.
	 * @return the running server
	 */
	public static LocalDynamoDb start() {
		IllegalStateException failure = new IllegalStateException("DynamoDB Local does not start");
		for (int attempt = 0; attempt < FreePort.ATTEMPTS; attempt++) {
			int port = FreePort.find();
			try {
				DynamoDBProxyServer server = createServer(port);
				server.start();
				return new LocalDynamoDb(server, port);
			}
			catch (Exception ex) {
				failure.addSuppressed(ex);
			}
		}
		throw failure;
	}

	private static DynamoDBProxyServer createServer(int port) throws Exception {
		CommandLineInput input = new CommandLineInput(
				new String[] { "-inMemory", "-sharedDb", "-disableTelemetry", "-port", Integer.toString(port) });
		if (!input.init()) {
			throw new IllegalStateException("DynamoDB Local refuses its command line");
		}
		return ServerRunner.createServer(input);
	}

	/**
	 * The address of the server.
	 * @return the endpoint for clients
	 */
	public URI endpoint() {
		return this.endpoint;
	}

	/**
	 * A new client of this server, to be closed by the caller.
	 * @return a new client
	 */
	public DynamoDbClient client() {
		return AwsEndpoints.ofStandIns(null, this.endpoint).dynamoDbClientBuilder().build();
	}

	@Override
	public void close() {
		try {
			this.server.stop();
		}
		catch (Exception ex) {
			throw new IllegalStateException("DynamoDB Local does not stop", ex);
		}
	}

}

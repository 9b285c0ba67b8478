package io.github.s3backed.testsupport;

import java.net.URI;

import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.dynamodb.services.local.server.AbstractLocalDynamoDBServerHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;

/**
 * DynamoDB Local in this JVM, empty and in memory. It takes any credentials, so it
 * listens on the loopback interface only: DynamoDB Local's own server knows no address
 * and listens on all.
 */
public final class LocalDynamoDb implements AutoCloseable {

	private static final String HOST = "127.0.0.1";

	private final Server server = new Server();

	private final ServerConnector connector = new ServerConnector(this.server);

	private final AbstractLocalDynamoDBServerHandler handler;

	private LocalDynamoDb(AbstractLocalDynamoDBServerHandler handler) {
		this.handler = handler;
		this.connector.setHost(HOST);
		this.server.addConnector(this.connector);
		this.server.setHandler(handler);
	}

	/**
	 * Start an empty DynamoDB on a free port.
	 * @return the running server
	 */
	public static LocalDynamoDb start() {
		LocalDynamoDb dynamoDb = new LocalDynamoDb(inMemoryAndForAllCredentials());
		try {
			dynamoDb.server.start();
			return dynamoDb;
		}
		catch (Exception ex) {
			throw new IllegalStateException("DynamoDB Local does not start", ex);
		}
	}

	// As "-inMemory -sharedDb" on the command line, and no web page may call it.
	private static AbstractLocalDynamoDBServerHandler inMemoryAndForAllCredentials() {
		return new LocalDynamoDBServerHandler(new LocalDynamoDBRequestHandler(0, true, null, true, false), "");
	}

	/**
	 * The address of the server.
	 * @return the endpoint for clients
	 */
	public URI endpoint() {
		return URI.create("http://" + HOST + ":" + this.connector.getLocalPort());
	}

	/**
	 * A new client of this server, to be closed by the caller.
	 * @return a new client
	 */
	public DynamoDbClient client() {
		return AwsEndpoints.ofStandIns(null, endpoint()).dynamoDbClientBuilder().build();
	}

	@Override
	public void close() {
		try {
			this.server.stop();
			this.handler.close();
		}
		catch (Exception ex) {
			throw new IllegalStateException("DynamoDB Local does not stop", ex);
		}
	}

}

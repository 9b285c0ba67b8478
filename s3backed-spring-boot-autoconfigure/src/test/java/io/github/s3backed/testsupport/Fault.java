package io.github.s3backed.testsupport;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/**
 * What a {@link FaultProxy} does with a request instead of passing it on and its reply
 * back.
 */
@FunctionalInterface
public interface Fault {

	/**
	 * Handle a request. The connection is closed afterwards.
	 * @param exchange the request, the service behind the proxy, and the client
	 * @throws IOException if either side goes away
	 * @throws InterruptedException if the proxy is closed
	 */
	void apply(ProxiedExchange exchange) throws IOException, InterruptedException;

	/**
	 * No fault.
	 * @return the fault
	 */
	static Fault none() {
		return (exchange) -> exchange.reply(exchange.forward());
	}

	/**
	 * The service does not see the request; the client gets this reply.
	 * @param status the HTTP status
	 * @param contentType the type of the body
	 * @param body the body
	 * @return the fault
	 */
	static Fault reply(int status, String contentType, String body) {
		return (exchange) -> exchange.reply(ProxiedReply.of(status, contentType, body));
	}

	/**
	 * An error as S3 reports it. With status 200, an error that S3 found after it had
	 * begun to reply.
	 * @param status the HTTP status
	 * @param code the code, such as {@code SlowDown}
	 * @return the fault
	 */
	static Fault s3Error(int status, String code) {
		return reply(status, "application/xml", """
				<?xml version="1.0" encoding="UTF-8"?>
				<Error><Code>%s</Code><Message>injected</Message><RequestId>injected</RequestId></Error>"""
			.formatted(code));
	}

	/**
	 * An error as DynamoDB reports it.
	 * @param status the HTTP status
	 * @param type the type, such as {@code InternalServerError}
	 * @return the fault
	 */
	static Fault dynamoDbError(int status, String type) {
		return reply(status, "application/x-amz-json-1.0",
				"{\"__type\":\"com.amazonaws.dynamodb.v20120810#%s\",\"message\":\"injected\"}".formatted(type));
	}

	/**
	 * The connection is reset before the service sees the request.
	 * @return the fault
	 */
	static Fault connectionReset() {
		return ProxiedExchange::reset;
	}

	/**
	 * The service does as it is told, but the connection is reset before the reply.
	 * @return the fault
	 */
	static Fault replyLost() {
		return (exchange) -> {
			exchange.forward();
			exchange.reset();
		};
	}

	/**
	 * The connection ends inside the reply's body.
	 * @param length how many bytes of the body get through
	 * @return the fault
	 */
	static Fault truncated(int length) {
		return (exchange) -> exchange.replyPartly(exchange.forward(), length);
	}

	/**
	 * The reply's body stops, while the connection stays open until the client ends it.
	 * @param length how many bytes of the body get through
	 * @return the fault
	 */
	static Fault stalled(int length) {
		return (exchange) -> {
			exchange.replyPartly(exchange.forward(), length);
			exchange.awaitClient();
		};
	}

	/**
	 * The request waits before it is passed on, whether or not the client still does.
	 * @param duration how long
	 * @return the fault
	 */
	static Fault delayed(Duration duration) {
		return (exchange) -> {
			exchange.pause(duration);
			none().apply(exchange);
		};
	}

	/**
	 * The request waits before it is passed on, whether or not the client still does.
	 * @param gate what it waits for
	 * @return the fault
	 */
	static Fault heldUntil(CountDownLatch gate) {
		return (exchange) -> {
			gate.await();
			none().apply(exchange);
		};
	}

}

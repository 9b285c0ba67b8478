package io.github.s3backed.crash;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;

import io.github.s3backed.testsupport.Fault;
import io.github.s3backed.testsupport.FaultProxy;
import io.github.s3backed.testsupport.ProxiedRequest;

/**
 * Makes a share of all requests go wrong at random.
 */
final class WireFaults {

	/**
	 * When a client gives up a request.
	 */
	static final Duration CALL_TIMEOUT = Duration.ofSeconds(2);

	private static final Duration LATE = CALL_TIMEOUT.plusMillis(500);

	private static final int LONGEST_DELAY = 200;

	private static final Predicate<ProxiedRequest> ANY = (request) -> true;

	private static final Predicate<ProxiedRequest> DOWNLOAD = (request) -> request.method().equals("GET")
			&& !request.path().contains("list-type");

	private final Figures figures;

	private final double share;

	/**
	 * Creates the faults.
	 * @param figures counts them
	 * @param share how many of the requests go wrong
	 */
	WireFaults(Figures figures, double share) {
		this.figures = figures;
		this.share = share;
	}

	void injectIntoS3(FaultProxy proxy) {
		inject(proxy, "S3", "download truncated", DOWNLOAD, this.share / 4, Fault.truncated(100));
		inject(proxy, "S3", "error 500", ANY, this.share / 7, Fault.s3Error(500, "InternalError"));
		inject(proxy, "S3", "error 503", ANY, this.share / 7, Fault.s3Error(503, "SlowDown"));
		injectIntoAny(proxy, "S3");
	}

	void injectIntoDynamoDb(FaultProxy proxy) {
		inject(proxy, "DynamoDB", "reply truncated", ANY, this.share / 7, Fault.truncated(5));
		inject(proxy, "DynamoDB", "error 500", ANY, this.share / 7, Fault.dynamoDbError(500, "InternalServerError"));
		inject(proxy, "DynamoDB", "error 503", ANY, this.share / 7, Fault.dynamoDbError(503, "ServiceUnavailable"));
		injectIntoAny(proxy, "DynamoDB");
	}

	private void injectIntoAny(FaultProxy proxy, String service) {
		proxy.always((request) -> count(service), Fault.none());
		inject(proxy, service, "reset", ANY, this.share / 7, Fault.connectionReset());
		inject(proxy, service, "reply lost", ANY, this.share / 7, Fault.replyLost());
		inject(proxy, service, "arrives after the timeout", ANY, this.share / 14, Fault.delayed(LATE));
		inject(proxy, service, "delay", ANY, this.share * 3 / 14,
				(exchange) -> Fault.delayed(Duration.ofMillis(ThreadLocalRandom.current().nextInt(LONGEST_DELAY)))
					.apply(exchange));
	}

	private boolean count(String service) {
		this.figures.count("request to " + service);
		return false;
	}

	private void inject(FaultProxy proxy, String service, String name, Predicate<ProxiedRequest> requests, double share,
			Fault fault) {
		proxy.always(requests.and((request) -> ThreadLocalRandom.current().nextDouble() < share), (exchange) -> {
			this.figures.count("fault " + service + " " + name);
			fault.apply(exchange);
		});
	}

}

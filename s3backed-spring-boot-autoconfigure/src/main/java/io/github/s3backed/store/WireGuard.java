package io.github.s3backed.store;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Watches a call as it goes over the wire, which it may do more than once.
 */
public interface WireGuard {

	/**
	 * Called for each attempt, when its request is signed and about to be sent. What this
	 * throws keeps the request from being sent.
	 */
	void beforeSending();

	/**
	 * Called when an attempt was answered, whatever the answer says.
	 * @param date when, by the service's own clock; {@code null} if it did not say
	 */
	void answered(@Nullable Instant date);

}

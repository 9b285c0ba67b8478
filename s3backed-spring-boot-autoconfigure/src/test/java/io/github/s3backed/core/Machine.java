package io.github.s3backed.core;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

import io.github.s3backed.runtime.Platform;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/**
 * A machine whose clocks are wrong, or that is suspended.
 */
final class Machine {

	static final Duration DAY = Duration.ofHours(25);

	private final AtomicReference<Duration> wall = new AtomicReference<>(Duration.ZERO);

	private final AtomicReference<Duration> monotonic = new AtomicReference<>(Duration.ZERO);

	/**
	 * Lets the clock show another time than it should.
	 */
	Machine off(Duration difference) {
		this.wall.updateAndGet((it) -> it.plus(difference));
		return this;
	}

	/**
	 * Wakes up after a day: the clock shows it, the monotonic one stood still.
	 */
	void wakeUp() {
		off(DAY);
	}

	/**
	 * Takes a day without knowing, since the clock was set back meanwhile.
	 */
	void setBack() {
		this.monotonic.updateAndGet((it) -> it.plus(DAY));
	}

	Platform under(Platform platform) {
		InstantSource clock = () -> Instant.now().plus(this.wall.get());
		return new Platform(platform.executor(), clock.withZone(ZoneOffset.UTC),
				() -> platform.nanoTime().getAsLong() + this.monotonic.get().toNanos(), platform.random(),
				platform.pause());
	}

	/**
	 * Does something to the machine when a commit is about to be signed.
	 */
	static ExecutionInterceptor beforeSigning(Runnable action) {
		return new ExecutionInterceptor() {
			@Override
			public SdkHttpRequest modifyHttpRequest(Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
				if (isCommit(context)) {
					action.run();
				}
				return context.httpRequest();
			}
		};
	}

	/**
	 * Does something to the machine when a commit has been signed.
	 */
	static ExecutionInterceptor afterSigning(Runnable action) {
		return new ExecutionInterceptor() {
			@Override
			public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
				if (isCommit(context)) {
					action.run();
				}
			}
		};
	}

	private static boolean isCommit(Context.BeforeExecution context) {
		return context.request() instanceof PutItemRequest || context.request() instanceof DeleteItemRequest;
	}

}

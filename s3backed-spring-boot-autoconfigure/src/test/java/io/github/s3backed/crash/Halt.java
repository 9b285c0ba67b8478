package io.github.s3backed.crash;

import java.util.concurrent.atomic.AtomicInteger;

import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/**
 * Ends the JVM at a chosen request, as a kill does: no hook, no finally block, no other
 * thread goes on.
 */
final class Halt implements ExecutionInterceptor {

	static final int STATUS = 99;

	private static final ExecutionAttribute<Integer> NUMBER = new ExecutionAttribute<>("HaltNumber");

	private final KillPoint point;

	private final AtomicInteger seen = new AtomicInteger();

	Halt(KillPoint point) {
		this.point = point;
	}

	@Override
	public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
		String operation = attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
		if (this.point.call().matches(operation, context.request())) {
			int number = this.seen.incrementAndGet();
			attributes.putAttribute(NUMBER, number);
			haltAt(!this.point.after(), number);
		}
	}

	@Override
	public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
		Integer number = attributes.getAttribute(NUMBER);
		if (number != null) {
			haltAt(this.point.after(), number);
		}
	}

	private void haltAt(boolean here, int number) {
		if (here && number == this.point.count()) {
			Runtime.getRuntime().halt(STATUS);
		}
	}

}

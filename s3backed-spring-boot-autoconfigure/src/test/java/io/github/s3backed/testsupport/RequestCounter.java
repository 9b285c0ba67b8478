package io.github.s3backed.testsupport;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/**
 * Records what clients send, retries included. To be added to the builder of a client.
 */
public final class RequestCounter implements ExecutionInterceptor {

	private static final ExecutionAttribute<Long> START = new ExecutionAttribute<>("RequestCounterStart");

	private final Queue<Transmission> transmissions = new ConcurrentLinkedQueue<>();

	private final Map<String, CyclicBarrier> meetings = new ConcurrentHashMap<>();

	/**
	 * Let requests of an operation wait for each other before they are sent: they
	 * overlap, or fail. So a test need not rely on timing.
	 * @param operation the name of the operation, such as {@code PutObject}
	 * @param parties how many requests have to be under way at once
	 */
	public void meet(String operation, int parties) {
		this.meetings.put(operation, new CyclicBarrier(parties));
	}

	/**
	 * How often each operation was sent.
	 * @return the number of transmissions by the name of the operation
	 */
	public Map<String, Long> counts() {
		return this.transmissions.stream()
			.collect(Collectors.groupingBy(Transmission::operation, TreeMap::new, Collectors.counting()));
	}

	/**
	 * What was sent.
	 * @return the transmissions that have ended, in the order in which they began
	 */
	public List<Transmission> transmissions() {
		return this.transmissions.stream().sorted(Comparator.comparingLong(Transmission::start)).toList();
	}

	/**
	 * What was sent for one operation.
	 * @param operation the name of the operation
	 * @return the transmissions that have ended, in the order in which they began
	 */
	public List<Transmission> transmissions(String operation) {
		return transmissions().stream().filter((sent) -> sent.operation().equals(operation)).toList();
	}

	/**
	 * Forget everything.
	 */
	public void clear() {
		this.transmissions.clear();
		this.meetings.clear();
	}

	@Override
	public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
		record(context.request(), attributes, null);
		attributes.putAttribute(START, System.nanoTime());
		CyclicBarrier meeting = this.meetings.get(attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME));
		if (meeting != null) {
			await(meeting);
		}
	}

	private static void await(CyclicBarrier meeting) {
		try {
			meeting.await(30, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while waiting for other requests", ex);
		}
		catch (Exception ex) {
			throw new IllegalStateException("Too few requests were under way at once", ex);
		}
	}

	@Override
	public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
		record(context.request(), attributes, context.httpResponse().statusCode());
	}

	@Override
	public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes attributes) {
		record(context.request(), attributes, null);
	}

	/**
	 * Ends the attempt that has begun, if there is one: an attempt that got no reply ends
	 * where the next one begins, or with the execution.
	 */
	private void record(SdkRequest request, ExecutionAttributes attributes, @Nullable Integer status) {
		Long start = attributes.getAttribute(START);
		if (start == null) {
			return;
		}
		attributes.putAttribute(START, null);
		this.transmissions.add(new Transmission(attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME),
				field(request, "Bucket"), field(request, "Key"), field(request, "TableName"), start, System.nanoTime(),
				status));
	}

	private static @Nullable String field(SdkRequest request, String name) {
		return request.getValueForField(name, Object.class)
			.filter(String.class::isInstance)
			.map(String.class::cast)
			.orElse(null);
	}

	/**
	 * One request on the wire.
	 *
	 * @param operation the name of the operation, such as {@code PutItem}
	 * @param bucket the bucket, if the request names one
	 * @param key the object key, if the request names one
	 * @param table the table, if the request names one
	 * @param start when sending began, in nanoseconds
	 * @param end when the reply's head had come, in nanoseconds
	 * @param status the reply's status; {@code null} if there was no reply
	 */
	public record Transmission(String operation, @Nullable String bucket, @Nullable String key, @Nullable String table,
			long start, long end, @Nullable Integer status) {

		/**
		 * Whether two requests were under way at the same time.
		 * @param other the other request
		 * @return {@code true} if they were
		 */
		public boolean overlaps(Transmission other) {
			return this.start < other.end && other.start < this.end;
		}

	}

}

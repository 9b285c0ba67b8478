package io.github.s3backed.history;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;

/**
 * Records what clients ask and are told, by key, and judges it when they have ended.
 */
public final class Histories {

	private final AtomicLong clock = new AtomicLong();

	private final Map<String, Queue<Call>> calls = new ConcurrentHashMap<>();

	/**
	 * Begins a call: before anything of it is sent.
	 */
	public Call begin(String key, String client, Action action) {
		Call call = new Call(client, action, this.clock::incrementAndGet);
		this.calls.computeIfAbsent(key, (it) -> new ConcurrentLinkedQueue<>()).add(call);
		return call;
	}

	/**
	 * Everybody has ended, and nothing is on its way any more: what was not answered was
	 * done by now or is never done.
	 */
	public void settle() {
		this.calls.values().forEach((calls) -> calls.forEach(Call::settle));
	}

	public int size() {
		return this.calls.values().stream().mapToInt(Queue::size).sum();
	}

	/**
	 * Judges everything.
	 * @param budget how long this may take
	 * @return what is wrong, the key with the least to read first, or {@code null}
	 */
	public @Nullable String findViolation(Duration budget) {
		long start = System.nanoTime();
		List<Finding> findings = new ArrayList<>();
		this.calls.forEach((key, calls) -> {
			Verdict verdict = Search.judge(List.copyOf(calls), () -> System.nanoTime() - start > budget.toNanos());
			if (!(verdict instanceof Verdict.Linearizable)) {
				findings.add(new Finding(key, verdict));
			}
		});
		if (findings.isEmpty()) {
			return null;
		}
		findings.sort(Comparator.comparingInt(Finding::length));
		return findings.get(0) + ((findings.size() > 1)
				? "\nNot so the histories of " + findings.stream().skip(1).map(Finding::key).toList() : "");
	}

	/**
	 * Judges everything.
	 * @param budget how long this may take
	 * @throws AssertionError if no order of the calls explains all answers, or none was
	 * found in time
	 */
	public void requireLinearizable(Duration budget) {
		String violation = findViolation(budget);
		if (violation != null) {
			throw new AssertionError(violation);
		}
	}

	private record Finding(String key, Verdict verdict) {

		private int length() {
			return (this.verdict instanceof Verdict.Violation violation) ? violation.window().size()
					: Integer.MAX_VALUE;
		}

		@Override
		public String toString() {
			return "The history of " + this.key + " " + this.verdict;
		}

	}

}

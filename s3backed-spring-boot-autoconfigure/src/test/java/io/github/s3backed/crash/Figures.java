package io.github.s3backed.crash;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/**
 * What a soak has done, in numbers.
 */
final class Figures {

	private final Map<String, LongAdder> counts = new ConcurrentSkipListMap<>();

	private final List<MemoryPoolMXBean> heap = ManagementFactory.getMemoryPoolMXBeans()
		.stream()
		.filter((pool) -> pool.getType() == MemoryType.HEAP)
		.toList();

	Figures() {
		this.heap.forEach(MemoryPoolMXBean::resetPeakUsage);
	}

	void count(String what) {
		add(what, 1);
	}

	void add(String what, long number) {
		this.counts.computeIfAbsent(what, (key) -> new LongAdder()).add(number);
	}

	/**
	 * Returns the sum of what begins alike.
	 */
	long sum(String prefix) {
		return this.counts.entrySet()
			.stream()
			.filter((count) -> count.getKey().startsWith(prefix))
			.mapToLong((count) -> count.getValue().sum())
			.sum();
	}

	/**
	 * Returns the peaks of the heap's pools, which need not have been at one time.
	 */
	private long peakHeap() {
		return this.heap.stream().mapToLong((pool) -> pool.getPeakUsage().getUsed()).sum();
	}

	@Override
	public String toString() {
		String lines = this.counts.entrySet()
			.stream()
			.map((count) -> "  " + count.getKey() + ": " + count.getValue())
			.collect(Collectors.joining("\n"));
		return lines + "\n  peak heap with both services: " + peakHeap() / (1024 * 1024) + " MiB";
	}

}

package io.github.s3backed.simulation;

import java.util.ArrayList;
import java.util.List;

/**
 * Requests that nobody waits for any more and that still arrive.
 */
final class Network {

	private final List<WireCall<?>> late = new ArrayList<>();

	private final Trace trace;

	Network(Trace trace) {
		this.trace = trace;
	}

	void send(WireCall<?> call) {
		this.late.add(call);
	}

	int size() {
		return this.late.size();
	}

	void deliver(int index) {
		WireCall<?> call = this.late.remove(index);
		this.trace.add("late: ", call);
		call.applyQuietly();
	}

	void deliverAll() {
		while (!this.late.isEmpty()) {
			deliver(0);
		}
	}

}

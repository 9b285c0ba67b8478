package io.github.s3backed.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;

/**
 * Decides which wire calls meet a fault, up to a number of faults.
 */
final class FaultPlan {

	private final Choices choices;

	private final BiPredicate<WireCall<?>, Fault> allowed;

	private int remaining;

	private int points;

	FaultPlan(Choices choices, int faults, BiPredicate<WireCall<?>, Fault> allowed) {
		this.choices = choices;
		this.remaining = faults;
		this.allowed = allowed;
	}

	/**
	 * Returns how many calls were asked about.
	 */
	int points() {
		return this.points;
	}

	void stop() {
		this.remaining = 0;
	}

	Fault choose(WireCall<?> call, Actor actor) {
		SimulatedProcess process = actor.process();
		this.points++;
		if (process.cutOffFrom(call.kind().service())) {
			return Fault.LOST_REQUEST;
		}
		if (this.remaining == 0) {
			return Fault.NONE;
		}
		List<Fault> faults = possible(call, actor);
		int choice = this.choices.pick(Choices.Kind.FAULT, 1 + faults.size());
		if (choice == 0) {
			return Fault.NONE;
		}
		this.remaining--;
		return faults.get(choice - 1);
	}

	private List<Fault> possible(WireCall<?> call, Actor actor) {
		List<Fault> faults = new ArrayList<>();
		for (Fault fault : Fault.of(call.kind())) {
			boolean resent = fault == Fault.TWICE || fault == Fault.TWICE_LATE;
			boolean waitedFor = fault != Fault.CALLER_INTERRUPTED || actor.caller() != null;
			if ((!resent || call.resendable()) && waitedFor && this.allowed.test(call, fault)) {
				faults.add(fault);
			}
		}
		return faults;
	}

}

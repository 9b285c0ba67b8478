package io.github.s3backed.simulation;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;

/**
 * Where every request passes: others may run first, and the request may meet a fault.
 */
final class Wire {

	private static final Duration LATENCY = Duration.ofMillis(5);

	/**
	 * Longer than the lease of a write, shorter than the grace period of the sweep.
	 */
	private static final Duration STALL = Duration.ofHours(2);

	private final Scheduler scheduler;

	private final FaultPlan faults;

	private final Network network;

	private final Choices choices;

	private final VirtualTime time;

	private final Trace trace;

	Wire(Scheduler scheduler, FaultPlan faults, Network network, Choices choices, VirtualTime time, Trace trace) {
		this.scheduler = scheduler;
		this.faults = faults;
		this.network = network;
		this.choices = choices;
		this.time = time;
		this.trace = trace;
	}

	SimulatedProcess process() {
		return this.scheduler.current().process();
	}

	<R> R call(WireCall<R> call) {
		Actor actor = this.scheduler.current();
		SimulatedProcess process = actor.process();
		process.ensureAlive();
		if (Thread.currentThread().isInterrupted()) {
			this.trace.add(call, " not sent: interrupted");
			throw AbortedException.create("Thread was interrupted");
		}
		waitForTurn(call, actor);
		Fault fault = this.faults.choose(call, actor);
		if (fault.stopsMachine()) {
			stopMachine(call, fault, process);
			waitForTurn(call, actor);
			if (fault != Fault.SUSPENDED_SIGNED) {
				call.sign();
			}
		}
		return meet(call, fault, process);
	}

	private void waitForTurn(WireCall<?> call, Actor actor) {
		SimulatedProcess process = actor.process();
		this.scheduler.giveWay();
		this.time.advance(LATENCY);
		if (process.dead()) {
			applyPerhaps(call, "crash");
			process.ensureAlive();
		}
		if (Thread.currentThread().isInterrupted()) {
			call.beforeSending();
			applyPerhaps(call, "interrupt");
			throw AbortedException.create("Thread was interrupted");
		}
	}

	/**
	 * Lets a day pass for everybody else.
	 */
	private void stopMachine(WireCall<?> call, Fault fault, SimulatedProcess process) {
		this.trace.add(call, ": ", fault, " for ", Limits.LEAP);
		this.network.deliverAll();
		switch (fault) {
			case FROZEN -> process.clock().freeze(Limits.LEAP);
			case CLOCK_SET_BACK -> process.clock().setBackMeanwhile(Limits.LEAP);
			default -> process.clock().suspend(Limits.LEAP);
		}
	}

	/**
	 * A request that was under way when its sender ended may have arrived or not.
	 */
	private void applyPerhaps(WireCall<?> call, String why) {
		boolean arrives = call.kind().writes() && this.choices.pick(Choices.Kind.DETAIL, 2) == 1;
		this.trace.add(call, arrives ? " arrives in spite of " : " is lost by ", why);
		if (arrives) {
			call.applyQuietly();
		}
	}

	private <R> R meet(WireCall<R> call, Fault fault, SimulatedProcess process) {
		AtomicReference<@Nullable Throwable> error = new AtomicReference<>();
		try {
			call.beforeSending();
			R result = result(call, fault, process);
			this.trace.add(call, ": ", fault, " -> ok");
			call.answered();
			return result;
		}
		catch (AwsServiceException ex) {
			error.set(ex);
			this.trace.add(call, ": ", fault, " -> ", ex);
			call.answered();
			throw ex;
		}
		catch (Throwable ex) {
			error.set(ex);
			this.trace.add(call, ": ", fault, " -> ", ex);
			throw ex;
		}
		finally {
			Operation operation = call.operation();
			if (fault != Fault.NONE && operation != null) {
				operation.met(call, fault, error.get());
			}
		}
	}

	private <R> R result(WireCall<R> call, Fault fault, SimulatedProcess process) {
		switch (fault) {
			case NONE, SUSPENDED, SUSPENDED_SIGNED, FROZEN, CLOCK_SET_BACK -> {
				return call.apply();
			}
			case STALL -> {
				stall();
				return call.apply();
			}
			case STALLED_REPLY -> {
				R result = call.apply();
				stall();
				return result;
			}
			case CALLER_INTERRUPTED -> {
				this.scheduler.interruptCaller();
				return call.apply();
			}
			case TWICE -> {
				call.applyQuietly();
				return call.apply();
			}
			case TWICE_LATE -> {
				this.network.send(call);
				return call.apply();
			}
			case KEY_ERROR, MISREPORTED, BODY_TRUNCATED, BODY_ALTERED, UNPROCESSED, OTHER_NAME, ERROR_PAGE,
					CUT_SHORT -> {
				return call.apply(fault);
			}
			default -> throw fail(call, fault, process);
		}
	}

	/**
	 * Whatever else was under way arrives meanwhile.
	 */
	private void stall() {
		this.network.deliverAll();
		this.time.leap(STALL);
	}

	private Error fail(WireCall<?> call, Fault fault, SimulatedProcess process) {
		switch (fault.effect()) {
			case ONCE -> applyWhereAllowed(call);
			case LATER -> this.network.send(call);
			default -> {
			}
		}
		if (fault.crashes()) {
			process.kill();
			process.ensureAlive();
		}
		if (fault == Fault.OUTAGE) {
			process.startOutage(call.kind().service());
		}
		if (fault == Fault.INTERRUPTED || fault == Fault.INTERRUPTED_APPLIED) {
			Thread.currentThread().interrupt();
		}
		return raise(FaultErrors.of(fault, call.kind().service()));
	}

	private static void applyWhereAllowed(WireCall<?> call) {
		if (call.kind().writes()) {
			call.applyQuietly();
		}
	}

	private static Error raise(Throwable error) {
		if (error instanceof Error fatal) {
			throw fatal;
		}
		throw (RuntimeException) error;
	}

}

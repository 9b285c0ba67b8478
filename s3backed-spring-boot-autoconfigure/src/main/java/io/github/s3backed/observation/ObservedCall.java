package io.github.s3backed.observation;

import io.micrometer.common.docs.KeyName;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The observation of one call. A handler of the application may fail at each step; a
 * write that was applied must not fail for that, and an error must not be hidden by
 * another one.
 */
final class ObservedCall {

	private final Log logger = LogFactory.getLog(ObservedCall.class);

	private final Observation observation;

	private final KeyName outcomeKey;

	private final ObservationRegistry registry;

	private final Observation.@Nullable Scope outer;

	private Observation.@Nullable Scope scope;

	ObservedCall(ObservationRegistry registry, Observation observation, KeyName outcomeKey) {
		this.registry = registry;
		this.outer = registry.getCurrentObservationScope();
		this.observation = observation;
		this.outcomeKey = outcomeKey;
	}

	void begin() {
		quietly(() -> {
			this.observation.start();
			this.scope = this.observation.openScope();
		});
	}

	void end(String outcome, @Nullable Throwable failure) {
		quietly(() -> {
			this.observation.lowCardinalityKeyValue(this.outcomeKey.withValue(outcome));
			if (failure != null) {
				this.observation.error(failure);
			}
		});
		Observation.Scope opened = this.scope;
		if (opened != null) {
			quietly(opened::close);
		}
		leaveThread();
		quietly(this.observation::stop);
	}

	/**
	 * A scope whose handler has failed stays the thread's.
	 */
	private void leaveThread() {
		if (this.registry.getCurrentObservationScope() != this.outer) {
			this.registry.setCurrentObservationScope(this.outer);
		}
	}

	private void quietly(Runnable step) {
		try {
			step.run();
		}
		catch (RuntimeException ex) {
			this.logger.warn("An observation of " + this.observation.getContextView().getName() + " failed", ex);
		}
	}

}

package io.github.s3backed.observation;

import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import io.micrometer.common.docs.KeyName;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.docs.ObservationDocumentation;

/**
 * The observations that s3backed makes. All their keys have few values.
 */
public enum S3BackedObservation implements ObservationDocumentation {

	/**
	 * One call of {@link io.github.s3backed.S3BackedOperations}, with all that it sends
	 * and every repetition in it.
	 */
	OPERATION {

		@Override
		public String getName() {
			return "s3backed.operation";
		}

		@Override
		public KeyName[] getLowCardinalityKeyNames() {
			return OperationKey.values();
		}

	},

	/**
	 * One call of a client of the AWS SDK, which may send a request more than once.
	 */
	REQUEST {

		@Override
		public String getName() {
			return "s3backed.request";
		}

		@Override
		public KeyName[] getLowCardinalityKeyNames() {
			return RequestKey.values();
		}

	};

	private static final String SUCCESS = "success";

	/**
	 * Observes a call. Whatever goes wrong with the observation itself is logged: it
	 * changes neither the result of the call nor what it throws.
	 * @param registry gets the observation
	 * @param name what is called, in a few words
	 * @param keys adds what is known before
	 * @param outcome names what a failure is
	 * @param call the call
	 * @param <R> the type of its result
	 * @return its result
	 */
	public <R> R observe(ObservationRegistry registry, String name, UnaryOperator<Observation> keys,
			Function<Throwable, String> outcome, Supplier<R> call) {
		if (registry.isNoop()) {
			return call.get();
		}
		KeyName outcomeKey = (this == OPERATION) ? OperationKey.OUTCOME : RequestKey.OUTCOME;
		ObservedCall observed = new ObservedCall(registry, keys.apply(observation(registry).contextualName(name)),
				outcomeKey);
		observed.begin();
		try {
			R result = call.get();
			observed.end(SUCCESS, null);
			return result;
		}
		catch (RuntimeException | Error ex) {
			observed.end(outcome.apply(ex), ex);
			throw ex;
		}
	}

	/**
	 * The keys of an operation.
	 */
	public enum OperationKey implements KeyName {

		/**
		 * Which operation, such as {@code save} or {@code findByKey}.
		 */
		OPERATION {

			@Override
			public String asString() {
				return "operation";
			}

		},

		/**
		 * The simple name of the entity class.
		 */
		ENTITY {

			@Override
			public String asString() {
				return "entity";
			}

		},

		/**
		 * {@code success}; {@code conflict} where another writer was faster or the item
		 * is there, or is not, against what was expected; {@code unknown} where a write
		 * may have been applied or may not; {@code unreadable} where what is stored
		 * cannot be read; {@code denied} where a service forbids it; {@code invalid}
		 * where the call is wrong; {@code remaining} where a delete has left objects;
		 * {@code failed} where a service did not answer, or anything else is wrong.
		 */
		OUTCOME {

			@Override
			public String asString() {
				return "outcome";
			}

		}

	}

	/**
	 * The keys of a request.
	 */
	public enum RequestKey implements KeyName {

		/**
		 * {@code s3} or {@code dynamodb}.
		 */
		SERVICE {

			@Override
			public String asString() {
				return "service";
			}

		},

		/**
		 * The service's operation, such as {@code PutObject}.
		 */
		REQUEST {

			@Override
			public String asString() {
				return "request";
			}

		},

		/**
		 * {@code success}; {@code conflict} where a condition failed; {@code refused}
		 * where the service has refused the request; {@code failed} where it has not
		 * answered, or could not do it.
		 */
		OUTCOME {

			@Override
			public String asString() {
				return "outcome";
			}

		}

	}

}

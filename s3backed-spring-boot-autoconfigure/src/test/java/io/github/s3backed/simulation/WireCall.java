package io.github.s3backed.simulation;

import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkServiceException;

/**
 * One request as it goes over the wire.
 *
 * @param <R> the type of the response
 */
final class WireCall<R> {

	private final Kind kind;

	private final String request;

	private final SimulatedProcess process;

	private final @Nullable Operation operation;

	private final boolean resendable;

	private final SimulatedSdk.@Nullable Attempt attempt;

	private final Function<Fault, R> effect;

	/**
	 * Creates a call.
	 * @param kind its kind
	 * @param request the request, in words
	 * @param process the process that sends it
	 * @param resendable whether something below the API may send it again
	 * @param attempt what the SDK does about it, where it is a call that says so
	 * @param effect what it does to the service, given a fault in the service or
	 * {@link Fault#NONE}
	 */
	WireCall(Kind kind, String request, SimulatedProcess process, boolean resendable,
			SimulatedSdk.@Nullable Attempt attempt, Function<Fault, R> effect) {
		this.kind = kind;
		this.request = request;
		this.process = process;
		this.operation = process.operation();
		this.resendable = resendable;
		this.attempt = attempt;
		this.effect = effect;
	}

	Kind kind() {
		return this.kind;
	}

	/**
	 * Tells whether it asks for the table's id, or for what sweeps leave for each other.
	 */
	boolean concernsSweeps() {
		return this.kind == Kind.DESCRIBE_TABLE || SweepWords.contain(this.request);
	}

	boolean resendable() {
		return this.resendable;
	}

	@Nullable Operation operation() {
		return this.operation;
	}

	/**
	 * Signs the request again, by what its machine's clock shows now.
	 */
	void sign() {
		if (this.attempt != null) {
			this.attempt.sign();
		}
	}

	/**
	 * Asks those who may keep the request from being sent.
	 */
	void beforeSending() {
		if (this.attempt != null) {
			this.attempt.beforeSending();
		}
	}

	void answered() {
		if (this.attempt != null) {
			this.attempt.answered();
		}
	}

	R apply() {
		return apply(Fault.NONE);
	}

	/**
	 * Lets the request arrive and meet a fault in the service.
	 */
	R apply(Fault fault) {
		return this.effect.apply(fault);
	}

	/**
	 * Lets the request arrive while nobody waits for the answer.
	 */
	void applyQuietly() {
		try {
			apply();
		}
		catch (SdkServiceException ex) {
			// The service refused it, and there is nobody to be told.
		}
	}

	@Override
	public String toString() {
		return this.process + " " + this.request;
	}

	/**
	 * The services.
	 */
	enum Service {

		S3, DYNAMODB

	}

	/**
	 * What a call does.
	 */
	enum Kind {

		DESCRIBE_TABLE(Service.DYNAMODB), READ_ITEM(Service.DYNAMODB), READ_ITEMS(Service.DYNAMODB),
		COMMIT(Service.DYNAMODB), READ_OBJECT(Service.S3), HEAD_OBJECT(Service.S3), LIST_OBJECTS(Service.S3),
		PUT_OBJECT(Service.S3), COPY_OBJECT(Service.S3), CREATE_UPLOAD(Service.S3), UPLOAD_PART(Service.S3),
		COMPLETE_UPLOAD(Service.S3), ABORT_UPLOAD(Service.S3), LIST_PARTS(Service.S3), DELETE_OBJECTS(Service.S3);

		private final Service service;

		Kind(Service service) {
			this.service = service;
		}

		Service service() {
			return this.service;
		}

		boolean writes() {
			return switch (this) {
				case COMMIT, PUT_OBJECT, COPY_OBJECT, CREATE_UPLOAD, UPLOAD_PART, COMPLETE_UPLOAD, ABORT_UPLOAD,
						DELETE_OBJECTS ->
					true;
				default -> false;
			};
		}

		/**
		 * Tells whether it makes an object, or a part of one.
		 */
		boolean stores() {
			return this == PUT_OBJECT || this == COPY_OBJECT || this == UPLOAD_PART || this == COMPLETE_UPLOAD;
		}

		/**
		 * Tells whether it is sent to leave nothing behind.
		 */
		boolean cleansUp() {
			return this == DELETE_OBJECTS || this == ABORT_UPLOAD || this == LIST_PARTS;
		}

	}

}

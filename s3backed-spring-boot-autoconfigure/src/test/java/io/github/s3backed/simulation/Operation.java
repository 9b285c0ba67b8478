package io.github.s3backed.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * One call of the library by an application, and what came of it.
 */
final class Operation {

	private final String name;

	private final Type type;

	private final ItemKey key;

	private final @Nullable Content content;

	private final @Nullable Long version;

	private final int start;

	private final List<Met> faults = new ArrayList<>();

	private int end;

	private Outcome outcome = Outcome.RUNNING;

	private @Nullable Object result;

	private @Nullable Throwable error;

	private Set<String> handles = Set.of();

	/**
	 * Creates an operation that begins now.
	 * @param name its name
	 * @param type what it does
	 * @param key the item
	 * @param content what it writes, if anything
	 * @param version the version that its caller knows, if any
	 * @param start how many commits there have been
	 */
	Operation(String name, Type type, ItemKey key, @Nullable Content content, @Nullable Long version, int start) {
		this.name = name;
		this.type = type;
		this.key = key;
		this.content = content;
		this.version = version;
		this.start = start;
	}

	void met(WireCall<?> call, Fault fault, @Nullable Throwable error) {
		this.faults.add(new Met(call, fault, error));
	}

	void end(Outcome outcome, @Nullable Object result, @Nullable Throwable error, int commits) {
		this.outcome = outcome;
		this.result = result;
		this.error = error;
		this.end = commits;
	}

	/**
	 * Notes that it saves contents that were read before.
	 * @param uris where they are stored
	 */
	void saves(Set<String> uris) {
		this.handles = uris;
	}

	/**
	 * Returns where the contents are stored that were read before and are saved as they
	 * are.
	 */
	Set<String> handles() {
		return this.handles;
	}

	Type type() {
		return this.type;
	}

	ItemKey key() {
		return this.key;
	}

	/**
	 * Tells whether it may change an item.
	 */
	boolean concerns(String id) {
		return this.type == Type.DELETE_ALL || this.key.id().equals(id);
	}

	@Nullable Content content() {
		return this.content;
	}

	@Nullable Long version() {
		return this.version;
	}

	int start() {
		return this.start;
	}

	int end() {
		return this.end;
	}

	Outcome outcome() {
		return this.outcome;
	}

	@Nullable Object result() {
		return this.result;
	}

	@Nullable Throwable error() {
		return this.error;
	}

	List<Met> faults() {
		return this.faults;
	}

	@Override
	public String toString() {
		return this.name;
	}

	/**
	 * What an operation does.
	 */
	enum Type {

		SAVE, INSERT, UPDATE, DELETE, DELETE_BY_KEY, DELETE_ALL, READ, RESOLVE, SWEEP, FOREIGN, COPY;

		boolean deletes() {
			return this == DELETE || this == DELETE_BY_KEY || this == DELETE_ALL;
		}

	}

	/**
	 * What its caller was told.
	 */
	enum Outcome {

		RUNNING, ACKNOWLEDGED, OBJECTS_REMAIN, REFUSED, UNKNOWN, CRASHED

	}

	/**
	 * A fault that one of its calls met.
	 *
	 * @param call the call
	 * @param fault the fault
	 * @param error what the call threw
	 */
	record Met(WireCall<?> call, Fault fault, @Nullable Throwable error) {
	}

}

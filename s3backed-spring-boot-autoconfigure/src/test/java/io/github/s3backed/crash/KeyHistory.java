package io.github.s3backed.crash;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.s3backed.crash.Operation.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * What was written to one key, and so what may be read from it. Safe for use by many
 * threads.
 * <p>
 * A read may show a write that was not refused, unless another one that began later was
 * acknowledged before the read. A create whose outcome is unknown may arrive at any time
 * at which there is no item; a change of an item may not arrive once the item has moved
 * on.
 */
final class KeyHistory {

	private static final long OPEN = Long.MAX_VALUE;

	private final String id;

	/**
	 * Whether one thread writes at a time.
	 */
	private final boolean singleWriter;

	private final Map<Long, Attempt> attempts = new HashMap<>();

	private final List<Attempt> deletes = new ArrayList<>();

	private long clock;

	private long lastWrite;

	/**
	 * When the latest began of the attempts that were acknowledged; 0 if there is none.
	 */
	private long floor;

	KeyHistory(String id, boolean singleWriter) {
		this.id = id;
		this.singleWriter = singleWriter;
	}

	String id() {
		return this.id;
	}

	/**
	 * Begin an operation under a new number.
	 */
	synchronized Attempt start(boolean delete) {
		return start(this.lastWrite + 1, delete);
	}

	synchronized Attempt start(long write, boolean delete) {
		boolean mayCreate = !delete && (!this.singleWriter || isAbsencePermitted(this.floor));
		Attempt attempt = new Attempt(write, delete, mayCreate, ++this.clock);
		this.lastWrite = Math.max(this.lastWrite, write);
		this.attempts.put(write, attempt);
		if (delete) {
			this.deletes.add(attempt);
		}
		return attempt;
	}

	synchronized void end(Attempt attempt, Outcome outcome) {
		attempt.end = ++this.clock;
		switch (outcome) {
			case APPLIED -> this.floor = Math.max(this.floor, attempt.start);
			case UNKNOWN -> attempt.mayArriveLate = attempt.mayCreate;
			case REFUSED -> {
				this.attempts.remove(attempt.write);
				this.deletes.remove(attempt);
			}
		}
	}

	void end(long write, Outcome outcome) {
		Attempt attempt = attempt(write);
		if (attempt == null) {
			throw new IllegalStateException("Write " + write + " to " + this.id + " ends before it begins");
		}
		end(attempt, outcome);
	}

	/**
	 * End what was under way in a process that has gone, and whose requests have, too.
	 * @return how many operations that were
	 */
	synchronized int endAll() {
		List<Attempt> open = this.attempts.values().stream().filter((attempt) -> attempt.end == OPEN).toList();
		this.clock++;
		open.forEach((attempt) -> attempt.end = this.clock);
		return open.size();
	}

	private synchronized @Nullable Attempt attempt(long write) {
		return this.attempts.get(write);
	}

	/**
	 * Begin a read.
	 * @return what {@link #requirePermitted} needs to know
	 */
	synchronized long startRead() {
		return this.floor;
	}

	/**
	 * End a read.
	 * @param floor from {@link #startRead()}
	 * @param write the write that the read has shown, or {@code null} for no item
	 */
	synchronized void requirePermitted(long floor, @Nullable Long write) {
		boolean permitted = (write != null) ? isPermitted(floor, this.attempts.get(write)) : isAbsencePermitted(floor);
		if (!permitted) {
			throw new AssertionError(
					"A read of " + this.id + " shows " + ((write != null) ? "write " + write : "no item")
							+ ", but later ones were acknowledged, or it was refused: "
							+ this.attempts.values().stream().filter((attempt) -> attempt.end >= floor).toList());
		}
	}

	private boolean isPermitted(long floor, @Nullable Attempt attempt) {
		if (attempt == null || attempt.delete) {
			return false;
		}
		return attempt.end >= floor || (attempt.mayArriveLate && isAbsencePermitted(floor));
	}

	private boolean isAbsencePermitted(long floor) {
		return floor == 0 || this.deletes.stream().anyMatch((attempt) -> attempt.end >= floor);
	}

	/**
	 * One operation.
	 */
	static final class Attempt {

		private final long write;

		private final boolean delete;

		private final boolean mayCreate;

		private final long start;

		private long end = OPEN;

		private boolean mayArriveLate;

		private Attempt(long write, boolean delete, boolean mayCreate, long start) {
			this.write = write;
			this.delete = delete;
			this.mayCreate = mayCreate;
			this.start = start;
		}

		long write() {
			return this.write;
		}

		@Override
		public String toString() {
			return (this.delete ? "delete " : "write ") + this.write + " [" + this.start + ", "
					+ ((this.end != OPEN) ? this.end : "...") + "]" + (this.mayArriveLate ? " unknown create" : "");
		}

	}

}

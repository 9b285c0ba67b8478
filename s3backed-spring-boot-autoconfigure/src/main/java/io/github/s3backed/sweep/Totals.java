package io.github.s3backed.sweep;

import java.util.Collection;

import org.jspecify.annotations.Nullable;

/**
 * What was counted, and how much of it may be removed. Holds for a whole table; a share
 * of one tells nothing.
 *
 * @param judged how many objects could be judged
 * @param alive those that an item points to
 * @param garbage those that are garbage
 */
record Totals(long judged, long alive, long garbage) {

	private static final String HINT = "; see the table's name and s3backed.prefix, and if they are right set"
			+ " s3backed.sweeper.max-garbage-share to 1";

	static Totals of(SweepReport report) {
		return new Totals(report.alive() + report.young() + report.garbage(), report.alive(), report.garbage());
	}

	static Totals of(Collection<SweepReport> reports) {
		return reports.stream().map(Totals::of).reduce(new Totals(0, 0, 0), Totals::plus);
	}

	private Totals plus(Totals other) {
		return new Totals(this.judged + other.judged, this.alive + other.alive, this.garbage + other.garbage);
	}

	/**
	 * Tells why nothing should be removed: what looks like garbage may be the objects of
	 * another table, or of items that are gone.
	 */
	@Nullable String suspicion(double maxGarbageShare) {
		if (this.garbage == 0 || maxGarbageShare >= 1) {
			return null;
		}
		if (this.alive == 0) {
			return "none of " + this.judged + " objects belongs to an item" + HINT;
		}
		if (this.garbage > limit(maxGarbageShare)) {
			return this.garbage + " of " + this.judged + " objects are garbage, the limit is a share of "
					+ maxGarbageShare + HINT;
		}
		return null;
	}

	/**
	 * Returns how much garbage may be removed: one object at least, so that small tables
	 * can be swept.
	 */
	long limit(double maxGarbageShare) {
		return (maxGarbageShare >= 1) ? Long.MAX_VALUE : Math.max(1, (long) (maxGarbageShare * this.judged));
	}

	/**
	 * Returns how much one of the workers that share a table may remove: what it has
	 * reported, and its part of what the limit leaves. The parts of all workers together
	 * are never more than the limit.
	 * @param share what the worker has reported
	 */
	long limit(double maxGarbageShare, Totals share) {
		long limit = limit(maxGarbageShare);
		if (limit == Long.MAX_VALUE) {
			return limit;
		}
		double part = (this.judged > 0) ? (double) share.judged / this.judged : 0;
		return share.garbage + (long) (part * (limit - this.garbage));
	}

}

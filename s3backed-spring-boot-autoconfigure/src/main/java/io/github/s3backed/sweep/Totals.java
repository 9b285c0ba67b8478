package io.github.s3backed.sweep;

import java.math.BigDecimal;
import java.math.RoundingMode;
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

	private static final String HINT = "; see the table's name, and s3backed.bucket and s3backed.prefix or the"
			+ " entity's own, and if they are right ";

	/** A share with more digits is no different. */
	private static final int MAX_DIGITS = 15;

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
			return "none of " + this.judged + " objects belongs to an item" + HINT
					+ "remove them by S3BackedSweeper with SweepOptions.withMaxGarbageShare(1): no property allows it";
		}
		if (this.garbage > limit(maxGarbageShare)) {
			return this.garbage + " of " + this.judged + " objects are garbage, the limit is a share of "
					+ maxGarbageShare + HINT + "set s3backed.sweeper.max-garbage-share to " + sufficientShare()
					+ " for one sweep: it holds for all tables that are swept";
		}
		return null;
	}

	/**
	 * Returns the share that there is, rounded up, and less than 1: that would be no
	 * limit.
	 */
	private String sufficientShare() {
		BigDecimal exact = BigDecimal.valueOf(this.garbage)
			.divide(BigDecimal.valueOf(this.judged), MAX_DIGITS, RoundingMode.UP);
		for (int digits = 2; digits < MAX_DIGITS; digits++) {
			BigDecimal share = exact.setScale(digits, RoundingMode.UP);
			if (limit(share.doubleValue()) < this.garbage) {
				share = share.add(BigDecimal.ONE.movePointLeft(digits));
			}
			if (share.compareTo(BigDecimal.ONE) < 0) {
				return share.toPlainString();
			}
		}
		return exact.toPlainString();
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

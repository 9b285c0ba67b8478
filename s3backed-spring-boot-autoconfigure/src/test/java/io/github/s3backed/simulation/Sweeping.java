package io.github.s3backed.simulation;

/**
 * How a table is swept.
 *
 * @param workers how many workers share it
 * @param maxGarbageShare the largest share of garbage that they remove; 1 for no limit
 * @param identified whether DynamoDB tells the table's id, which it does not where that
 * is not permitted
 * @param pageSize how many keys S3 lists at a time
 */
record Sweeping(int workers, double maxGarbageShare, boolean identified, int pageSize) {

	/**
	 * By one, as often as there is something to remove.
	 */
	static final Sweeping ALONE = new Sweeping(1, 1, false, 1000);

	static Sweeping by(int workers, double maxGarbageShare) {
		return new Sweeping(workers, maxGarbageShare, true, 1000);
	}

	Sweeping unidentified() {
		return new Sweeping(this.workers, this.maxGarbageShare, false, this.pageSize);
	}

	Sweeping inPagesOf(int keys) {
		return new Sweeping(this.workers, this.maxGarbageShare, this.identified, keys);
	}

	boolean limited() {
		return this.maxGarbageShare < 1;
	}

	/**
	 * Returns how much garbage may be removed of so many objects.
	 */
	long limit(long objects) {
		return Math.max(1, (long) (this.maxGarbageShare * objects));
	}

}

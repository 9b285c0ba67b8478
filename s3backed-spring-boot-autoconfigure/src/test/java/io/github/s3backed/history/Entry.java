package io.github.s3backed.history;

/**
 * A call as the search sees it.
 *
 * @param call the call
 * @param step what it did, or may have done
 * @param certain whether it was done at all
 * @param end until when it was done, if it was
 */
record Entry(Call call, Step step, boolean certain, long end) {

	long start() {
		return this.call.start();
	}

	/**
	 * Tells whether it changes nothing, so that it is best done as soon as it can be.
	 */
	boolean observes() {
		return this.certain && this.step.after() == null;
	}

}

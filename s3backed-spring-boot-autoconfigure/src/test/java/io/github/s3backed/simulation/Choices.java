package io.github.s3backed.simulation;

/**
 * Decides everything that is left open in a run. The same choices make the same run.
 */
interface Choices {

	/**
	 * Picks one of several options.
	 * @param kind what is decided
	 * @param options how many options there are, one at least
	 * @return the option, from 0, which is always the one where nothing special happens
	 */
	int pick(Kind kind, int options);

	/**
	 * What is decided.
	 */
	enum Kind {

		/**
		 * Who goes on.
		 */
		SCHEDULE,

		/**
		 * Which fault a wire call meets.
		 */
		FAULT,

		/**
		 * How a fault plays out.
		 */
		DETAIL

	}

}

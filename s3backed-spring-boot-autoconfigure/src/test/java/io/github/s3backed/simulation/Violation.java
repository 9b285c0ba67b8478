package io.github.s3backed.simulation;

/**
 * A promise that was broken.
 *
 * @param invariant which
 * @param description how
 */
record Violation(Invariant invariant, String description) {

	@Override
	public String toString() {
		return this.invariant + ": " + this.description;
	}

	/**
	 * What must hold in every run.
	 */
	enum Invariant {

		/** A committed item never points to a missing object. */
		I1_NO_DANGLING_POINTER,

		/** No acknowledged write is lost or undone, and none is applied twice. */
		I2_NO_LOST_WRITE,

		/** A reader sees one version of an entity. */
		I3_ONE_VERSION,

		/** There is an order of all operations that explains what callers were told. */
		LINEARIZABLE,

		/** When all is quiet and swept, no object remains that no item points to. */
		I4_NO_ORPHAN,

		/** When all is quiet and swept, no multipart upload is open. */
		NO_OPEN_UPLOAD,

		/**
		 * A write that was not acknowledged is all or nothing, and refused means nothing.
		 */
		I5_ALL_OR_NOTHING,

		/** Clean-up changes no result and hides no error. */
		I6_CLEAN_UP_IS_SILENT,

		/** What a writer's class does not map, and what nobody can judge, stays. */
		UNMAPPED_IS_KEPT,

		/** A sweep that has not seen everything says so. */
		SWEEP_IS_HONEST,

		/** Workers that share a sweep remove no more than one alone would. */
		LIMIT_HOLDS_FOR_TABLE,

		/** What was swept for one table is not swept for another of its name. */
		SWEPT_FOR_ONE_TABLE,

		/** An object that a write has replaced stays for as long as is set. */
		REPLACED_IS_KEPT,

		/** A key is written once. */
		KEYS_ARE_FRESH,

		/** The caller is told what happened, in the documented way. */
		OUTCOME_IS_TOLD

	}

}

package io.github.s3backed.sweep;

import io.github.s3backed.sweep.Judge.Verdict;

/**
 * What is done with the objects while a sweep goes through them.
 */
interface Pass {

	/**
	 * Takes an object that was judged.
	 */
	void judged(Candidate candidate, Verdict verdict);

	/**
	 * Takes an object that could not be judged and is kept.
	 * @param reason why
	 */
	void undecidable(String reason);

	/**
	 * Is called when the items of a batch of objects were read and all were judged.
	 * @param last the last of them
	 */
	void batchEnded(Candidate last);

}

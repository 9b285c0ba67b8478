package io.github.s3backed.sweep;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.github.s3backed.CorruptObjectException;
import io.github.s3backed.pointer.PrimaryKey;
import io.github.s3backed.store.ItemStore;
import io.github.s3backed.sweep.ItemReader.Items;
import io.github.s3backed.sweep.Judge.Verdict;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.core.log.LogMessage;

/**
 * Judges objects in batches of 100 items.
 */
final class BatchingJudge {

	private static final int MAX_OBJECTS = 1000;

	private final Log logger = LogFactory.getLog(BatchingJudge.class);

	private final ItemReader items;

	private final Judge judge;

	private final Pass pass;

	private final List<Candidate> batch = new ArrayList<>();

	private final Set<PrimaryKey> owners = new HashSet<>();

	BatchingJudge(ItemReader items, Judge judge, Pass pass) {
		this.items = items;
		this.judge = judge;
		this.pass = pass;
	}

	void add(Candidate candidate) {
		boolean newOwner = !this.owners.contains(candidate.owner());
		if (this.batch.size() >= MAX_OBJECTS || (newOwner && this.owners.size() >= ItemStore.MAX_BATCH)) {
			judge();
		}
		this.batch.add(candidate);
		this.owners.add(candidate.owner());
	}

	/**
	 * Judges what is left.
	 */
	void finish() {
		if (!this.batch.isEmpty()) {
			judge();
		}
	}

	private void judge() {
		Items read = this.items.read(this.owners);
		this.batch.forEach((candidate) -> judge(candidate, read));
		Candidate last = this.batch.get(this.batch.size() - 1);
		this.batch.clear();
		this.owners.clear();
		this.pass.batchEnded(last);
	}

	private void judge(Candidate candidate, Items read) {
		if (read.isRefused(candidate)) {
			this.pass.undecidable("DynamoDB refuses the owner's key");
			return;
		}
		Verdict verdict;
		try {
			verdict = this.judge.judge(candidate, read.itemOf(candidate));
		}
		catch (CorruptObjectException ex) {
			this.pass.undecidable("the item cannot be read");
			this.logger.debug(LogMessage.format("The item of %s cannot be read", candidate.object().key()), ex);
			return;
		}
		this.pass.judged(candidate, verdict);
	}

}

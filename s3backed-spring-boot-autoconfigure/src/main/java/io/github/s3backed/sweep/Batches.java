package io.github.s3backed.sweep;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.s3backed.pointer.PrimaryKey;
import io.github.s3backed.store.ItemStore;
import io.github.s3backed.sweep.Judge.Verdict;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import org.springframework.core.log.LogMessage;

/**
 * Judges objects in batches of 100 items.
 */
final class Batches {

	private static final int MAX_OBJECTS = 1000;

	private final Log logger = LogFactory.getLog(Batches.class);

	private final SweepRequests requests;

	private final Judge judge;

	private final Pass pass;

	private final List<Candidate> batch = new ArrayList<>();

	private final Set<PrimaryKey> owners = new HashSet<>();

	Batches(SweepRequests requests, Judge judge, Pass pass) {
		this.requests = requests;
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
		Map<PrimaryKey, Map<String, AttributeValue>> items = this.requests.items(this.owners);
		this.batch.forEach((candidate) -> judge(candidate, items.get(candidate.owner())));
		Candidate last = this.batch.get(this.batch.size() - 1);
		this.batch.clear();
		this.owners.clear();
		this.pass.batchEnded(last);
	}

	private void judge(Candidate candidate, @Nullable Map<String, AttributeValue> item) {
		Verdict verdict;
		try {
			verdict = this.judge.judge(candidate, item);
		}
		catch (IllegalArgumentException ex) {
			this.pass.undecidable("the item cannot be read");
			this.logger.debug(LogMessage.format("The item of %s cannot be read", candidate.object().key()), ex);
			return;
		}
		this.pass.judged(candidate, verdict);
	}

}

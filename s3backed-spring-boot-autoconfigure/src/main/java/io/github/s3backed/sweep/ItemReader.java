package io.github.s3backed.sweep;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.s3backed.pointer.PrimaryKey;
import io.github.s3backed.pointer.StoredItem;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * Reads items of which some may have keys that DynamoDB refuses, and with them the whole
 * batch: it is read in halves then, until what is refused stands alone. All other errors
 * end the sweep: what was not answered tells nothing of an item.
 */
final class ItemReader {

	/**
	 * Where DynamoDB refuses this many keys and answers none, something else is wrong.
	 */
	private static final int MAX_REFUSED = 200;

	private final Log logger = LogFactory.getLog(ItemReader.class);

	private final SweepRequests requests;

	private int refused;

	private boolean answered;

	ItemReader(SweepRequests requests) {
		this.requests = requests;
	}

	/**
	 * Reads items.
	 * @param owners 100 keys at most
	 */
	Items read(Set<PrimaryKey> owners) {
		Items items = new Items(new HashMap<>(), new HashSet<>());
		read(List.copyOf(owners), items);
		return items;
	}

	private void read(List<PrimaryKey> owners, Items items) {
		try {
			items.found().putAll(this.requests.items(owners));
			this.answered = true;
		}
		catch (InvalidDataAccessApiUsageException ex) {
			if (owners.size() == 1) {
				refuse(owners.get(0), items, ex);
				return;
			}
			int half = owners.size() / 2;
			read(owners.subList(0, half), items);
			read(owners.subList(half, owners.size()), items);
		}
	}

	private void refuse(PrimaryKey owner, Items items, InvalidDataAccessApiUsageException refusal) {
		this.refused++;
		if (!this.answered && this.refused > MAX_REFUSED) {
			throw refusal;
		}
		this.logger.debug("A key was refused that an object names as its item's", refusal);
		items.refused().add(owner);
	}

	/**
	 * What was read.
	 *
	 * @param found the items that there are
	 * @param refused the keys that DynamoDB refuses, so that it tells nothing of them
	 */
	record Items(Map<PrimaryKey, StoredItem> found, Set<PrimaryKey> refused) {

		boolean isRefused(Candidate candidate) {
			return this.refused.contains(candidate.owner());
		}

		@Nullable StoredItem itemOf(Candidate candidate) {
			return this.found.get(candidate.owner());
		}

	}

}

package io.github.s3backed.sweep;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

import io.github.s3backed.pointer.ObjectKey;
import io.github.s3backed.pointer.ObjectKeyFormat;
import io.github.s3backed.pointer.OwnerMetadata;
import io.github.s3backed.pointer.PrimaryKey;
import io.github.s3backed.store.ObjectInventory.ListedObject;
import io.github.s3backed.store.ObjectInventory.ObjectPage;
import io.github.s3backed.sweep.Candidate.Later;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.log.LogMessage;
import org.springframework.dao.DataAccessException;

/**
 * Goes through a share of a table's objects and finds out whose each is.
 */
final class Walk {

	private final Log logger = LogFactory.getLog(Walk.class);

	private final SweepTarget target;

	private final SweepRequests requests;

	private final Listing listing;

	private final Map<String, String> keyTypes;

	private final UnaryOperator<@Nullable Instant> asOf;

	private final ObjectKeyFormat format;

	/**
	 * Creates the walk.
	 * @param keyTypes the types of attributes in the table's key, as far as they are
	 * known
	 * @param asOf tells as of which time to judge what was listed at a time
	 */
	Walk(SweepTarget target, SweepRequests requests, Listing listing, Map<String, String> keyTypes,
			UnaryOperator<@Nullable Instant> asOf) {
		this.target = target;
		this.requests = requests;
		this.listing = listing;
		this.keyTypes = keyTypes;
		this.asOf = asOf;
		this.format = new ObjectKeyFormat(target.prefix());
	}

	/**
	 * Goes through all.
	 * @param after the key after which to begin, or {@code null}
	 * @param batches judges those whose owner is known
	 * @param pass is told of the others
	 */
	void go(@Nullable String after, BatchingJudge batches, Pass pass) {
		this.listing.forEach(after, (page) -> add(page, batches, pass));
		batches.finish();
	}

	private void add(ObjectPage page, BatchingJudge batches, Pass pass) {
		Instant time = this.asOf.apply(page.date());
		List<ListedObject> objects = page.objects();
		for (int i = 0; i < objects.size(); i++) {
			Candidate candidate = candidate(objects.get(i), objects.subList(i + 1, objects.size()), time, pass);
			if (candidate != null) {
				batches.add(candidate);
			}
		}
	}

	private @Nullable Candidate candidate(ListedObject object, List<ListedObject> next, @Nullable Instant asOf,
			Pass pass) {
		Optional<ObjectKey> key = this.format.parse(object.key()).filter((it) -> it.isOfTable(this.target.table()));
		if (key.isEmpty()) {
			pass.undecidable("the key is not of this library's form");
		}
		else if (asOf == null) {
			pass.undecidable("S3 did not tell its time");
		}
		else {
			PrimaryKey owner = owner(object, key.get(), pass);
			if (owner != null) {
				return new Candidate(object, key.get(), owner, asOf, later(key.get(), next));
			}
		}
		return null;
	}

	private List<Later> later(ObjectKey key, List<ListedObject> next) {
		List<Later> later = new ArrayList<>();
		if (!this.target.retention().isZero()) {
			for (ListedObject object : next.subList(0, Math.min(next.size(), Candidate.MAX_LATER))) {
				this.format.parse(object.key())
					.filter((it) -> it.owner().equals(key.owner()) && it.attribute().equals(key.attribute()))
					.ifPresent((it) -> later.add(new Later(object.key(), it.token())));
			}
		}
		return later;
	}

	private @Nullable PrimaryKey owner(ListedObject object, ObjectKey key, Pass pass) {
		try {
			Optional<PrimaryKey> owner = key.owner().isHashed()
					? OwnerMetadata.read(this.requests.metadata(object.key())) : key.owner().primaryKey();
			if (owner.filter((it) -> key.owner().is(it) && this.target.tableKey().fits(it, this.keyTypes))
				.isPresent()) {
				return owner.get();
			}
			pass.undecidable("the owner is in neither the key nor the metadata, or is no key of the table");
		}
		catch (IllegalArgumentException ex) {
			pass.undecidable("the owner cannot be read");
			this.logger.debug(LogMessage.format("The owner of %s cannot be read", object.key()), ex);
		}
		catch (DataAccessException ex) {
			pass.undecidable("the metadata that has the owner cannot be read");
			this.logger.debug(LogMessage.format("The metadata of %s cannot be read", object.key()), ex);
		}
		return null;
	}

}

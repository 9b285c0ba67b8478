package io.github.s3backed.sweep;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.github.s3backed.pointer.ObjectKey;
import io.github.s3backed.pointer.ObjectKeyFormat;
import io.github.s3backed.pointer.OwnerMetadata;
import io.github.s3backed.pointer.PrimaryKey;
import io.github.s3backed.store.ObjectInventory.ListedObject;
import io.github.s3backed.store.ObjectInventory.ObjectPage;
import io.github.s3backed.store.ObjectInventory.OpenUpload;
import io.github.s3backed.store.ObjectInventory.UploadPage;
import io.github.s3backed.sweep.Candidate.Later;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.log.LogMessage;
import org.springframework.dao.DataAccessException;

/**
 * One run of a sweep over one table: lists its objects shard by shard, and finds out
 * whose each is. Its memory does not depend on the number of objects.
 */
final class Sweep {

	private static final int SHARDS = 256;

	private final Log logger = LogFactory.getLog(Sweep.class);

	private final SweepTarget target;

	private final SweepOptions options;

	private final SweepRequests requests;

	private final Batches batches;

	private final ObjectKeyFormat format;

	private final Tally tally;

	Sweep(SweepTarget target, SweepOptions options, SweepRequests requests, Tally tally) {
		this.target = target;
		this.options = options;
		this.requests = requests;
		this.tally = tally;
		this.format = new ObjectKeyFormat(target.prefix());
		this.batches = new Batches(options, requests, new Judge(target, options.grace()), tally);
	}

	SweepReport run() {
		try {
			for (int shard = this.options.worker(); shard < SHARDS; shard += this.options.workers()) {
				sweepShard(this.format.shardPrefix(this.target.table(), shard));
			}
			this.batches.finish();
			if (this.options.worker() == 0) {
				abortUploads(this.format.tablePrefix(this.target.table()));
			}
			return this.tally.report(null);
		}
		catch (SweepStoppedException ex) {
			return this.tally.report(ex.getMessage());
		}
	}

	private void sweepShard(String prefix) {
		String resumeAfter = this.options.resumeAfter();
		boolean inside = resumeAfter != null && resumeAfter.startsWith(prefix);
		if (resumeAfter != null && !inside && prefix.compareTo(resumeAfter) < 0) {
			return;
		}
		String next = null;
		do {
			ObjectPage page = this.requests.list(prefix, inside ? resumeAfter : null, next);
			List<ListedObject> objects = page.objects();
			for (int i = 0; i < objects.size(); i++) {
				add(objects.get(i), objects.subList(i + 1, objects.size()), page.date());
			}
			next = page.next();
		}
		while (next != null);
	}

	private void add(ListedObject object, List<ListedObject> next, @Nullable Instant date) {
		Optional<ObjectKey> key = this.format.parse(object.key()).filter((it) -> it.isOfTable(this.target.table()));
		if (key.isEmpty()) {
			this.tally.undecidable("the key is not of this library's form");
		}
		else if (date == null) {
			this.tally.undecidable("S3 did not tell its time");
		}
		else {
			PrimaryKey owner = owner(object, key.get());
			if (owner != null) {
				this.batches.add(new Candidate(object, key.get(), owner, date, later(key.get(), next)));
			}
		}
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

	private @Nullable PrimaryKey owner(ListedObject object, ObjectKey key) {
		try {
			Optional<PrimaryKey> owner = key.owner().isHashed()
					? OwnerMetadata.read(this.requests.metadata(object.key())) : key.owner().primaryKey();
			if (owner.filter((it) -> key.owner().is(it) && this.target.tableKey().fits(it)).isPresent()) {
				return owner.get();
			}
			this.tally.undecidable("the owner is in neither the key nor the metadata, or is no key of the table");
		}
		catch (IllegalArgumentException ex) {
			this.tally.undecidable("the owner cannot be read");
			this.logger.debug(LogMessage.format("The owner of %s cannot be read", object.key()), ex);
		}
		catch (DataAccessException ex) {
			this.tally.undecidable("the metadata that has the owner cannot be read");
			this.logger.debug(LogMessage.format("The metadata of %s cannot be read", object.key()), ex);
		}
		return null;
	}

	private void abortUploads(String prefix) {
		OpenUpload after = null;
		try {
			do {
				UploadPage page = this.requests.listUploads(prefix, after);
				page.uploads().forEach((upload) -> abortIfOld(upload, page.date()));
				after = page.next();
			}
			while (after != null);
		}
		catch (DataAccessException ex) {
			this.tally.note("multipart uploads could not be listed or aborted");
			this.logger.warn("Multipart uploads below '" + prefix + "' could not be listed or aborted", ex);
		}
	}

	private void abortIfOld(OpenUpload upload, @Nullable Instant date) {
		if (date != null && upload.initiated().isBefore(date.minus(this.options.grace())) && this.options.delete()) {
			this.requests.abort(upload);
			this.tally.abortedUpload();
		}
	}

}

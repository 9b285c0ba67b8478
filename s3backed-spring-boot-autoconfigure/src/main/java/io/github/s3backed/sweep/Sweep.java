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
import io.github.s3backed.store.ObjectInventory.OpenUpload;
import io.github.s3backed.store.ObjectInventory.UploadPage;
import io.github.s3backed.sweep.Candidate.Later;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.log.LogMessage;
import org.springframework.dao.DataAccessException;

/**
 * One run of a sweep over one table, or one worker's share of it. Its memory does not
 * depend on the number of objects.
 */
final class Sweep {

	private final Log logger = LogFactory.getLog(Sweep.class);

	private final SweepTarget target;

	private final SweepOptions options;

	private final SweepRequests requests;

	private final Judge judge;

	private final Listing listing;

	private final @Nullable SharedReports reports;

	private final ObjectKeyFormat format;

	private final Tally tally;

	/**
	 * Creates a sweep.
	 * @param reports those of all workers, or {@code null} if this is the only one, or
	 * only reports
	 */
	Sweep(SweepTarget target, SweepOptions options, SweepRequests requests, Tally tally,
			@Nullable SharedReports reports) {
		this.target = target;
		this.options = options;
		this.requests = requests;
		this.tally = tally;
		this.reports = reports;
		this.format = new ObjectKeyFormat(target.prefix());
		this.judge = new Judge(target, options.grace());
		this.listing = new Listing(target, options, requests);
	}

	/**
	 * Counts everything, and only then removes what may be removed.
	 */
	SweepReport run() {
		try {
			Counting counting = new Counting(this.options, this.tally);
			pass(counting, this.options.delete() ? null : this.options.resumeAfter());
			Totals counted = Totals.of(this.tally.report(null));
			if (!this.options.delete()) {
				boolean alone = this.options.workers() == 1;
				return this.tally.report(alone ? counted.suspicion(this.options.maxGarbageShare()) : null);
			}
			remove(counting, limit(counted));
			if (this.options.worker() == 0) {
				abortUploads(this.format.tablePrefix(this.target.table()));
			}
			return this.tally.report(null);
		}
		catch (SweepStoppedException ex) {
			return this.tally.report(ex.getMessage());
		}
	}

	private long limit(Totals counted) {
		double share = this.options.maxGarbageShare();
		if (this.reports != null) {
			return this.reports.limit(share, counted);
		}
		SweepStoppedException.throwIf(counted.suspicion(share));
		return counted.limit(share);
	}

	private void remove(Counting counting, long limit) {
		Removal removal = new Removal(this.options, this.requests, this.judge, this.tally, limit);
		if (counting.isKept()) {
			removal.remove(counting.garbage());
		}
		else {
			pass(removal, this.options.resumeAfter());
			removal.finish();
		}
	}

	private void pass(Pass pass, @Nullable String after) {
		Batches batches = new Batches(this.requests, this.judge, pass);
		this.listing.forEach(after, (page) -> {
			Instant asOf = asOf(page.date());
			List<ListedObject> objects = page.objects();
			for (int i = 0; i < objects.size(); i++) {
				Candidate candidate = candidate(objects.get(i), objects.subList(i + 1, objects.size()), asOf, pass);
				if (candidate != null) {
					batches.add(candidate);
				}
			}
		});
		batches.finish();
	}

	/**
	 * Everything is judged as of the time when the sweep began, or the worker has
	 * reported: what becomes garbage later is left to the next one, so that what is
	 * removed is what was counted.
	 */
	private @Nullable Instant asOf(@Nullable Instant date) {
		if (date == null) {
			return null;
		}
		if (this.reports != null) {
			this.reports.requireFresh(date);
		}
		this.tally.date((this.reports != null) ? this.reports.asOf() : date);
		return this.tally.asOf(date);
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
			if (owner.filter((it) -> key.owner().is(it) && this.target.tableKey().fits(it)).isPresent()) {
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
			if (Thread.currentThread().isInterrupted()) {
				throw ex;
			}
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

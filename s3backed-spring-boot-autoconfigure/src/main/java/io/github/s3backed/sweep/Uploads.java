package io.github.s3backed.sweep;

import java.time.Instant;

import io.github.s3backed.pointer.ObjectKeyFormat;
import io.github.s3backed.store.ObjectInventory.OpenUpload;
import io.github.s3backed.store.ObjectInventory.UploadPage;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.log.LogMessage;
import org.springframework.dao.DataAccessException;

/**
 * Aborts multipart uploads that were left open for longer than the grace period, if their
 * keys are of this library's form. Others are reported.
 */
final class Uploads {

	private final Log logger = LogFactory.getLog(Uploads.class);

	private final SweepTarget target;

	private final SweepOptions options;

	private final SweepRequests requests;

	private final Tally tally;

	private final ObjectKeyFormat format;

	Uploads(SweepTarget target, SweepOptions options, SweepRequests requests, Tally tally) {
		this.target = target;
		this.options = options;
		this.requests = requests;
		this.tally = tally;
		this.format = new ObjectKeyFormat(target.prefix());
	}

	void abortOld() {
		String prefix = this.format.tablePrefix(this.target.table());
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
			note(ex, "multipart uploads could not be listed", LogMessage.format("Below '%s'", prefix));
		}
	}

	private void abortIfOld(OpenUpload upload, @Nullable Instant date) {
		if (date == null || !upload.initiated().isBefore(date.minus(this.options.grace()))) {
			return;
		}
		if (this.format.parse(upload.key()).filter((it) -> it.isOfTable(this.target.table())).isEmpty()) {
			this.tally.note("the key of a multipart upload is not of this library's form");
			return;
		}
		try {
			if (this.requests.abort(upload)) {
				this.tally.abortedUpload();
			}
		}
		catch (DataAccessException ex) {
			note(ex, "a multipart upload could not be aborted", LogMessage.format("Of %s", upload.key()));
		}
	}

	private void note(DataAccessException failure, String what, LogMessage where) {
		if (Thread.currentThread().isInterrupted()) {
			throw failure;
		}
		this.tally.note(what);
		this.logger.warn(where + ", " + what, failure);
	}

}

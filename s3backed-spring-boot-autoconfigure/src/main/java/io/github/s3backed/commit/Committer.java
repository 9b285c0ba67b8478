package io.github.s3backed.commit;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.github.s3backed.CorruptObjectException;
import io.github.s3backed.pointer.StoredItem;
import io.github.s3backed.pointer.Token;
import io.github.s3backed.pointer.WriteRecord;
import io.github.s3backed.runtime.Backoff;
import io.github.s3backed.runtime.Deadline;
import io.github.s3backed.runtime.Platform;
import io.github.s3backed.store.Answer;
import io.github.s3backed.store.CommitReply;
import io.github.s3backed.store.ItemChange;
import io.github.s3backed.store.ItemStore;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;

/**
 * Sends the one conditional request that makes a write happen, and finds out what became
 * of it.
 * <p>
 * When an answer is lost the item is read, and the identical request is sent again if the
 * predecessor is still there and its token makes sure that only one of the requests can
 * be applied. A create is never sent again: between the two, the item could have been
 * created and deleted.
 */
final class Committer {

	private final ItemStore items;

	private final Platform platform;

	private final Backoff backoff;

	private final Duration settleTimeout;

	Committer(ItemStore items, Platform platform, Duration settleTimeout) {
		this.items = items;
		this.platform = platform;
		this.backoff = new Backoff(platform);
		this.settleTimeout = settleTimeout;
	}

	/**
	 * Commits a change.
	 * @param change the change, with the predecessor's condition in it
	 * @param predecessor what the change replaces
	 * @param lease until when requests may be sent, and the write, which the item shows
	 * when a put was applied
	 * @return the outcome
	 */
	WriteOutcome commit(ItemChange change, Predecessor predecessor, Lease lease) {
		CommitReply reply = this.items.commit(change, lease.guard());
		if (reply instanceof CommitReply.Applied applied) {
			return new WriteOutcome.Applied(applied.before());
		}
		if (reply instanceof CommitReply.ConditionFailed failed) {
			return judgeConflict(change, predecessor, lease.token(), failed);
		}
		if (reply instanceof CommitReply.Refused refused) {
			return new WriteOutcome.Refused(refused.cause());
		}
		Throwable cause = ((CommitReply.Unknown) reply).cause();
		return settle(new Settlement(change, predecessor, lease, cause));
	}

	/**
	 * A network or a proxy may deliver a request twice, and the second answer is the one
	 * that arrives: a put shows in the item, and a delete whose predecessor is gone is
	 * done, whoever did it.
	 */
	private WriteOutcome judgeConflict(ItemChange change, Predecessor predecessor, Token token,
			CommitReply.ConditionFailed failed) {
		Optional<StoredItem> current = current(change, failed);
		boolean done = (change.item() != null)
				? current.flatMap(Committer::record).filter((it) -> it.shows(token)).isPresent()
				: predecessor.record() != null && current.filter((it) -> !it.exists()).isPresent();
		return done ? new WriteOutcome.Applied(null)
				: new WriteOutcome.Conflict(current.filter(StoredItem::exists).isPresent(), failed.cause());
	}

	/**
	 * Returns the item that did not meet the condition. Not every DynamoDB sends it
	 * along, so that none may mean that it is there all the same.
	 * @return the item, or that there is none; empty if it cannot be read
	 */
	private Optional<StoredItem> current(ItemChange change, CommitReply.ConditionFailed failed) {
		if (failed.current() != null) {
			return Optional.of(failed.current());
		}
		try {
			return Optional.of(read(change, null).content());
		}
		catch (DataAccessException ex) {
			failed.cause().addSuppressed(ex);
			return Optional.empty();
		}
	}

	private Answer<StoredItem> read(ItemChange change, @Nullable Duration timeout) {
		List<String> attributes = Stream
			.concat(Stream.of(WriteRecord.ATTRIBUTE), change.id().tableKey().names().stream())
			.toList();
		return this.items.read(change.id(), attributes, timeout);
	}

	private record Settlement(ItemChange change, Predecessor predecessor, Lease lease, Throwable cause) {

		boolean isDelete() {
			return this.change.item() == null;
		}

	}

	/**
	 * From here on no answer of DynamoDB is certain by itself, since an earlier request
	 * may have been applied, or be applied later.
	 */
	private WriteOutcome settle(Settlement settlement) {
		Deadline budget = Deadline.in(this.settleTimeout, this.platform.nanoTime());
		WriteOutcome outcome = null;
		boolean interrupted = Thread.interrupted();
		try {
			for (int attempt = 1; outcome == null && !budget.isOver(); attempt++) {
				this.backoff.pause(attempt);
				interrupted |= Thread.interrupted();
				outcome = look(settlement, budget.remaining());
				if (outcome == null && mayResend(settlement)) {
					interrupted |= Thread.interrupted();
					outcome = resend(settlement);
				}
			}
		}
		finally {
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
		}
		return (outcome != null) ? outcome : new WriteOutcome.Unknown(settlement.cause());
	}

	private static boolean mayResend(Settlement settlement) {
		return settlement.predecessor().allowsResend() && !settlement.lease().isOver();
	}

	private @Nullable WriteOutcome look(Settlement settlement, Duration timeout) {
		Answer<StoredItem> answer;
		Lease.Request request = settlement.lease().watch();
		try {
			answer = read(settlement.change(), timeout);
		}
		catch (DataAccessException ex) {
			settlement.cause().addSuppressed(ex);
			return null;
		}
		request.answered(answer.date());
		return judge(settlement, answer.content());
	}

	private @Nullable WriteOutcome resend(Settlement settlement) {
		CommitReply reply = this.items.commit(settlement.change(), settlement.lease().guard());
		if (reply instanceof CommitReply.Applied applied) {
			return new WriteOutcome.Applied(applied.before());
		}
		if (reply instanceof CommitReply.ConditionFailed failed) {
			return current(settlement.change(), failed).map((current) -> judge(settlement, current)).orElse(null);
		}
		return null;
	}

	/**
	 * Judges from the item that is stored now.
	 * @return the outcome, or {@code null} if the write may still go either way
	 */
	private static @Nullable WriteOutcome judge(Settlement settlement, StoredItem current) {
		WriteRecord replaced = settlement.predecessor().record();
		Optional<WriteRecord> record = record(current);
		if (record.filter((it) -> it.shows(settlement.lease().token())).isPresent()) {
			return new WriteOutcome.Applied(null);
		}
		if (replaced == null || record.filter((it) -> it.token().equals(replaced.token())).isPresent()) {
			return null;
		}
		if (record.filter((it) -> it.history().contains(replaced.token())).isPresent()) {
			return new WriteOutcome.Conflict(true, settlement.cause());
		}
		boolean predecessorIsGone = record.map(WriteRecord::isComplete).orElse(!current.exists());
		return (settlement.isDelete() && predecessorIsGone) ? new WriteOutcome.Applied(null)
				: new WriteOutcome.Unknown(settlement.cause());
	}

	/**
	 * A record that cannot be read tells nothing of our write.
	 */
	private static Optional<WriteRecord> record(StoredItem item) {
		try {
			return item.writeRecord();
		}
		catch (CorruptObjectException ex) {
			return Optional.empty();
		}
	}

}

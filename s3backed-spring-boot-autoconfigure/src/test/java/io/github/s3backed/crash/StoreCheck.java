package io.github.s3backed.crash;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

import io.github.s3backed.history.Action;
import io.github.s3backed.history.Answer;
import io.github.s3backed.history.Call;
import io.github.s3backed.history.Histories;
import io.github.s3backed.sweep.SweepOptions;
import io.github.s3backed.sweep.SweepReport;
import io.github.s3backed.testsupport.AwsEnvironment;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Looks into a store that nobody writes to.
 */
final class StoreCheck {

	private final AwsEnvironment aws;

	private final EntryStore store;

	private final Collection<KeyHistory> histories;

	private final Histories record;

	/**
	 * Creates a check.
	 * @param store a store by whose clock all objects are old
	 * @param histories what was written
	 * @param record takes down what is read
	 */
	StoreCheck(AwsEnvironment aws, EntryStore store, Collection<KeyHistory> histories, Histories record) {
		this.aws = aws;
		this.store = store;
		this.histories = histories;
		this.record = record;
	}

	/**
	 * Every item resolves, and shows what it may; one sweep leaves no object that nothing
	 * points to, and takes none of the others.
	 * @return the report of the sweep
	 */
	SweepReport requireSound() {
		requireEveryKeyResolves();
		SweepReport report = this.store.sweeper()
			.sweep(PlainEntry.class, SweepOptions.dryRun().withDelete().withMaxGarbageShare(1));
		assertThat(report.isComplete()).isTrue();
		assertThat(report.undecidable()).isEmpty();
		assertThat(this.aws.objectSizes()
			.keySet()
			.stream()
			.filter((key) -> !key.startsWith("!sweep/"))
			.map((key) -> "s3://" + this.aws.bucket() + "/" + key))
			.as("objects after the sweep, compared with what items point to")
			.containsExactlyInAnyOrderElementsOf(uris());
		requireEveryKeyResolves();
		return report;
	}

	private void requireEveryKeyResolves() {
		this.histories.forEach((history) -> requirePermitted(this.store, history, this.record));
	}

	/**
	 * Read a key, and compare what is there with what may be there.
	 * @param record takes down what is read
	 * @return the write that was read, or {@code null} if there is no item
	 */
	static @Nullable Long requirePermitted(EntryStore store, KeyHistory history, Histories record) {
		long floor = history.startRead();
		Call call = record.begin(history.id(), Thread.currentThread().getName(), Action.of(Action.Kind.READ));
		Entry entry = store.find(history.id()).orElse(null);
		Long write = (entry != null) ? EntryContent.requireWhole(entry) : null;
		call.end((write != null) ? Answer.found(write, version(entry)) : Answer.of(Answer.Kind.ABSENT));
		history.requirePermitted(floor, write);
		return write;
	}

	private static @Nullable Long version(@Nullable Entry entry) {
		return (entry instanceof VersionedEntry versioned) ? versioned.getVersion() : null;
	}

	private Set<String> uris() {
		Set<String> uris = new TreeSet<>();
		this.histories.forEach((history) -> uris.addAll(this.store.objectUris(history.id())));
		return uris;
	}

}

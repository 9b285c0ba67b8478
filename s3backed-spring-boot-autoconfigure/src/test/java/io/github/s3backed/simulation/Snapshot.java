package io.github.s3backed.simulation;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A state of the services to begin runs from.
 *
 * @param items the items
 * @param objects the objects
 * @param elapsed the time
 */
record Snapshot(ItemStore items, ObjectStore objects, Duration elapsed) {

	static Snapshot empty() {
		return empty(false);
	}

	/**
	 * Returns services that hold nothing.
	 * @param versioned whether the bucket keeps versions
	 */
	static Snapshot empty(boolean versioned) {
		Runnable nothing = () -> {
		};
		return new Snapshot(new ItemStore(nothing), new ObjectStore(nothing, versioned), Duration.ZERO);
	}

	/**
	 * Returns what the items point to and is not there.
	 */
	Set<String> lost() {
		return pointers().filter((uri) -> !this.objects.contains(uri)).collect(Collectors.toSet());
	}

	/**
	 * Returns the objects that no item points to.
	 */
	Set<String> orphans() {
		Set<String> orphans = new TreeSet<>(this.objects.all().keySet().stream().map(ObjectStore::uri).toList());
		pointers().forEach(orphans::remove);
		return orphans;
	}

	/**
	 * Returns the multipart uploads that are open, or of which there is something left.
	 */
	List<UploadStore.Upload> uploads() {
		return this.objects.uploads().existing();
	}

	private Stream<String> pointers() {
		return this.items.all().values().stream().map(Pointers::of).flatMap(List::stream);
	}

}

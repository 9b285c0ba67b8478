package io.github.s3backed.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;

import io.github.s3backed.pointer.ObjectKeyFormat;
import io.github.s3backed.store.ObjectInventory.GroupPage;
import io.github.s3backed.store.ObjectInventory.ListedObject;
import io.github.s3backed.store.ObjectInventory.ObjectPage;
import org.jspecify.annotations.Nullable;

/**
 * Lists a worker's share of a table's objects in the order of their keys. One that has
 * the whole table lists it through. Several take the shards in turn; where all objects
 * are in one answer each takes its own from that, else each lists its shards, as far as
 * there are any. What lies outside of the shards is the first worker's.
 */
final class Listing {

	private final SweepTarget target;

	private final int worker;

	private final int workers;

	private final SweepRequests requests;

	private final ObjectKeyFormat format;

	Listing(SweepTarget target, SweepOptions options, SweepRequests requests) {
		this.target = target;
		this.worker = options.worker();
		this.workers = options.workers();
		this.requests = requests;
		this.format = new ObjectKeyFormat(target.prefix());
	}

	/**
	 * Lists the share.
	 * @param after the key after which to begin, or {@code null}
	 * @param consumer takes its parts, which may be empty
	 */
	void forEach(@Nullable String after, Consumer<ObjectPage> consumer) {
		String table = this.format.tablePrefix(this.target.table());
		ObjectPage first = this.requests.list(table, after, null);
		if (this.workers == 1) {
			follow(table, first, consumer);
		}
		else if (first.next() == null) {
			consumer.accept(new ObjectPage(ownOf(first.objects()), first.date(), null));
		}
		else {
			parts(table, after, consumer);
		}
	}

	private void follow(String prefix, ObjectPage first, Consumer<ObjectPage> consumer) {
		ObjectPage page = first;
		consumer.accept(page);
		while (page.next() != null) {
			page = this.requests.list(prefix, null, page.next());
			consumer.accept(page);
		}
	}

	private void parts(String table, @Nullable String after, Consumer<ObjectPage> consumer) {
		List<String> parts = new ArrayList<>();
		String next = null;
		do {
			GroupPage page = this.requests.groups(table, next);
			consumer.accept(new ObjectPage(ownOf(page.objects()), page.date(), null));
			page.groups().stream().filter(this::isOwn).forEach(parts::add);
			next = page.next();
		}
		while (next != null);
		for (String part : parts) {
			boolean inside = after != null && after.startsWith(part);
			if (after == null || inside || part.compareTo(after) > 0) {
				follow(part, this.requests.list(part, inside ? after : null, null), consumer);
			}
		}
	}

	private List<ListedObject> ownOf(List<ListedObject> objects) {
		return objects.stream().filter((object) -> isOwn(object.key())).toList();
	}

	private boolean isOwn(String key) {
		OptionalInt shard = this.format.shardOf(this.target.table(), key);
		return (shard.isPresent() ? shard.getAsInt() % this.workers : 0) == this.worker;
	}

}

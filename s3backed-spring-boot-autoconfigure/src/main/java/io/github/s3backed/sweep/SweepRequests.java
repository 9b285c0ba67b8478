package io.github.s3backed.sweep;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.s3backed.pointer.ObjectLocation;
import io.github.s3backed.pointer.PrimaryKey;
import io.github.s3backed.pointer.StoredItem;
import io.github.s3backed.store.ItemStore;
import io.github.s3backed.store.ObjectInventory;
import io.github.s3backed.store.ObjectInventory.GroupPage;
import io.github.s3backed.store.ObjectInventory.ObjectPage;
import io.github.s3backed.store.ObjectInventory.OpenUpload;
import io.github.s3backed.store.ObjectInventory.UploadPage;
import io.github.s3backed.store.ObjectStore;
import io.github.s3backed.store.ObjectStore.DeleteFailure;
import io.github.s3backed.store.ObjectUpload;
import io.github.s3backed.store.TableCatalog;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/**
 * The requests of a sweep: each is counted, and waits for its turn, but for those by
 * which the SDK or a busy DynamoDB has them repeated.
 */
final class SweepRequests {

	private final Log logger = LogFactory.getLog(SweepRequests.class);

	private final SweepTarget target;

	private final ItemStore items;

	private final TableCatalog tables;

	private final ObjectStore objects;

	private final ObjectInventory inventory;

	private final RateLimiter limiter;

	private final Tally tally;

	SweepRequests(SweepTarget target, ItemStore items, TableCatalog tables, ObjectStore objects,
			ObjectInventory inventory, RateLimiter limiter, Tally tally) {
		this.target = target;
		this.items = items;
		this.tables = tables;
		this.objects = objects;
		this.inventory = inventory;
		this.limiter = limiter;
		this.tally = tally;
	}

	private void begin(String operation) {
		this.limiter.acquire();
		this.tally.request(operation);
	}

	ObjectPage list(String prefix, @Nullable String startAfter, @Nullable String next) {
		begin("ListObjectsV2");
		return this.inventory.list(prefix, startAfter, next);
	}

	GroupPage groups(String prefix, @Nullable String next) {
		begin("ListObjectsV2");
		return this.inventory.groups(prefix, next);
	}

	Map<String, String> metadata(String key) {
		begin("HeadObject");
		return this.inventory.metadata(key);
	}

	TableDescription describe() {
		begin("DescribeTable");
		return this.tables.describe(this.target.table());
	}

	byte[] read(ObjectLocation location) {
		begin("GetObject");
		return this.objects.get(location, (body, length) -> body.readAllBytes());
	}

	void write(ObjectUpload upload) {
		begin("PutObject");
		this.objects.put(upload);
	}

	/**
	 * Reads items whole, so that a pointer is found in whichever attribute it stands.
	 * @param owners 100 keys at most, each once
	 */
	Map<PrimaryKey, StoredItem> items(List<PrimaryKey> owners) {
		begin("BatchGetItem");
		return this.items.getAll(this.target.table(), this.target.tableKey(), owners);
	}

	/**
	 * Removes objects.
	 * @param keys 1,000 keys at most
	 * @return the keys that could not be removed
	 */
	Set<String> delete(Collection<String> keys) {
		begin("DeleteObjects");
		List<ObjectLocation> locations = keys.stream()
			.map((key) -> new ObjectLocation(this.target.bucket(), key))
			.toList();
		List<DeleteFailure> failures = this.objects.delete(locations);
		if (!failures.isEmpty()) {
			this.logger.warn(failures.size() + " of " + keys.size() + " objects of table '" + this.target.table()
					+ "' could not be removed, the first of them because of this", failures.get(0).cause());
		}
		return failures.stream().map(DeleteFailure::location).map(ObjectLocation::key).collect(Collectors.toSet());
	}

	UploadPage listUploads(String prefix, @Nullable OpenUpload after) {
		begin("ListMultipartUploads");
		return this.inventory.listUploads(prefix, after);
	}

	/**
	 * Aborts a multipart upload.
	 * @return whether there was one
	 */
	boolean abort(OpenUpload upload) {
		begin("AbortMultipartUpload");
		return this.inventory.abort(upload);
	}

}

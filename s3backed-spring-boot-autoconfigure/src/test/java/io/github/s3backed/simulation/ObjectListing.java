package io.github.s3backed.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * A page of a list of objects, or of what their keys begin with up to a delimiter.
 */
final class ObjectListing {

	private final String prefix;

	private final @Nullable String delimiter;

	private final String after;

	private final int pageSize;

	private final List<S3Object> objects = new ArrayList<>();

	private final List<CommonPrefix> groups = new ArrayList<>();

	private @Nullable String last;

	private boolean truncated;

	ObjectListing(ListObjectsV2Request request, int pageSize) {
		this.prefix = (request.prefix() != null) ? request.prefix() : "";
		this.delimiter = request.delimiter();
		String from = (request.continuationToken() != null) ? request.continuationToken() : request.startAfter();
		this.after = (from != null) ? from : "";
		this.pageSize = pageSize;
	}

	ListObjectsV2Response.Builder of(NavigableMap<String, ObjectStore.StoredObject> all) {
		for (Map.Entry<String, ObjectStore.StoredObject> entry : all.tailMap(this.prefix, true).entrySet()) {
			String key = entry.getKey();
			if (!key.startsWith(this.prefix) || this.truncated) {
				break;
			}
			if (key.compareTo(this.after) > 0) {
				add(key, group(key), entry.getValue());
			}
		}
		return ListObjectsV2Response.builder()
			.contents(this.objects)
			.commonPrefixes(this.groups)
			.isTruncated(this.truncated)
			.nextContinuationToken(this.truncated ? this.last : null);
	}

	private @Nullable String group(String key) {
		int end = (this.delimiter != null) ? key.indexOf(this.delimiter, this.prefix.length()) : -1;
		return (end >= 0) ? key.substring(0, end + 1) : null;
	}

	private void add(String key, @Nullable String group, ObjectStore.StoredObject object) {
		if (group != null && (group.equals(this.last) || group.equals(this.after))) {
			return;
		}
		if (this.objects.size() + this.groups.size() == this.pageSize) {
			this.truncated = true;
			return;
		}
		this.last = (group != null) ? group : key;
		if (group != null) {
			this.groups.add(CommonPrefix.builder().prefix(group).build());
		}
		else {
			this.objects.add(S3Object.builder()
				.key(key)
				.size((long) object.content().length)
				.lastModified(object.lastModified())
				.build());
		}
	}

}

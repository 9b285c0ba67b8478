package io.github.s3backed.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;

/**
 * A page of a list of keys, as S3 gives it.
 *
 * @param keys the keys
 * @param groups what is listed in place of keys that have the delimiter
 * @param next where the list goes on, or {@code null}
 */
record KeyListing(List<String> keys, List<String> groups, @Nullable String next) {

	static KeyListing of(NavigableSet<String> all, ListObjectsV2Request request, int pageSize) {
		List<String> keys = new ArrayList<>();
		List<String> groups = new ArrayList<>();
		String last = start(request);
		boolean fromPrefix = last.equals(request.prefix()) && request.startAfter() == null;
		String key = fromPrefix ? all.ceiling(last) : all.higher(last);
		while (key != null && key.startsWith(request.prefix())) {
			if (keys.size() + groups.size() == pageSize) {
				return new KeyListing(keys, groups, last);
			}
			String group = group(key, request);
			(group != null ? groups : keys).add((group != null) ? group : key);
			last = (group != null) ? group + Character.MAX_VALUE : key;
			key = all.higher(last);
		}
		return new KeyListing(keys, groups, null);
	}

	private static String start(ListObjectsV2Request request) {
		if (request.continuationToken() != null) {
			return request.continuationToken();
		}
		String after = request.startAfter();
		return (after != null && after.compareTo(request.prefix()) > 0) ? after : request.prefix();
	}

	private static @Nullable String group(String key, ListObjectsV2Request request) {
		int end = (request.delimiter() != null) ? key.indexOf(request.delimiter(), request.prefix().length()) : -1;
		return (end >= 0) ? key.substring(0, end + 1) : null;
	}

	ListObjectsV2Response.Builder response() {
		return ListObjectsV2Response.builder()
			.commonPrefixes(this.groups.stream().map((group) -> CommonPrefix.builder().prefix(group).build()).toList())
			.isTruncated(this.next != null)
			.nextContinuationToken(this.next);
	}

}

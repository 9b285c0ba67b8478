package io.github.s3backed.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Finds the pointers of an item by their looks, without the library's own reader.
 */
final class Pointers {

	static final String URI = "uri";

	private Pointers() {
	}

	/**
	 * Returns the URIs that an item points to.
	 */
	static List<String> of(Map<String, AttributeValue> item) {
		List<String> uris = new ArrayList<>(2);
		for (AttributeValue value : item.values()) {
			if (value.hasM() && value.m().containsKey(URI)) {
				uris.add(value.m().get(URI).s());
			}
		}
		return uris;
	}

}

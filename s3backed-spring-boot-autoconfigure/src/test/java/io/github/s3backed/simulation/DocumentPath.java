package io.github.s3backed.simulation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Reads document paths in items, and projects items to some of them.
 */
final class DocumentPath {

	private DocumentPath() {
	}

	static @Nullable AttributeValue read(Map<String, AttributeValue> item, List<String> path) {
		AttributeValue value = item.get(path.get(0));
		for (String step : path.subList(1, path.size())) {
			if (value == null) {
				return null;
			}
			value = step.startsWith("[") ? element(value, step) : value.hasM() ? value.m().get(step) : null;
		}
		return value;
	}

	private static @Nullable AttributeValue element(AttributeValue list, String step) {
		int index = Integer.parseInt(step.substring(1, step.length() - 1));
		return (list.hasL() && index < list.l().size()) ? list.l().get(index) : null;
	}

	/**
	 * Returns what a projection expression leaves of an item.
	 */
	static Map<String, AttributeValue> project(Map<String, AttributeValue> item, @Nullable String expression,
			Map<String, String> names) {
		if (expression == null) {
			return item;
		}
		Map<String, AttributeValue> result = new HashMap<>();
		ExpressionTokens tokens = new ExpressionTokens(expression, names);
		do {
			List<String> path = tokens.path();
			AttributeValue value = read(item, path);
			if (value != null) {
				put(result, path, value);
			}
		}
		while (tokens.take(","));
		tokens.expectEnd();
		return result;
	}

	private static void put(Map<String, AttributeValue> target, List<String> path, AttributeValue value) {
		String name = path.get(0);
		if (path.size() == 1) {
			target.put(name, value);
			return;
		}
		AttributeValue existing = target.get(name);
		Map<String, AttributeValue> nested = (existing != null && existing.hasM()) ? new HashMap<>(existing.m())
				: new HashMap<>();
		put(nested, path.subList(1, path.size()), value);
		target.put(name, AttributeValue.fromM(nested));
	}

}

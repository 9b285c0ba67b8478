package io.github.s3backed.simulation;

import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Short and stable descriptions of requests for traces.
 */
final class Words {

	private Words() {
	}

	static String item(Map<String, AttributeValue> item) {
		StringBuilder text = new StringBuilder("{");
		new TreeMap<>(item).forEach((name, value) -> text.append(name).append('=').append(value(value)).append(' '));
		return text.append('}').toString();
	}

	static String condition(@Nullable String expression) {
		return (expression != null) ? " if " + expression : "";
	}

	private static String value(AttributeValue value) {
		if (value.hasM()) {
			return value.m().containsKey(Pointers.URI) ? value.m().get(Pointers.URI).s() : item(value.m());
		}
		if (value.hasL()) {
			return value.l().stream().map(Words::value).toList().toString();
		}
		if (value.b() != null) {
			return java.util.HexFormat.of().formatHex(value.b().asByteArrayUnsafe());
		}
		return (value.s() != null) ? value.s() : String.valueOf(value.n());
	}

}

package io.github.s3backed.pointer;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Knows how other tools point from an item to S3: by a lone URI, as libraries for Python
 * do, or as {@code S3Link} of the AWS SDK for Java 1, by the JSON
 * <code>{"s3":{"bucket":…,"key":…,"region":…}}</code>, which may also have become a map.
 */
public final class ForeignPointers {

	/**
	 * More than a URI or link has, whose key is 1,024 bytes long and escaped.
	 */
	private static final int MAX_LENGTH = 8_192;

	private static final Pattern URI = Pattern.compile("\"?s3[an]?://[^/\\s]++/\\P{Cntrl}++", Pattern.CASE_INSENSITIVE);

	private static final String MEMBER = "\\s*+\"%s\"\\s*+:\\s*+(?:\"[^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+\"|null)\\s*+";

	private static final String ANY_MEMBER = MEMBER.formatted("(?:bucket|key|region)");

	private static final Pattern LINK = Pattern
		.compile("\\{\\s*+\"s3\"\\s*+:\\s*+\\{(?=[^}]*\"bucket\")(?=[^}]*\"key\")%s(?:,%s)*+\\}\\s*+\\}"
			.formatted(ANY_MEMBER, ANY_MEMBER));

	private ForeignPointers() {
	}

	/**
	 * Looks for another tool's pointer.
	 * @param value the attribute's value
	 * @return the pointer as it stands there; empty if the value is none
	 */
	public static Optional<String> find(AttributeValue value) {
		return switch (value.type()) {
			case S -> inText(value.s());
			case B -> (value.b().asByteArrayUnsafe().length > MAX_LENGTH) ? Optional.empty()
					: inText(new String(value.b().asByteArrayUnsafe(), StandardCharsets.UTF_8));
			case M -> inMap(value.m());
			default -> Optional.empty();
		};
	}

	private static Optional<String> inText(String value) {
		if (value.length() > MAX_LENGTH) {
			return Optional.empty();
		}
		String text = value.strip();
		return (URI.matcher(text).matches() || LINK.matcher(text).matches()) ? Optional.of(text) : Optional.empty();
	}

	private static Optional<String> inMap(Map<String, AttributeValue> value) {
		AttributeValue link = value.get("s3");
		if (value.size() != 1 || link == null || !link.hasM()) {
			return Optional.empty();
		}
		@Nullable String bucket = string(link, "bucket");
		@Nullable String key = string(link, "key");
		return (bucket != null && key != null) ? Optional.of("s3://" + bucket + "/" + key) : Optional.empty();
	}

	private static @Nullable String string(AttributeValue map, String name) {
		AttributeValue value = map.m().get(name);
		return (value != null) ? value.s() : null;
	}

}

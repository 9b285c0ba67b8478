package io.github.s3backed.pointer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.s3backed.Compression;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue.Type;

/**
 * What an item holds in place of an S3-backed value: the map
 * <code>{v: 1, uri, size, stored, sha256, codec, type}</code>. It describes itself, so
 * that a change of configuration never strands what was written before.
 *
 * @param location the object
 * @param size length of the value in bytes, before compression
 * @param stored length of the object in bytes
 * @param sha256 SHA-256 of the value before compression, 32 bytes
 * @param compression how the object is compressed
 * @param contentType the media type of the value
 */
public record Pointer(ObjectLocation location, long size, long stored, SdkBytes sha256, Compression compression,
		String contentType) {

	private static final String VERSION = "v";

	private static final String URI = "uri";

	private static final String SIZE = "size";

	private static final String STORED = "stored";

	private static final String SHA256 = "sha256";

	private static final String CODEC = "codec";

	private static final String TYPE = "type";

	private static final String FORMAT = "1";

	/**
	 * Tells whether an attribute's value is a pointer, of whichever format. Documents of
	 * the application may have some of its fields.
	 * @param value the attribute's value
	 * @return whether it has a pointer's form; reading it may still fail
	 */
	public static boolean isPointer(AttributeValue value) {
		return resembles(value) && has(value, VERSION, Type.N) && locationIn(value).isPresent();
	}

	/**
	 * Tells whether a value is a pointer that can be read, which nothing else can be.
	 * @param value the attribute's value
	 * @return whether it has all of a pointer
	 */
	public static boolean isComplete(AttributeValue value) {
		try {
			from(value);
			return true;
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

	/**
	 * Tells whether the value of an S3-backed attribute is meant as a pointer, even if
	 * another tool has damaged it.
	 * @param value the attribute's value
	 * @return whether it has what no other value there would have
	 */
	public static boolean resembles(AttributeValue value) {
		return value.hasM() && value.m().containsKey(URI) && value.m().containsKey(SHA256);
	}

	/**
	 * Returns where a value leads to if it might be a pointer, of whichever format and
	 * however damaged.
	 * @param value the value
	 * @return the object; empty if the value has no S3 URI as a pointer has it
	 */
	public static Optional<ObjectLocation> locationIn(AttributeValue value) {
		return (value.hasM() && has(value, URI, Type.S)) ? ObjectLocation.find(value.m().get(URI).s())
				: Optional.empty();
	}

	private static boolean has(AttributeValue value, String name, Type type) {
		return value.m().containsKey(name) && value.m().get(name).type() == type;
	}

	/**
	 * Returns whatever might be a pointer, wherever it stands in an item: an attribute
	 * may have been renamed or moved by another tool.
	 * @param item the item
	 * @return the values that lead somewhere
	 */
	public static List<AttributeValue> search(Map<String, AttributeValue> item) {
		List<AttributeValue> found = new ArrayList<>();
		item.values().forEach((value) -> search(value, found));
		return found;
	}

	private static void search(AttributeValue value, List<AttributeValue> found) {
		if (value.hasM()) {
			if (locationIn(value).isPresent()) {
				found.add(value);
			}
			value.m().values().forEach((nested) -> search(nested, found));
		}
		else if (value.hasL()) {
			value.l().forEach((nested) -> search(nested, found));
		}
	}

	/**
	 * Returns where whatever might be a pointer in an item leads to.
	 * @param item the item
	 * @return the objects
	 */
	public static Set<ObjectLocation> locations(Map<String, AttributeValue> item) {
		return search(item).stream().flatMap((value) -> locationIn(value).stream()).collect(Collectors.toSet());
	}

	/**
	 * Reads a pointer.
	 * @param value the attribute's value
	 * @return the pointer
	 * @throws IllegalArgumentException if it cannot be read
	 */
	public static Pointer from(AttributeValue value) {
		Map<String, AttributeValue> map = value.m();
		if (!FORMAT.equals(required(map, VERSION).n())) {
			throw new IllegalArgumentException("Pointer has format " + map.get(VERSION).n() + ", known is " + FORMAT
					+ ": a newer version of s3backed may have written the item");
		}
		return new Pointer(ObjectLocation.parse(string(map, URI)), length(map, SIZE), length(map, STORED), sha256(map),
				compression(string(map, CODEC)), string(map, TYPE));
	}

	private static AttributeValue required(Map<String, AttributeValue> map, String name) {
		AttributeValue value = map.get(name);
		if (value == null) {
			throw new IllegalArgumentException("Pointer has no '" + name + "'");
		}
		return value;
	}

	private static String string(Map<String, AttributeValue> map, String name) {
		@Nullable String value = required(map, name).s();
		if (value == null) {
			throw new IllegalArgumentException("Pointer's '" + name + "' is not a string");
		}
		return value;
	}

	private static long length(Map<String, AttributeValue> map, String name) {
		@Nullable String value = required(map, name).n();
		if (value == null || !value.matches("\\d{1,18}")) {
			throw new IllegalArgumentException("Pointer's '" + name + "' is not a length");
		}
		return Long.parseLong(value);
	}

	private static SdkBytes sha256(Map<String, AttributeValue> map) {
		@Nullable SdkBytes value = required(map, SHA256).b();
		if (value == null || value.asByteArrayUnsafe().length != 32) {
			throw new IllegalArgumentException("Pointer's '" + SHA256 + "' is not 32 bytes of binary");
		}
		return value;
	}

	private static Compression compression(String codec) {
		return Arrays.stream(Compression.values())
			.filter((compression) -> name(compression).equals(codec))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException("Pointer has the unknown codec '" + codec
					+ "': a newer version of s3backed may have written the item"));
	}

	private static String name(Compression compression) {
		return compression.name().toLowerCase(Locale.ROOT);
	}

	/**
	 * Tells whether the object holds a value of this length and checksum.
	 * @param size the length in bytes, before compression
	 * @param sha256 the SHA-256 before compression
	 * @return whether both are equal
	 */
	public boolean hasContent(long size, SdkBytes sha256) {
		return this.size == size && this.sha256.equals(sha256);
	}

	public AttributeValue toAttributeValue() {
		Map<String, AttributeValue> map = new LinkedHashMap<>();
		map.put(VERSION, AttributeValue.fromN(FORMAT));
		map.put(URI, AttributeValue.fromS(this.location.uri()));
		map.put(SIZE, AttributeValue.fromN(Long.toString(this.size)));
		map.put(STORED, AttributeValue.fromN(Long.toString(this.stored)));
		map.put(SHA256, AttributeValue.fromB(this.sha256));
		map.put(CODEC, AttributeValue.fromS(name(this.compression)));
		map.put(TYPE, AttributeValue.fromS(this.contentType));
		return AttributeValue.fromM(map);
	}

}

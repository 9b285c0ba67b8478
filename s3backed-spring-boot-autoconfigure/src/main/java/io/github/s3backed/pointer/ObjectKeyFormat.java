package io.github.s3backed.pointer;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.s3backed.pointer.ObjectKey.Owner;
import org.jspecify.annotations.Nullable;

/**
 * The form of object keys: the prefix, then
 * {@code table/shard/owner/attribute/token[/readable]}.
 * <p>
 * The owner is the encoded primary key, or its SHA-256 where the whole key would be
 * longer than S3 allows. The shard is the first two hex digits of the owner's hash, so
 * that listing can be split. The readable part comes last, so that the others can be read
 * back whatever it is.
 */
public final class ObjectKeyFormat {

	/**
	 * S3's limit for a key, in bytes of UTF-8; all characters used here have one.
	 */
	static final int MAX_LENGTH = 1024;

	/**
	 * What is cut to less could be {@code /..}.
	 */
	private static final int MIN_TAIL = 3;

	private static final String SWEEP = SafeText.ESCAPE + "sweep/";

	private static final Pattern SHARD = Pattern.compile("([0-9a-f]{2})/");

	private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

	private final String prefix;

	public ObjectKeyFormat(String prefix) {
		this.prefix = prefix;
	}

	/**
	 * Returns the key of a new object.
	 * @param table the table's name or ARN
	 * @param owner the item's primary key
	 * @param attribute the attribute's name
	 * @param token the write
	 * @param readable how the key should end, or {@code null}
	 * @return the key
	 * @throws IllegalArgumentException if even a hashed owner does not fit
	 */
	public String format(String table, PrimaryKey owner, String attribute, Token token, @Nullable String readable) {
		String encoded = owner.encode();
		String hash = Sha256.hex(encoded);
		String start = tablePrefix(table) + hash.substring(0, 2) + "/";
		String end = "/" + SafeText.escape(attribute) + "/" + token;
		String tail = (readable == null || readable.isEmpty()) ? "" : "/" + SafeText.escape(readable);
		if (length(start) + encoded.length() + end.length() + tail.length() <= MAX_LENGTH) {
			return start + encoded + end + tail;
		}
		return start + Owner.HASHED + hash + end
				+ cut(tail, MAX_LENGTH - length(start) - Owner.HASHED.length() - hash.length() - end.length());
	}

	private static String cut(String tail, int room) {
		if (room < 0) {
			throw new IllegalArgumentException("The object key would be longer than " + MAX_LENGTH
					+ " bytes: shorten s3backed.prefix, the table's name or the attribute's name");
		}
		if (tail.length() <= room) {
			return tail;
		}
		return (room > MIN_TAIL) ? "/" + tail.substring(tail.length() - room + 1) : "";
	}

	private static int length(String text) {
		return text.getBytes(StandardCharsets.UTF_8).length;
	}

	/**
	 * Returns what the keys of a table begin with, however requests name it: objects that
	 * were written under one of its names must be found under the other.
	 * @param table the table's name or ARN
	 * @return the prefix
	 */
	public String tablePrefix(String table) {
		return this.prefix + SafeText.escape(TableName.of(table).plain()) + "/";
	}

	/**
	 * Returns what the keys of a shard of a table begin with.
	 * @param table the table's name or ARN
	 * @param shard the shard, 0 to 255
	 * @return the prefix
	 */
	public String shardPrefix(String table, int shard) {
		return tablePrefix(table) + String.format("%02x", shard) + "/";
	}

	/**
	 * Returns what the keys begin with of the objects that sweeps of a table leave for
	 * each other. No item's object can have such a key: an escape is followed by two hex
	 * digits in the name of a table.
	 * @param table the table's name or ARN
	 * @return the prefix
	 */
	public String sweepPrefix(String table) {
		return this.prefix + SWEEP + SafeText.escape(TableName.of(table).plain()) + "/";
	}

	/**
	 * Tells in which shard of a table a key lies, whatever comes after it.
	 * @param table the table's name
	 * @param key the key
	 * @return the shard, 0 to 255; empty if it lies in none
	 */
	public OptionalInt shardOf(String table, String key) {
		Matcher shard = SHARD.matcher(key);
		String start = tablePrefix(table);
		return (key.startsWith(start) && shard.region(start.length(), key.length()).lookingAt())
				? OptionalInt.of(Integer.parseInt(shard.group(1), 16)) : OptionalInt.empty();
	}

	/**
	 * Reads a key back.
	 * @param key the key
	 * @return what it tells; empty if it is not of this form
	 */
	public Optional<ObjectKey> parse(String key) {
		if (!key.startsWith(this.prefix)) {
			return Optional.empty();
		}
		String[] segments = key.substring(this.prefix.length()).split("/", 6);
		if (segments.length < 5 || !isShard(segments[1], new Owner(segments[2]))) {
			return Optional.empty();
		}
		try {
			ObjectKey parsed = new ObjectKey(text(segments[0]), new Owner(segments[2]), text(segments[3]),
					new Token(UUID.fromString(segments[4])), (segments.length > 5) ? text(segments[5]) : null);
			return Optional.of(parsed).filter((it) -> it.token().toString().equals(segments[4]));
		}
		catch (IllegalArgumentException ex) {
			return Optional.empty();
		}
	}

	/**
	 * Tells whether a key is one that was made for an item.
	 * @param key the key
	 * @param table the name or ARN of the item's table
	 * @param owner the item's primary key
	 * @return whether it is of this form, and names the item
	 */
	public boolean isOf(String key, String table, PrimaryKey owner) {
		return parse(key).filter((it) -> it.isOfTable(table) && it.owner().is(owner)).isPresent();
	}

	private static boolean isShard(String shard, Owner owner) {
		String hash = owner.hash();
		return HASH.matcher(hash).matches() && hash.substring(0, 2).equals(shard);
	}

	private static String text(String segment) {
		return new String(SafeText.unescape(segment), StandardCharsets.UTF_8);
	}

}

package io.github.s3backed.pointer;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue.Type;

/**
 * The primary key of an item, in one form for each value: numbers that are equal to
 * DynamoDB, such as 1 and 1.0, are equal here.
 *
 * @param partition the partition key's value: a string, number or binary
 * @param sort the sort key's value, or {@code null} if the table has none
 * @see <a href=
 * "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html">
 * DynamoDB's limits</a>
 */
public record PrimaryKey(AttributeValue partition, @Nullable AttributeValue sort) {

	private static final char TYPE_END = '.';

	private static final int MIN_MAGNITUDE = -130;

	private static final int MAX_MAGNITUDE = 125;

	private static final int MAX_DIGITS = 38;

	private static final int MAX_PARTITION = 2048;

	private static final int MAX_SORT = 1024;

	public PrimaryKey {
		partition = requireLength("partition", canonical(partition), MAX_PARTITION);
		sort = (sort != null) ? requireLength("sort", canonical(sort), MAX_SORT) : null;
	}

	/**
	 * DynamoDB would refuse the item when its objects are stored already, and the sweep
	 * could not ask for it.
	 */
	private static AttributeValue requireLength(String part, AttributeValue value, int max) {
		int length = (value.type() == Type.N) ? 0 : bytes(value).length;
		if (length > max) {
			throw new IllegalArgumentException("The " + part + " key has " + length + " bytes, DynamoDB allows " + max);
		}
		return value;
	}

	private static AttributeValue canonical(AttributeValue value) {
		return switch (value.type()) {
			case S -> requireUnicode(value);
			case B -> value;
			case N -> AttributeValue.fromN(canonical(new BigDecimal(value.n())));
			default -> throw new IllegalArgumentException(
					"A key must be a string, a number or binary, but is of type " + value.type());
		};
	}

	/**
	 * Without this, texts that differ could be the same bytes.
	 */
	private static AttributeValue requireUnicode(AttributeValue value) {
		if (value.s().codePoints().anyMatch((it) -> it >= Character.MIN_SURROGATE && it <= Character.MAX_SURROGATE)) {
			throw new IllegalArgumentException("A key must be Unicode, but has a surrogate that is not one of a pair");
		}
		return value;
	}

	/**
	 * Beyond DynamoDB's range a short number could have gigabytes of digits.
	 */
	private static String canonical(BigDecimal number) {
		if (number.signum() == 0) {
			return "0";
		}
		long magnitude = (long) number.precision() - number.scale() - 1;
		if (magnitude < MIN_MAGNITUDE || magnitude > MAX_MAGNITUDE) {
			throw new IllegalArgumentException("A number in a key must be of DynamoDB's range, 1E" + MIN_MAGNITUDE
					+ " to 9.9E" + MAX_MAGNITUDE + ", but is of magnitude 1E" + magnitude);
		}
		BigDecimal stripped = number.stripTrailingZeros();
		if (stripped.precision() > MAX_DIGITS) {
			throw new IllegalArgumentException("A number in a key has " + stripped.precision()
					+ " significant digits, DynamoDB allows " + MAX_DIGITS);
		}
		return stripped.toPlainString();
	}

	/**
	 * Returns the key as one segment of an object key: {@code S.text}, {@code N.number}
	 * or {@code B.bytes}, the sort key after a {@code !}. Injective and reversible.
	 * @return the segment
	 */
	public String encode() {
		return (this.sort == null) ? encode(this.partition)
				: encode(this.partition) + SafeText.ESCAPE + encode(this.sort);
	}

	private static String encode(AttributeValue value) {
		return value.type().name() + TYPE_END + SafeText.escape(bytes(value));
	}

	private static byte[] bytes(AttributeValue value) {
		return switch (value.type()) {
			case S -> value.s().getBytes(StandardCharsets.UTF_8);
			case N -> value.n().getBytes(StandardCharsets.US_ASCII);
			default -> value.b().asByteArrayUnsafe();
		};
	}

	/**
	 * Reverses {@link #encode()}.
	 * @param segment the segment
	 * @return the key
	 * @throws IllegalArgumentException if {@link #encode()} does not give this segment
	 */
	public static PrimaryKey decode(String segment) {
		int end = startOfSortKey(segment);
		PrimaryKey key = (end < 0) ? new PrimaryKey(decodeValue(segment), null)
				: new PrimaryKey(decodeValue(segment.substring(0, end)), decodeValue(segment.substring(end + 1)));
		if (!key.encode().equals(segment)) {
			throw new IllegalArgumentException("Not an encoded primary key: '" + segment + "'");
		}
		return key;
	}

	/**
	 * The sort key begins with the letter of its type, and an escaped byte with a
	 * lower-case hex digit.
	 */
	private static int startOfSortKey(String segment) {
		for (int i = 0; i < segment.length() - 1; i++) {
			char next = segment.charAt(i + 1);
			if (segment.charAt(i) == SafeText.ESCAPE && (next == 'S' || next == 'N' || next == 'B')) {
				return i;
			}
		}
		return -1;
	}

	private static AttributeValue decodeValue(String text) {
		if (text.length() < 2 || text.charAt(1) != TYPE_END) {
			throw new IllegalArgumentException("Not an encoded key: '" + text + "'");
		}
		byte[] bytes = SafeText.unescape(text.substring(2));
		return switch (text.charAt(0)) {
			case 'S' -> AttributeValue.fromS(new String(bytes, StandardCharsets.UTF_8));
			case 'N' -> AttributeValue.fromN(new String(bytes, StandardCharsets.US_ASCII));
			case 'B' -> AttributeValue.fromB(SdkBytes.fromByteArrayUnsafe(bytes));
			default -> throw new IllegalArgumentException("Not an encoded key: '" + text + "'");
		};
	}

	/**
	 * Does not show the values: they are the application's.
	 */
	@Override
	public String toString() {
		return "PrimaryKey[" + this.partition.type() + ((this.sort != null) ? ", " + this.sort.type() : "") + "]";
	}

}

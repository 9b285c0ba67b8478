package io.github.s3backed.pointer;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Random;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Primary keys that try to pass for each other. The same ones for the same seed.
 */
final class RandomKeys {

	private static final List<String> PIECES = List.of("a", "B", "0", "-", "_", ".", "..", "/", "../", "!", "!!", "%",
			"%2F", "!2f", "!S.", "!N.1", "!B.", "S.", "N.", "B.", "H.", "s3://", " ", "+", "\\", "\0", "\n", "\u007f",
			"\u0080", "é", "e\u0301", "\uFFFD", "\uFFFF", "\uD83D\uDE00", "\uDBFF\uDFFF");

	private static final int MAX_PARTITION = 2048;

	private static final int MAX_SORT = 1024;

	private final Random random;

	RandomKeys(long seed) {
		this.random = new Random(seed);
	}

	PrimaryKey next() {
		return new PrimaryKey(value(MAX_PARTITION), this.random.nextBoolean() ? value(MAX_SORT) : null);
	}

	/**
	 * The same text cut at two places, which only the encoding of the boundary tells
	 * apart.
	 */
	List<PrimaryKey> boundaryPair() {
		String text = pieces(6) + "!S." + pieces(6);
		return List.of(key(text, null), key(text + "!S.", "x"), key(text, "!S.x"),
				key(text.substring(0, text.indexOf("!S.")) + "0", text.substring(text.indexOf("!S.") + 3)));
	}

	private static PrimaryKey key(String partition, @Nullable String sort) {
		return new PrimaryKey(AttributeValue.fromS(partition), (sort != null) ? AttributeValue.fromS(sort) : null);
	}

	private AttributeValue value(int max) {
		return switch (this.random.nextInt(8)) {
			case 0, 1 -> AttributeValue.fromN(number());
			case 2 -> AttributeValue.fromB(SdkBytes.fromByteArray(bytes(1 + this.random.nextInt(12))));
			default -> AttributeValue.fromS(text(max));
		};
	}

	private String text(int max) {
		return switch (this.random.nextInt(300)) {
			case 0 -> "é".repeat(max / 2 - 1) + (char) ('a' + this.random.nextInt(26));
			case 1 -> "x".repeat(max - 1) + (char) ('a' + this.random.nextInt(26));
			case 2 -> pieces(max / 8);
			default -> pieces(6);
		};
	}

	private String pieces(int max) {
		StringBuilder text = new StringBuilder();
		for (int i = this.random.nextInt(max); i >= 0; i--) {
			text.append(PIECES.get(this.random.nextInt(PIECES.size())));
		}
		return text.toString();
	}

	private byte[] bytes(int length) {
		byte[] bytes = new byte[length];
		this.random.nextBytes(bytes);
		if (this.random.nextBoolean()) {
			byte[] piece = PIECES.get(this.random.nextInt(PIECES.size())).getBytes();
			System.arraycopy(piece, 0, bytes, 0, Math.min(piece.length, length));
		}
		return bytes;
	}

	private String number() {
		BigInteger digits = new BigInteger(this.random.nextInt(1, 126), this.random);
		BigDecimal number = new BigDecimal(this.random.nextBoolean() ? digits : digits.negate(),
				this.random.nextInt(-80, 80));
		return switch (this.random.nextInt(3)) {
			case 0 -> number.toString();
			case 1 -> number.toPlainString();
			default -> number.setScale(number.scale() + 3).toEngineeringString();
		};
	}

}

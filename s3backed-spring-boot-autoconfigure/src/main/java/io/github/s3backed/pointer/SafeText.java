package io.github.s3backed.pointer;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Writes bytes with the characters that are safe in S3 keys and in URLs: letters, digits,
 * {@code -}, {@code _} and {@code .} stand for themselves, any other byte is {@code !}
 * and two lower-case hex digits. Injective and reversible.
 *
 * @see <a href=
 * "https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html">Naming Amazon
 * S3 objects</a>
 */
final class SafeText {

	static final char ESCAPE = '!';

	private static final HexFormat HEX = HexFormat.of();

	private SafeText() {
	}

	static String escape(String text) {
		return escape(text.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Escapes periods only where there is nothing else: a segment {@code ..} would be
	 * taken for a way up by much that handles paths.
	 */
	static String escape(byte[] bytes) {
		boolean path = isPeriods(bytes);
		StringBuilder text = new StringBuilder(bytes.length + 16);
		for (byte b : bytes) {
			if (isSafe(b) && !path) {
				text.append((char) b);
			}
			else {
				text.append(ESCAPE);
				HEX.toHexDigits(text, b);
			}
		}
		return text.toString();
	}

	/**
	 * Reverses {@link #escape}.
	 * @throws IllegalArgumentException if {@link #escape} does not give this text
	 */
	static byte[] unescape(String text) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
		int position = 0;
		while (position < text.length()) {
			char c = text.charAt(position);
			if (c == ESCAPE && position + 3 <= text.length()) {
				bytes.write(HexFormat.fromHexDigits(text, position + 1, position + 3));
				position += 3;
			}
			else {
				bytes.write(c);
				position++;
			}
		}
		byte[] result = bytes.toByteArray();
		if (!escape(result).equals(text)) {
			throw new IllegalArgumentException("Not an escaped text: '" + text + "'");
		}
		return result;
	}

	private static boolean isPeriods(byte[] bytes) {
		for (byte b : bytes) {
			if (b != '.') {
				return false;
			}
		}
		return true;
	}

	private static boolean isSafe(byte b) {
		return (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || (b >= '0' && b <= '9') || b == '-' || b == '_'
				|| b == '.';
	}

}

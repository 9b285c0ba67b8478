package io.github.s3backed.codec;

import java.nio.charset.StandardCharsets;

/**
 * Text as UTF-8.
 */
record TextCodec() implements ValueCodec {

	/**
	 * What the encoder writes in place of a surrogate that is not one of a pair. No other
	 * character has this byte, and so every one too many took the place of a surrogate.
	 */
	private static final char REPLACEMENT = '?';

	@Override
	public byte[] encode(Object value) {
		String text = (String) value;
		byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		if (count(bytes) != count(text)) {
			throw new IllegalArgumentException(
					"Text has a surrogate that is not one of a pair, and would not be read as it was written");
		}
		return bytes;
	}

	private static int count(byte[] bytes) {
		int count = 0;
		for (byte b : bytes) {
			count += (b == REPLACEMENT) ? 1 : 0;
		}
		return count;
	}

	private static int count(String text) {
		int count = 0;
		for (int at = text.indexOf(REPLACEMENT); at >= 0; at = text.indexOf(REPLACEMENT, at + 1)) {
			count++;
		}
		return count;
	}

	@Override
	public Object decode(byte[] bytes) {
		return new String(bytes, StandardCharsets.UTF_8);
	}

	@Override
	public String contentType() {
		return "text/plain; charset=UTF-8";
	}

}

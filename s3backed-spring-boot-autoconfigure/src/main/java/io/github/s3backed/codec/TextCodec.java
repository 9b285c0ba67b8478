package io.github.s3backed.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
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

	private static final VarHandle EIGHT_BYTES = MethodHandles.byteArrayViewVarHandle(long[].class,
			ByteOrder.nativeOrder());

	private static final long ONES = 0x0101_0101_0101_0101L;

	private static final long LOW_BITS = 0x7F * ONES;

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

	/**
	 * Counts in eight bytes at a time: those that are the replacement become zero, and
	 * only a zero leaves its high bit clear below.
	 */
	private static int count(byte[] bytes) {
		int count = 0;
		int at = 0;
		for (; at <= bytes.length - Long.BYTES; at += Long.BYTES) {
			long eight = (long) EIGHT_BYTES.get(bytes, at) ^ REPLACEMENT * ONES;
			count += Long.bitCount(~(((eight & LOW_BITS) + LOW_BITS) | eight | LOW_BITS));
		}
		for (; at < bytes.length; at++) {
			count += (bytes[at] == REPLACEMENT) ? 1 : 0;
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

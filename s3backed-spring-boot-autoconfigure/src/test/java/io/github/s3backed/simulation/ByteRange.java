package io.github.s3backed.simulation;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A part of an object, as requests name it.
 *
 * @param first the first byte
 * @param last the last byte
 */
record ByteRange(int first, int last) {

	private static final Pattern FORM = Pattern.compile("bytes=(\\d*)-(\\d*)");

	/**
	 * Returns the range that a request asks for.
	 * @param range the range; {@code null} for everything
	 * @param length the length of the object
	 */
	static ByteRange of(@Nullable String range, int length) {
		if (range == null) {
			return new ByteRange(0, length - 1);
		}
		Matcher matcher = FORM.matcher(range);
		if (!matcher.matches() || (matcher.group(1).isEmpty() && matcher.group(2).isEmpty())) {
			return new ByteRange(0, length - 1);
		}
		boolean suffix = matcher.group(1).isEmpty();
		int first = suffix ? Math.max(0, length - Integer.parseInt(matcher.group(2)))
				: Integer.parseInt(matcher.group(1));
		int last = (suffix || matcher.group(2).isEmpty()) ? length - 1 : Integer.parseInt(matcher.group(2));
		if (first >= length || last < first) {
			throw S3Wire.refusal("InvalidRange", 416);
		}
		return new ByteRange(first, Math.min(last, length - 1));
	}

	byte[] of(byte[] content) {
		return (content.length == 0) ? content : Arrays.copyOfRange(content, this.first, this.last + 1);
	}

	/**
	 * Returns the range as answers name it.
	 */
	String header(int length) {
		return "bytes " + this.first + "-" + this.last + "/" + length;
	}

}

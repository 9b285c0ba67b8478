package io.github.s3backed.codec;

import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;

/**
 * Where and how what comes back differs.
 *
 * @param path leads from the value to the place
 * @param reason what happens there, and what to do
 */
record Difference(String path, String reason) {

	private static final int MAX_LENGTH = 40;

	static Difference of(@Nullable Object written, @Nullable Object read) {
		String from = name(written);
		String to = name(read);
		String what = from.equals(to) ? "another: " + shorten(written) + " as " + shorten(read) : to;
		return new Difference("", from + " would be read back as " + what
				+ "; declare a type that Jackson reads back as it was, or store it in a form that JSON has");
	}

	static Difference ofSize(String what, int written, int read) {
		return new Difference("", written + " " + what + " would be read back as " + read);
	}

	Difference in(String place) {
		return new Difference(place + this.path, this.reason);
	}

	String message(String root) {
		return root + this.path + ": " + this.reason;
	}

	private static String name(@Nullable Object value) {
		return (value != null) ? ClassUtils.getQualifiedName(value.getClass()) : "null";
	}

	private static String shorten(@Nullable Object value) {
		String text = String.valueOf(value);
		return (text.length() > MAX_LENGTH) ? text.substring(0, MAX_LENGTH) + "..." : text;
	}

}

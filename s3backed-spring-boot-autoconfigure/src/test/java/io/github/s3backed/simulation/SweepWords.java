package io.github.s3backed.simulation;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What sweeps leave for each other beside the objects of the items, known by its looks.
 */
final class SweepWords {

	private static final String PREFIX = "!sweep/" + ItemStore.TABLE + "/";

	private static final String MARK = PREFIX + "table.json";

	private static final Pattern TABLE_ID = Pattern.compile("\"tableId\":\"([^\"]+)\"");

	private static final Pattern REPORT = Pattern.compile(Pattern.quote(PREFIX) + "reports/(\\d+)-of-\\d+\\.json");

	private SweepWords() {
	}

	/**
	 * Tells whether a key or a request is of such an object. Unlike others, they are
	 * written over.
	 */
	static boolean contain(String text) {
		return text.contains(PREFIX);
	}

	static boolean isMark(String key) {
		return key.equals(MARK);
	}

	/**
	 * Returns which worker's report it is.
	 */
	static Optional<Integer> reporter(String key) {
		Matcher report = REPORT.matcher(key);
		return report.matches() ? Optional.of(Integer.valueOf(report.group(1))) : Optional.empty();
	}

	/**
	 * Returns the id of the table whose mark there is.
	 */
	static Optional<String> markedTable(ObjectStore objects) {
		return Optional.ofNullable(objects.get(MARK))
			.map((object) -> TABLE_ID.matcher(new String(object.content(), StandardCharsets.UTF_8)))
			.filter(Matcher::find)
			.map((mark) -> mark.group(1));
	}

}

package io.github.s3backed.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The tokens of a DynamoDB expression, read from left to right.
 */
final class ExpressionTokens {

	private static final Pattern TOKEN = Pattern.compile("\\s*(<=|>=|<>|[=<>().,]|\\[\\d+]|[#:]?[A-Za-z0-9_-]+)");

	private final List<String> tokens = new ArrayList<>();

	private final String expression;

	private final Map<String, String> names;

	private int position;

	ExpressionTokens(String expression, Map<String, String> names) {
		this.expression = expression;
		this.names = names;
		Matcher matcher = TOKEN.matcher(expression);
		int end = 0;
		while (matcher.find() && matcher.start() == end) {
			this.tokens.add(matcher.group(1));
			end = matcher.end();
		}
		if (!expression.substring(end).isBlank()) {
			throw new IllegalArgumentException("Cannot read '" + expression + "' at " + end);
		}
	}

	boolean atEnd() {
		return this.position == this.tokens.size();
	}

	String peek() {
		if (atEnd()) {
			throw new IllegalArgumentException("Expression ends too early: " + this.expression);
		}
		return this.tokens.get(this.position);
	}

	String next() {
		String token = peek();
		this.position++;
		return token;
	}

	/**
	 * Steps over a token if it comes next; keywords in any case.
	 */
	boolean take(String token) {
		if (!atEnd() && peek().equalsIgnoreCase(token)) {
			this.position++;
			return true;
		}
		return false;
	}

	void expect(String token) {
		if (!take(token)) {
			throw new IllegalArgumentException("'" + token + "' expected in " + this.expression);
		}
	}

	void expectEnd() {
		if (!atEnd()) {
			throw new IllegalArgumentException("Unexpected '" + peek() + "' in " + this.expression);
		}
	}

	/**
	 * Reads a document path with its placeholders resolved.
	 */
	List<String> path() {
		List<String> path = new ArrayList<>();
		path.add(name());
		while (!atEnd()) {
			if (take(".")) {
				path.add(name());
			}
			else if (peek().startsWith("[")) {
				path.add(next());
			}
			else {
				break;
			}
		}
		return path;
	}

	private String name() {
		String token = next();
		if (!token.startsWith("#")) {
			return token;
		}
		String name = this.names.get(token);
		if (name == null) {
			throw new IllegalArgumentException("No expression attribute name " + token);
		}
		return name;
	}

}

package io.github.s3backed.simulation;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Evaluates DynamoDB condition expressions: comparisons, {@code attribute_exists},
 * {@code attribute_not_exists}, {@code NOT}, {@code AND}, {@code OR} and parentheses,
 * over document paths.
 */
final class ConditionExpression {

	private final ExpressionTokens tokens;

	private final Map<String, AttributeValue> values;

	private final Map<String, AttributeValue> item;

	private ConditionExpression(ExpressionTokens tokens, Map<String, AttributeValue> values,
			Map<String, AttributeValue> item) {
		this.tokens = tokens;
		this.values = values;
		this.item = item;
	}

	/**
	 * Tells whether an item meets a condition.
	 * @param expression the expression
	 * @param names the expression attribute names
	 * @param values the expression attribute values
	 * @param item the item, empty if there is none
	 * @return whether it holds
	 * @throws IllegalArgumentException if the expression is outside of what is supported
	 */
	static boolean holds(String expression, Map<String, String> names, Map<String, AttributeValue> values,
			Map<String, AttributeValue> item) {
		ExpressionTokens tokens = new ExpressionTokens(expression, names);
		boolean result = new ConditionExpression(tokens, values, item).or();
		tokens.expectEnd();
		return result;
	}

	private boolean or() {
		boolean result = and();
		while (this.tokens.take("OR")) {
			result |= and();
		}
		return result;
	}

	private boolean and() {
		boolean result = not();
		while (this.tokens.take("AND")) {
			result &= not();
		}
		return result;
	}

	private boolean not() {
		if (this.tokens.take("NOT")) {
			return !not();
		}
		if (this.tokens.take("(")) {
			boolean result = or();
			this.tokens.expect(")");
			return result;
		}
		return function("attribute_exists") ? existence(true)
				: function("attribute_not_exists") ? existence(false) : comparison();
	}

	private boolean function(String name) {
		return this.tokens.take(name);
	}

	private boolean existence(boolean expected) {
		this.tokens.expect("(");
		boolean exists = DocumentPath.read(this.item, this.tokens.path()) != null;
		this.tokens.expect(")");
		return exists == expected;
	}

	private boolean comparison() {
		AttributeValue left = operand();
		String operator = this.tokens.next();
		AttributeValue right = operand();
		if (left == null || right == null) {
			return operator.equals("<>") && left != right;
		}
		return switch (operator) {
			case "=" -> same(left, right);
			case "<>" -> !same(left, right);
			case "<" -> compare(left, right) < 0;
			case "<=" -> compare(left, right) <= 0;
			case ">" -> compare(left, right) > 0;
			case ">=" -> compare(left, right) >= 0;
			default -> throw new IllegalArgumentException("Operator not supported: " + operator);
		};
	}

	private @Nullable AttributeValue operand() {
		if (this.tokens.peek().startsWith(":")) {
			String name = this.tokens.next();
			AttributeValue value = this.values.get(name);
			if (value == null) {
				throw new IllegalArgumentException("No expression attribute value " + name);
			}
			return value;
		}
		List<String> path = this.tokens.path();
		return DocumentPath.read(this.item, path);
	}

	private static boolean same(AttributeValue left, AttributeValue right) {
		if (left.n() != null && right.n() != null) {
			return new BigDecimal(left.n()).compareTo(new BigDecimal(right.n())) == 0;
		}
		return left.equals(right);
	}

	private static int compare(AttributeValue left, AttributeValue right) {
		if (left.n() != null && right.n() != null) {
			return new BigDecimal(left.n()).compareTo(new BigDecimal(right.n()));
		}
		if (left.s() != null && right.s() != null) {
			return left.s().compareTo(right.s());
		}
		throw new IllegalArgumentException("Cannot compare " + left + " with " + right);
	}

}

package io.github.s3backed.pointer;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A table as requests name it: by its name, or by its ARN, which reaches tables of other
 * accounts too.
 *
 * @param given the name or the ARN
 * @param plain the name alone, by which object keys name the table
 * @see <a href=
 * "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/rbac-cross-account-access.html">Cross-account
 * access with resource-based policies</a>
 */
public record TableName(String given, String plain) {

	private static final Pattern ARN = Pattern.compile("arn:[^:]+:dynamodb:[^:]*:[^:]*:table/([a-zA-Z0-9_.-]+)");

	/**
	 * Reads a name.
	 * @param given the name, or the ARN of a table
	 * @return the table; what is neither stands for itself
	 */
	public static TableName of(String given) {
		Matcher arn = ARN.matcher(given);
		return new TableName(given, arn.matches() ? arn.group(1) : given);
	}

	/**
	 * Tells whether this is an ARN, but not a table's.
	 * @return whether requests cannot be sent to it
	 */
	public boolean isOfAnotherResource() {
		return this.given.startsWith("arn:") && !isArn();
	}

	private boolean isArn() {
		return !this.given.equals(this.plain);
	}

	/**
	 * Tells whether a name in the answer to a request is this table's. One that was asked
	 * for by its ARN may be answered by its name, and the other way round.
	 * @param name the name, or ARN, in the answer
	 * @return whether it can be no other table
	 */
	public boolean isAnsweredAs(String name) {
		TableName answered = of(name);
		return name.equals(this.given) || (answered.plain().equals(this.plain) && !(isArn() && answered.isArn()));
	}

}

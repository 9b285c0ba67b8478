package io.github.s3backed.store;

import java.nio.charset.StandardCharsets;
import java.util.Map;

import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * How large an item is to DynamoDB.
 *
 * @see <a href=
 * "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html">DynamoDB
 * item sizes and formats</a>
 */
public final class ItemSize {

	/**
	 * DynamoDB's limit, in bytes.
	 */
	public static final long MAX = 400 * 1024;

	private static final int DOCUMENT = 3;

	private ItemSize() {
	}

	/**
	 * Returns the size of an item.
	 * @param item the item
	 * @return its size in bytes
	 */
	public static long of(Map<String, AttributeValue> item) {
		return item.entrySet().stream().mapToLong((it) -> of(it.getKey(), it.getValue())).sum();
	}

	/**
	 * Returns the size of an attribute.
	 * @param name its name
	 * @param value its value
	 * @return its size in bytes
	 */
	public static long of(String name, AttributeValue value) {
		return utf8(name) + of(value);
	}

	private static long of(AttributeValue value) {
		return switch (value.type()) {
			case S -> utf8(value.s());
			case N -> number(value.n());
			case B -> value.b().asByteArrayUnsafe().length;
			case SS -> value.ss().stream().mapToLong(ItemSize::utf8).sum();
			case NS -> value.ns().stream().mapToLong(ItemSize::number).sum();
			case BS -> value.bs().stream().map(SdkBytes::asByteArrayUnsafe).mapToLong((it) -> it.length).sum();
			case M -> DOCUMENT + value.m().size() + of(value.m());
			case L -> DOCUMENT + value.l().size() + value.l().stream().mapToLong(ItemSize::of).sum();
			default -> 1;
		};
	}

	/**
	 * One byte for two digits and one more; a sign takes a byte.
	 */
	private static long number(String number) {
		long digits = number.chars().filter(Character::isDigit).count();
		return (digits + 1) / 2 + 1 + (number.startsWith("-") ? 1 : 0);
	}

	private static long utf8(String text) {
		return text.getBytes(StandardCharsets.UTF_8).length;
	}

}

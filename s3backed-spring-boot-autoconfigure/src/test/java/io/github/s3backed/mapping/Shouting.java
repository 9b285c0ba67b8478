package io.github.s3backed.mapping;

import java.util.Locale;

import software.amazon.awssdk.enhanced.dynamodb.AttributeConverter;
import software.amazon.awssdk.enhanced.dynamodb.AttributeValueType;
import software.amazon.awssdk.enhanced.dynamodb.EnhancedType;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Stores text in upper case and reads it in lower case.
 */
public final class Shouting implements AttributeConverter<String> {

	@Override
	public AttributeValue transformFrom(String text) {
		return AttributeValue.fromS(text.toUpperCase(Locale.ROOT));
	}

	@Override
	public String transformTo(AttributeValue value) {
		return value.s().toLowerCase(Locale.ROOT);
	}

	@Override
	public EnhancedType<String> type() {
		return EnhancedType.of(String.class);
	}

	@Override
	public AttributeValueType attributeValueType() {
		return AttributeValueType.S;
	}

}

package io.github.s3backed.mapping;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.AttributeConverter;
import software.amazon.awssdk.enhanced.dynamodb.AttributeConverterProvider;
import software.amazon.awssdk.enhanced.dynamodb.AttributeValueType;
import software.amazon.awssdk.enhanced.dynamodb.EnhancedType;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Knows a type that the Enhanced Client does not know.
 */
public final class MarkProvider implements AttributeConverterProvider {

	@Override
	@SuppressWarnings("unchecked")
	public <T> @Nullable AttributeConverter<T> converterFor(EnhancedType<T> type) {
		return type.rawClass().equals(Mark.class) ? (AttributeConverter<T>) new MarkConverter() : null;
	}

	public static final class Mark {

		private final String text;

		Mark(String text) {
			this.text = text;
		}

	}

	private static final class MarkConverter implements AttributeConverter<Mark> {

		@Override
		public AttributeValue transformFrom(Mark mark) {
			return AttributeValue.fromS("<" + mark.text + ">");
		}

		@Override
		public Mark transformTo(AttributeValue value) {
			return new Mark(value.s().substring(1, value.s().length() - 1));
		}

		@Override
		public EnhancedType<Mark> type() {
			return EnhancedType.of(Mark.class);
		}

		@Override
		public AttributeValueType attributeValueType() {
			return AttributeValueType.S;
		}

	}

}

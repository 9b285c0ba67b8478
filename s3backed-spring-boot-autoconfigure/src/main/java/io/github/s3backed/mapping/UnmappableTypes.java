package io.github.s3backed.mapping;

import java.util.Arrays;
import java.util.Collection;
import java.util.Map;

import io.github.s3backed.InvalidMappingException;

import org.springframework.core.ResolvableType;

/**
 * Says why the Enhanced Client cannot map a plain property, which it does not always tell
 * itself.
 */
final class UnmappableTypes {

	private UnmappableTypes() {
	}

	static InvalidMappingException failure(Class<?> owner, Property<?, ?> property, RuntimeException cause) {
		String reason = isUntyped(ResolvableType.forType(property.type()))
				? "it does not tell which type its values have" : String.valueOf(cause.getMessage());
		return new InvalidMappingException(
				"Property '" + property.name() + "' of " + owner.getName() + " is of type "
						+ property.type().getTypeName() + " and cannot be an attribute of the item: " + reason,
				"Give it a type that DynamoDB has a form for, such as Map<String, String>, a record or a @DynamoDbBean;"
						+ " convert it with @DynamoDbConvertedBy; leave it out with @DynamoDbIgnore; or make it"
						+ " @S3Backed, which stores it as JSON.",
				cause);
	}

	private static boolean isUntyped(ResolvableType type) {
		Class<?> raw = type.resolve(Object.class);
		boolean isContainer = Collection.class.isAssignableFrom(raw) || Map.class.isAssignableFrom(raw);
		return raw == Object.class || (isContainer && !type.hasGenerics())
				|| Arrays.stream(type.getGenerics()).anyMatch(UnmappableTypes::isUntyped);
	}

}

package io.github.s3backed.codec;

import java.lang.reflect.Type;

import software.amazon.awssdk.core.SdkBytes;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.ResolvableType;

/**
 * Finds the codec of a property's type: text for {@link String}, the bytes themselves for
 * {@code byte[]} and {@link SdkBytes}, JSON for everything else.
 */
public final class ValueCodecs {

	private final JsonMapper jsonMapper;

	private final JsonBeans beans;

	private final Samples samples;

	/**
	 * Creates the codecs.
	 * @param jsonMapper writes and reads JSON; it must not have default typing, which
	 * would let stored data choose the classes that are made from it. It is not changed:
	 * where it does not know {@link SdkBytes}, a copy of it does.
	 */
	public ValueCodecs(JsonMapper jsonMapper) {
		this.jsonMapper = SdkBytesJson.addTo(jsonMapper);
		this.beans = new JsonBeans(this.jsonMapper);
		this.samples = new Samples(this.jsonMapper);
	}

	/**
	 * Returns the codec of a type. Its values come back equal, with the same classes in
	 * every place, or are refused by {@link ValueCodec#encode}: those that the types do
	 * not prove to come back are read back and compared before they are stored.
	 * @param type the property's type
	 * @param path what its values are called in messages, such as {@code Page.links}
	 * @return the codec
	 * @throws IllegalArgumentException if values of the type cannot be stored, or would
	 * not come back
	 */
	public ValueCodec forType(Type type, String path) {
		if (type == String.class) {
			return new TextCodec();
		}
		if (type == byte[].class) {
			return BytesCodec.ARRAY;
		}
		if (type == SdkBytes.class) {
			return BytesCodec.SDK_BYTES;
		}
		requireSupported(ResolvableType.forType(type));
		JavaType javaType = this.jsonMapper.constructType(type);
		JsonProof proof = new JsonTypes(this.jsonMapper, this.beans, this.samples).prove(javaType, path);
		return new JsonCodec(this.jsonMapper, javaType, path, proof, new ReadBack(this.jsonMapper, this.beans));
	}

	private void requireSupported(ResolvableType type) {
		Class<?> raw = type.resolve(Object.class);
		if (raw == Object.class || raw == Void.class) {
			throw new IllegalArgumentException("Values of type " + type + " cannot be stored");
		}
		if (type.getType() == raw && raw.getTypeParameters().length > 0) {
			throw new IllegalArgumentException(
					"Values of type " + type + " cannot be stored, because it has no type arguments");
		}
	}

}

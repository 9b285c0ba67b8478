package io.github.s3backed.codec;

import java.util.Set;

import com.fasterxml.jackson.annotation.JsonFormat;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.ser.SerializerFactory;
import tools.jackson.databind.ser.Serializers;
import tools.jackson.databind.ser.ValueSerializerModifier;

/**
 * Refuses instances of subclasses where their parent is declared: they are written whole
 * and come back as the parent. Jackson asks for a serializer once for each class that it
 * finds, so that this costs nothing for each value.
 */
final class ExactClasses extends SerializerFactory {

	private final SerializerFactory delegate;

	private final Set<Class<?>> declared;

	private ExactClasses(SerializerFactory delegate, Set<Class<?>> declared) {
		this.delegate = delegate;
		this.declared = declared;
	}

	/**
	 * Returns a mapper that refuses instances of subclasses.
	 * @param mapper the mapper, which is not changed
	 * @param declared the declared classes, of which none is a subclass of another
	 * @return a copy, with a cache of serializers of its own
	 */
	static JsonMapper guard(JsonMapper mapper, Set<Class<?>> declared) {
		JsonMapper.Builder builder = mapper.rebuild();
		return builder.serializerFactory(new ExactClasses(builder.serializerFactory(), declared)).build();
	}

	@Override
	public ValueSerializer<Object> createSerializer(SerializationContext context, JavaType type,
			BeanDescription.Supplier description, JsonFormat.Value format) {
		for (Class<?> parent : this.declared) {
			if (type.getRawClass() != parent && parent.isAssignableFrom(type.getRawClass())) {
				throw new IllegalArgumentException(subclass(type.getRawClass(), parent));
			}
		}
		return this.delegate.createSerializer(context, type, description, format);
	}

	static String subclass(Class<?> type, Class<?> parent) {
		return type.getName() + " would be read back as " + parent.getName()
				+ "; declare the class itself, or annotate the parent with @JsonTypeInfo";
	}

	@Override
	public ValueSerializer<Object> createKeySerializer(SerializationContext context, JavaType type) {
		return this.delegate.createKeySerializer(context, type);
	}

	@Override
	public ValueSerializer<Object> getDefaultNullKeySerializer() {
		return this.delegate.getDefaultNullKeySerializer();
	}

	@Override
	public ValueSerializer<Object> getDefaultNullValueSerializer() {
		return this.delegate.getDefaultNullValueSerializer();
	}

	@Override
	public SerializerFactory withAdditionalSerializers(Serializers additional) {
		return new ExactClasses(this.delegate.withAdditionalSerializers(additional), this.declared);
	}

	@Override
	public SerializerFactory withAdditionalKeySerializers(Serializers additional) {
		return new ExactClasses(this.delegate.withAdditionalKeySerializers(additional), this.declared);
	}

	@Override
	public SerializerFactory withSerializerModifier(ValueSerializerModifier modifier) {
		return new ExactClasses(this.delegate.withSerializerModifier(modifier), this.declared);
	}

	@Override
	public SerializerFactory withNullValueSerializer(ValueSerializer<?> serializer) {
		return new ExactClasses(this.delegate.withNullValueSerializer(serializer), this.declared);
	}

	@Override
	public SerializerFactory withNullKeySerializer(ValueSerializer<?> serializer) {
		return new ExactClasses(this.delegate.withNullKeySerializer(serializer), this.declared);
	}

}

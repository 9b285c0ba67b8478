package io.github.s3backed.codec;

import software.amazon.awssdk.core.SdkBytes;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.bean.BeanSerializerBase;
import tools.jackson.databind.ser.impl.UnknownSerializer;
import tools.jackson.databind.ser.std.StdScalarSerializer;

/**
 * {@link SdkBytes} inside JSON, as Jackson writes {@code byte[]}: in Base64. Left to
 * itself it sees an object without properties.
 */
final class SdkBytesJson {

	private SdkBytesJson() {
	}

	/**
	 * Returns a mapper that writes and reads {@link SdkBytes}.
	 * @param mapper the application's mapper, which is not changed
	 * @return itself, if it has a serializer for them, else a copy
	 */
	static JsonMapper addTo(JsonMapper mapper) {
		JavaType type = mapper.constructType(SdkBytes.class);
		Object serializer = mapper._serializationContext().findValueSerializer(type);
		if (!(serializer instanceof BeanSerializerBase || serializer instanceof UnknownSerializer)) {
			return mapper;
		}
		SimpleModule module = new SimpleModule(SdkBytesJson.class.getName());
		module.addSerializer(new Serializer());
		module.addDeserializer(SdkBytes.class, new Deserializer());
		return mapper.rebuild().addModule(module).build();
	}

	private static final class Serializer extends StdScalarSerializer<SdkBytes> {

		Serializer() {
			super(SdkBytes.class);
		}

		@Override
		public void serialize(SdkBytes value, JsonGenerator generator, SerializationContext context) {
			byte[] bytes = value.asByteArrayUnsafe();
			generator.writeBinary(context.getConfig().getBase64Variant(), bytes, 0, bytes.length);
		}

	}

	private static final class Deserializer extends StdScalarDeserializer<SdkBytes> {

		Deserializer() {
			super(SdkBytes.class);
		}

		@Override
		public SdkBytes deserialize(JsonParser parser, DeserializationContext context) {
			return SdkBytes.fromByteArrayUnsafe(parser.getBinaryValue(context.getBase64Variant()));
		}

	}

}

package io.github.s3backed.codec;

import java.io.Closeable;
import java.lang.reflect.Type;
import java.nio.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterator;
import java.util.concurrent.Future;
import java.util.stream.BaseStream;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.exc.InvalidDefinitionException;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.io.InputStreamSource;

/**
 * Finds the codec of a property's type: text for {@link String}, the bytes themselves for
 * {@code byte[]}, JSON for everything else.
 */
public final class ValueCodecs {

	/**
	 * Types that are a way to a value rather than a value.
	 */
	private static final List<Class<?>> UNSUPPORTED = List.of(AutoCloseable.class, Closeable.class, Buffer.class,
			Iterator.class, Spliterator.class, Future.class, BaseStream.class, InputStreamSource.class, Class.class);

	private final JsonMapper jsonMapper;

	/**
	 * Creates the codecs.
	 * @param jsonMapper writes and reads JSON; it must not have default typing, which
	 * would let stored data choose the classes that are made from it
	 */
	public ValueCodecs(JsonMapper jsonMapper) {
		this.jsonMapper = jsonMapper;
	}

	/**
	 * Returns the codec of a type.
	 * @param type the property's type
	 * @return the codec
	 * @throws IllegalArgumentException if values of the type cannot be stored
	 */
	public ValueCodec forType(Type type) {
		if (type == String.class) {
			return new TextCodec();
		}
		if (type == byte[].class) {
			return new BytesCodec();
		}
		requireSupported(ResolvableType.forType(type));
		return new JsonCodec(this.jsonMapper, this.jsonMapper.constructType(type));
	}

	private void requireSupported(ResolvableType type) {
		Class<?> raw = type.resolve(Object.class);
		if (raw == Object.class || raw == Void.class || containsUnsupported(type)) {
			throw new IllegalArgumentException("Values of type " + type + " cannot be stored");
		}
		if (type.getType() == raw && raw.getTypeParameters().length > 0) {
			throw new IllegalArgumentException(
					"Values of type " + type + " cannot be stored, because it has no type arguments");
		}
		requireReadable(type);
	}

	private static boolean containsUnsupported(ResolvableType type) {
		Class<?> raw = type.resolve(Object.class);
		return UNSUPPORTED.stream().anyMatch((unsupported) -> unsupported.isAssignableFrom(raw))
				|| (type.isArray() && containsUnsupported(type.getComponentType())) || (type.getType() != raw
						&& Arrays.stream(type.getGenerics()).anyMatch(ValueCodecs::containsUnsupported));
	}

	/**
	 * Reading a null makes Jackson find the deserializer, and an empty object a way to
	 * make instances, and so they tell now what would otherwise show when the first value
	 * is read back. Where a value names its class, an empty object tells nothing.
	 */
	private void requireReadable(ResolvableType type) {
		ObjectReader reader = this.jsonMapper.readerFor(this.jsonMapper.constructType(type.getType()));
		try {
			reader.readValue("null");
			if (!AnnotatedElementUtils.hasAnnotation(type.resolve(Object.class), JsonTypeInfo.class)) {
				reader.readValue("{}");
			}
		}
		catch (InvalidDefinitionException ex) {
			throw new IllegalArgumentException("Values of type " + type + " cannot be read from JSON", ex);
		}
		catch (RuntimeException ex) {
			// Only that neither is a value of this type.
		}
	}

	private record TextCodec() implements ValueCodec {

		@Override
		public byte[] encode(Object value) {
			String text = (String) value;
			if (text.codePoints().anyMatch((it) -> it >= Character.MIN_SURROGATE && it <= Character.MAX_SURROGATE)) {
				throw new IllegalArgumentException(
						"Text has a surrogate that is not one of a pair, and would not be read as it was written");
			}
			return text.getBytes(StandardCharsets.UTF_8);
		}

		@Override
		public Object decode(byte[] bytes) {
			return new String(bytes, StandardCharsets.UTF_8);
		}

		@Override
		public String contentType() {
			return "text/plain; charset=UTF-8";
		}

	}

	private record BytesCodec() implements ValueCodec {

		@Override
		public byte[] encode(Object value) {
			return (byte[]) value;
		}

		@Override
		public Object decode(byte[] bytes) {
			return bytes;
		}

		@Override
		public String contentType() {
			return "application/octet-stream";
		}

	}

	private record JsonCodec(JsonMapper mapper, JavaType type) implements ValueCodec {

		@Override
		public byte[] encode(Object value) {
			try {
				byte[] bytes = this.mapper.writerFor(this.type).writeValueAsBytes(value);
				requireReadable(bytes);
				return bytes;
			}
			catch (StreamConstraintsException ex) {
				throw new IllegalArgumentException(
						"Value of type " + this.type + " could be written as JSON, but not be read again: "
								+ ex.getOriginalMessage() + "; raise the StreamReadConstraints of the JsonMapper",
						ex);
			}
			catch (JacksonException ex) {
				throw new IllegalArgumentException("Value of type " + this.type + " cannot be written as JSON", ex);
			}
		}

		/**
		 * Jackson limits the length of texts, names and numbers when it reads, and not
		 * when it writes.
		 */
		private void requireReadable(byte[] bytes) {
			StreamReadConstraints limits = this.mapper.tokenStreamFactory().streamReadConstraints();
			int smallest = Math.min(limits.getMaxNumberLength(),
					Math.min(limits.getMaxNameLength(), limits.getMaxStringLength()));
			if (bytes.length <= smallest) {
				return;
			}
			try (JsonParser parser = this.mapper.createParser(bytes)) {
				while (parser.nextToken() != null) {
					parser.getStringLength();
				}
			}
		}

		@Override
		public Object decode(byte[] bytes) {
			try {
				return this.mapper.readerFor(this.type).readValue(bytes);
			}
			catch (JacksonException ex) {
				throw new IllegalArgumentException("JSON cannot be read as " + this.type, ex);
			}
		}

		@Override
		public String contentType() {
			return "application/json";
		}

	}

}

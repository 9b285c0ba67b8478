package io.github.s3backed.codec;

import java.util.stream.Collectors;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.util.ByteArrayBuilder;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Values as JSON. What the types do not prove to come back is read back when it is
 * written, and compared.
 */
final class JsonCodec implements ValueCodec {

	private final JavaType type;

	private final String path;

	private final JsonProof proof;

	private final ObjectWriter writer;

	private final ObjectReader reader;

	private final ReadBack readBack;

	private final StreamReadConstraints limits;

	JsonCodec(JsonMapper mapper, JavaType type, String path, JsonProof proof, ReadBack readBack) {
		this.type = type;
		this.path = path;
		this.proof = proof;
		this.writer = proof.writer(mapper).writerFor(type);
		this.reader = mapper.readerFor(type);
		this.readBack = readBack;
		this.limits = mapper.tokenStreamFactory().streamReadConstraints();
	}

	@Override
	public byte[] encode(Object value) {
		return this.proof.isClosed() ? encodeProved(value) : encodeAndCompare(value);
	}

	private byte[] encodeProved(Object value) {
		Difference subclass = this.proof.findSubclass(value, this.type);
		if (subclass != null) {
			throw new IllegalArgumentException(subclass.message(this.path));
		}
		if (!this.proof.hasNames() && !this.proof.hasLongNumbers()) {
			byte[] bytes = write(value);
			return (bytes.length > this.limits.getMaxStringLength()) ? requireWithinLimits(bytes) : bytes;
		}
		try (ByteArrayBuilder out = new ByteArrayBuilder();
				JsonGenerator generator = this.writer.createGenerator(out)) {
			LengthWatch watch = new LengthWatch(generator, this.limits);
			this.writer.writeValue(watch, value);
			byte[] bytes = out.toByteArray();
			return (watch.isSuspicious() || bytes.length > this.limits.getMaxStringLength())
					? requireWithinLimits(bytes) : bytes;
		}
		catch (JacksonException ex) {
			throw notWritten(ex);
		}
	}

	private byte[] encodeAndCompare(Object value) {
		byte[] bytes = write(value);
		Object read;
		try {
			read = this.reader.readValue(bytes);
		}
		catch (JacksonException ex) {
			throw notReadAgain(ex);
		}
		this.readBack.requireSame(value, read, this.type, this.path);
		return bytes;
	}

	private byte[] write(Object value) {
		try {
			return this.writer.writeValueAsBytes(value);
		}
		catch (JacksonException ex) {
			throw notWritten(ex);
		}
	}

	private byte[] requireWithinLimits(byte[] bytes) {
		try (JsonParser parser = this.reader.createParser(bytes)) {
			while (parser.nextToken() != null) {
				parser.getStringLength();
			}
			return bytes;
		}
		catch (JacksonException ex) {
			throw notReadAgain(ex);
		}
	}

	private IllegalArgumentException notWritten(JacksonException ex) {
		return new IllegalArgumentException(
				place(ex) + ": value of type " + this.type + " cannot be written as JSON: " + ex.getOriginalMessage(),
				ex);
	}

	private IllegalArgumentException notReadAgain(JacksonException ex) {
		String advice = (ex instanceof StreamConstraintsException)
				? "; raise the StreamReadConstraints of the JsonMapper" : "";
		return new IllegalArgumentException(place(ex) + ": value of type " + this.type
				+ " could be written as JSON, but not be read again: " + ex.getOriginalMessage() + advice, ex);
	}

	private String place(JacksonException ex) {
		return this.path + ex.getPath()
			.stream()
			.map((it) -> (it.getPropertyName() != null) ? "." + it.getPropertyName() : "[" + it.getIndex() + "]")
			.collect(Collectors.joining());
	}

	@Override
	public Object decode(byte[] bytes) {
		try {
			return this.reader.readValue(bytes);
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

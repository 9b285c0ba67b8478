package io.github.s3backed.codec;

import java.util.function.Function;

import software.amazon.awssdk.core.SdkBytes;

/**
 * Bytes as they are.
 *
 * @param toBytes gives a value's bytes, without a copy
 * @param toValue makes a value that keeps the bytes
 */
record BytesCodec(Function<Object, byte[]> toBytes, Function<byte[], Object> toValue) implements ValueCodec {

	static final BytesCodec ARRAY = new BytesCodec((value) -> (byte[]) value, (bytes) -> bytes);

	static final BytesCodec SDK_BYTES = new BytesCodec((value) -> ((SdkBytes) value).asByteArrayUnsafe(),
			SdkBytes::fromByteArrayUnsafe);

	@Override
	public byte[] encode(Object value) {
		return this.toBytes.apply(value);
	}

	@Override
	public Object decode(byte[] bytes) {
		return this.toValue.apply(bytes);
	}

	@Override
	public String contentType() {
		return "application/octet-stream";
	}

}

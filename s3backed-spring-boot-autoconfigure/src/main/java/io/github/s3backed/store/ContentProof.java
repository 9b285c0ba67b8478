package io.github.s3backed.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

import io.github.s3backed.CorruptObjectException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/**
 * Whether a store has kept what was sent. AWS says so itself, with the checksum that it
 * was given; a store that does not say it has proven nothing, however successful its
 * answer: some keep the framing of a chunked body as if it were content. An ETag that is
 * the MD5 of the content proves it. One that is not proves nothing, since it is something
 * else where a store encrypts. Else the object has to be read.
 */
final class ContentProof {

	static final int BUFFER = 64 * 1024;

	private static final Pattern MD5 = Pattern.compile("\"?([0-9a-f]{32})\"?");

	private final ObjectUpload upload;

	ContentProof(ObjectUpload upload) {
		this.upload = upload;
	}

	/**
	 * Returns the checksum as S3 writes it.
	 */
	String checksum() {
		return Base64.getEncoder()
			.encodeToString(ByteBuffer.allocate(Integer.BYTES).putInt(this.upload.crc32c()).array());
	}

	/**
	 * Tells whether the answer to an upload proves what was stored.
	 * @throws CorruptObjectException if it says that something else was
	 */
	boolean isIn(PutObjectResponse response) {
		if (isOther(response.checksumCRC32C(), checksum()) || isOther(response.size(), this.upload.length())) {
			throw new CorruptObjectException(
					"S3 stored " + this.upload.location() + " with CRC-32C " + response.checksumCRC32C() + " and "
							+ response.size() + " bytes, sent were " + checksum() + " and " + this.upload.length(),
					null);
		}
		return response.checksumCRC32C() != null || isMd5(response.eTag());
	}

	private static boolean isOther(@Nullable Object said, Object expected) {
		return said != null && !said.equals(expected);
	}

	/**
	 * The bytes that the MD5 is made of must be those that were hashed.
	 */
	private boolean isMd5(@Nullable String eTag) {
		Matcher matcher = MD5.matcher((eTag != null) ? eTag : "");
		if (!matcher.matches()) {
			return false;
		}
		MessageDigest md5 = newMd5();
		CRC32C checksum = new CRC32C();
		try (InputStream body = this.upload.body().get()) {
			byte[] buffer = new byte[BUFFER];
			for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
				checksum.update(buffer, 0, read);
				md5.update(buffer, 0, read);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Reading from memory failed", ex);
		}
		return (int) checksum.getValue() == this.upload.crc32c()
				&& HexFormat.of().formatHex(md5.digest()).equals(matcher.group(1));
	}

	private static MessageDigest newMd5() {
		try {
			return MessageDigest.getInstance("MD5");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has MD5", ex);
		}
	}

	/**
	 * Reads the object that was stored, and no more of it than was sent.
	 * @throws CorruptObjectException if it is not what was sent
	 */
	@Nullable Void requireStored(InputStream body, long length) throws IOException {
		if (length >= 0 && length != this.upload.length()) {
			throw other(length + " bytes");
		}
		CRC32C checksum = new CRC32C();
		byte[] buffer = new byte[BUFFER];
		long count = 0;
		for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
			checksum.update(buffer, 0, read);
			count += read;
			if (count > this.upload.length()) {
				throw other("more bytes");
			}
		}
		if (count != this.upload.length() || (int) checksum.getValue() != this.upload.crc32c()) {
			throw other(count + " bytes with another checksum");
		}
		return null;
	}

	private CorruptObjectException other(String stored) {
		return new CorruptObjectException("The store has acknowledged " + this.upload.location()
				+ " and kept something else: " + stored + ", sent were " + this.upload.length()
				+ " bytes. If it is more, it keeps the framing of chunked bodies:"
				+ " set spring.cloud.aws.s3.chunked-encoding-enabled=false", null);
	}

}

package io.github.s3backed.content;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;

import io.github.s3backed.pointer.ObjectLocation;
import software.amazon.awssdk.core.SdkBytes;

/**
 * A content that somebody else has put into S3, under a key of the item that is to have
 * it.
 *
 * @param location where it is
 * @param size its length in bytes
 * @param sha256 its SHA-256
 * @param contentType its media type
 */
public record UploadedObject(ObjectLocation location, long size, SdkBytes sha256,
		String contentType) implements ContentSource {

	private static final String FORMAT = "1";

	private static final int FIELDS = 5;

	/**
	 * Reads a token. Nobody vouches for what it says.
	 * @param token the token
	 * @return the upload that it names
	 * @throws IllegalArgumentException if it is none
	 */
	public static UploadedObject parse(String token) {
		try {
			String[] fields = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8).split("\n", -1);
			if (fields.length == FIELDS && fields[0].equals(FORMAT)) {
				return new UploadedObject(ObjectLocation.parse(fields[1]), Long.parseLong(fields[2]),
						SdkBytes.fromByteArrayUnsafe(HexFormat.of().parseHex(fields[3])), fields[4]);
			}
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException("The token is not one of an UploadTicket", ex);
		}
		throw new IllegalArgumentException("The token is not one of an UploadTicket of this version");
	}

	/**
	 * Returns the token.
	 * @return what {@link #parse} reads
	 */
	public String token() {
		String fields = String.join("\n", FORMAT, this.location.uri(), Long.toString(this.size),
				HexFormat.of().formatHex(this.sha256.asByteArrayUnsafe()), this.contentType);
		return Base64.getUrlEncoder().withoutPadding().encodeToString(fields.getBytes(StandardCharsets.UTF_8));
	}

}

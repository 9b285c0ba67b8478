package io.github.s3backed.testsupport;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.Checksum;

import org.jspecify.annotations.Nullable;

/**
 * The body of a request as it comes in.
 *
 * @param request the request
 * @param in the bytes as they are sent
 */
record SeededBody(SeededRequest request, InputStream in) {

	private static final String CHECKSUM = "x-amz-checksum-";

	byte[] bytes() throws IOException {
		return this.in.readAllBytes();
	}

	/**
	 * Take the content in, and compare it with what the request says of it.
	 */
	SeededContent content() throws IOException {
		boolean chunked = this.request.headers().getOrDefault("x-amz-content-sha256", "").startsWith("STREAMING-");
		AwsChunkedInputStream chunks = new AwsChunkedInputStream(this.in);
		Sha256 sha256 = has("sha256") ? new Sha256() : null;
		CRC32 crc32 = has("crc32") ? new CRC32() : null;
		Checksum beside = (sha256 != null) ? sha256 : crc32;
		SeededContent content = SeededArrival.of(chunked ? chunks : this.in, beside);
		String decoded = this.request.header("x-amz-decoded-content-length");
		if (chunked && decoded != null && Long.parseLong(decoded) != content.length()) {
			throw new SeededRefusal(400, "IncompleteBody", "Not " + decoded + " bytes: " + content.length());
		}
		Map<String, String> trailers = chunks.trailers();
		require("crc32c", trailers, Crc32c.format(content.crc32c()));
		if (crc32 != null) {
			require("crc32", trailers, Crc32c.format((int) crc32.getValue()));
		}
		if (sha256 != null) {
			require("sha256", trailers, sha256.format());
		}
		return content;
	}

	private boolean has(String algorithm) {
		return this.request.header(CHECKSUM + algorithm) != null
				|| (CHECKSUM + algorithm).equals(this.request.header("x-amz-trailer"));
	}

	private void require(String algorithm, Map<String, String> trailers, String computed) {
		String header = this.request.header(CHECKSUM + algorithm);
		String sent = (header != null) ? header : trailers.get(CHECKSUM + algorithm);
		require(algorithm, sent, computed);
	}

	static void require(String what, @Nullable String said, String computed) {
		if (said != null && !said.equals(computed)) {
			throw new SeededRefusal(400, "BadDigest", "Of " + what + " " + said + " was said, found was " + computed);
		}
	}

	private static final class Sha256 implements Checksum {

		private final MessageDigest digest;

		private Sha256() {
			try {
				this.digest = MessageDigest.getInstance("SHA-256");
			}
			catch (NoSuchAlgorithmException ex) {
				throw new IllegalStateException(ex);
			}
		}

		private String format() {
			return Base64.getEncoder().encodeToString(this.digest.digest());
		}

		@Override
		public void update(int b) {
			this.digest.update((byte) b);
		}

		@Override
		public void update(byte[] bytes, int offset, int length) {
			this.digest.update(bytes, offset, length);
		}

		@Override
		public long getValue() {
			throw new UnsupportedOperationException();
		}

		@Override
		public void reset() {
			this.digest.reset();
		}

	}

}

package io.github.s3backed.transfer;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Random;

import io.github.s3backed.Compression;
import io.github.s3backed.CorruptObjectException;
import io.github.s3backed.pointer.ObjectLocation;
import io.github.s3backed.pointer.Pointer;
import io.github.s3backed.pointer.Sha256;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Contents that are compared with their pointers while they are read.
 */
class VerifyingInputStreamTests {

	private static final int LENGTH = 200_000;

	private final byte[] content = new byte[LENGTH];

	VerifyingInputStreamTests() {
		new Random(3).nextBytes(this.content);
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 7, 64 * 1024, LENGTH, 2 * LENGTH })
	void theRightContentIsGiven(int buffer) throws IOException {
		try (InputStream in = verifying(this.content)) {
			byte[] found = new byte[LENGTH];
			int position = 0;
			byte[] read = new byte[buffer];
			for (int count = in.read(read); count >= 0; count = in.read(read)) {
				System.arraycopy(read, 0, found, position, count);
				position += count;
			}
			assertThat(found).isEqualTo(this.content);
			assertThat(in.read()).isEqualTo(-1);
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, LENGTH / 2, LENGTH - 1 })
	void theLastByteOfAnotherContentIsNotGiven(int position) throws IOException {
		byte[] other = this.content.clone();
		other[position] ^= 1;
		try (InputStream in = verifying(other)) {
			assertThat(in.readNBytes(LENGTH - 1)).hasSize(LENGTH - 1);
			assertThatExceptionOfType(IOException.class).isThrownBy(in::read)
				.withMessageContainingAll("s3://bucket/key", "SHA-256")
				.withCauseInstanceOf(CorruptObjectException.class);
		}
	}

	@Test
	void theLastByteOfALongerContentIsNotGiven() throws IOException {
		try (InputStream in = verifying(Arrays.copyOf(this.content, LENGTH + 1))) {
			assertThat(in.readNBytes(LENGTH - 1)).hasSize(LENGTH - 1);
			assertThatExceptionOfType(IOException.class).isThrownBy(in::read)
				.withCauseInstanceOf(CorruptObjectException.class);
		}
	}

	@Test
	void aShorterContentHasNoEnd() {
		assertThatExceptionOfType(EOFException.class)
			.isThrownBy(() -> verifying(Arrays.copyOf(this.content, LENGTH - 1)).readAllBytes())
			.withMessageContainingAll("" + (LENGTH - 1), "" + LENGTH);
	}

	@Test
	void whatIsSkippedIsVerifiedToo() throws IOException {
		byte[] other = this.content.clone();
		other[5] ^= 1;
		try (InputStream in = verifying(other)) {
			in.skipNBytes(LENGTH - 1);
			assertThatExceptionOfType(IOException.class).isThrownBy(in::read)
				.withCauseInstanceOf(CorruptObjectException.class);
		}
	}

	private InputStream verifying(byte[] stored) {
		return new VerifyingInputStream(new ByteArrayInputStream(stored),
				new Pointer(new ObjectLocation("bucket", "key"), LENGTH, LENGTH,
						SdkBytes.fromByteArray(Sha256.newDigest().digest(this.content)), Compression.NONE,
						"application/octet-stream"));
	}

}

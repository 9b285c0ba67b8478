package io.github.s3backed.store;

import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

import io.github.s3backed.CorruptObjectException;
import io.github.s3backed.pointer.ObjectLocation;
import io.micrometer.observation.ObservationRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

import org.springframework.dao.InvalidDataAccessApiUsageException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Stores that are not AWS's: what they acknowledge can be read, or is refused, and what
 * they are told to remove they remove.
 */
class OtherStoresTests {

	private static final String OWNER = "111122223333";

	private static final ObjectLocation FIRST = new ObjectLocation("bucket", "a");

	private static final ObjectLocation SECOND = new ObjectLocation("bucket", "b");

	private static final ObjectLocation THIRD = new ObjectLocation("bucket", "c");

	private final LyingStore store = new LyingStore();

	private final ObjectStore objects = new ObjectStore(this.store, new RequestExecutor(ObservationRegistry.NOOP),
			new BucketOwner("bucket", OWNER));

	private final byte[] content = "content".getBytes(StandardCharsets.UTF_8);

	private void put() {
		CRC32C crc32c = new CRC32C();
		crc32c.update(this.content);
		this.objects.put(new ObjectUpload(FIRST, () -> new ByteArrayInputStream(this.content), this.content.length,
				(int) crc32c.getValue(), "text/plain", null, Map.of()));
	}

	@Test
	void anAnswerWithTheChecksumProvesAtOnce() {
		this.store.saying = (response, kept) -> response.checksumCRC32C(crc32c(kept)).eTag("opaque");
		put();
		assertThat(this.store.requests).containsExactly("PutObject a");
	}

	@ParameterizedTest
	@CsvSource({ "%s", "'\"%s\"'" })
	void anETagThatIsTheMd5ProvesAtOnce(String format) {
		this.store.saying = (response, kept) -> response.eTag(format.formatted(md5(kept)));
		put();
		assertThat(this.store.requests).containsExactly("PutObject a");
	}

	@Test
	void anyOtherAnswerProvesNothingSoThatTheObjectIsRead() {
		this.store.saying = (response, kept) -> response.eTag("opaque");
		put();
		this.store.saying = (response, kept) -> response.eTag(md5(new byte[1]));
		put();
		this.store.saying = (response, kept) -> {
		};
		put();
		assertThat(this.store.requests).containsExactly("PutObject a", "GetObject a", "PutObject a", "GetObject a",
				"PutObject a", "GetObject a");
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource
	void whatIsNotKeptAsItWasSentIsNotAcknowledged(String what, UnaryOperator<byte[]> keeping) {
		this.store.keeping = keeping;
		for (String eTag : List.of("opaque", "md5")) {
			this.store.saying = (response, kept) -> response.eTag(eTag.equals("md5") ? md5(kept) : eTag);
			assertThatExceptionOfType(CorruptObjectException.class).isThrownBy(this::put)
				.withMessageContainingAll(FIRST.uri(), "spring.cloud.aws.s3.chunked-encoding-enabled=false");
		}
		this.store.saying = (response, kept) -> response.checksumCRC32C(crc32c(kept));
		assertThatExceptionOfType(CorruptObjectException.class).isThrownBy(this::put);
	}

	static Stream<Arguments> whatIsNotKeptAsItWasSentIsNotAcknowledged() {
		return Stream.of(Arguments.of("the framing of chunks", change((sent) -> "7\r\n" + sent + "\r\n0\r\n\r\n")),
				Arguments.of("less", change((sent) -> sent.substring(1))),
				Arguments.of("nothing", change((sent) -> "")),
				Arguments.of("something else", change((sent) -> sent.toUpperCase())));
	}

	private static UnaryOperator<byte[]> change(UnaryOperator<String> change) {
		return (sent) -> change.apply(new String(sent, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
	}

	@Test
	void whatIsNotThereAfterwardsIsNotAcknowledged() {
		this.store.keeping = (sent) -> null;
		assertThatExceptionOfType(ObjectUnavailableException.class).isThrownBy(this::put);
	}

	@Test
	void bytesThatChangeBeforeTheyAreSentAreTold() {
		CRC32C crc32c = new CRC32C();
		crc32c.update(this.content);
		this.content[3] ^= 1;
		for (String say : List.of("checksum", "md5", "nothing")) {
			this.store.saying = (response, kept) -> answer(response, kept, say);
			assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
				.isThrownBy(() -> this.objects.put(new ObjectUpload(FIRST, () -> new ByteArrayInputStream(this.content),
						this.content.length, (int) crc32c.getValue(), "text/plain", null, Map.of())))
				.withMessageContainingAll(FIRST.uri(), "changed by another thread");
		}
	}

	private static void answer(PutObjectResponse.Builder response, byte[] kept, String say) {
		if (say.equals("checksum")) {
			response.checksumCRC32C(crc32c(kept));
		}
		else if (say.equals("md5")) {
			response.eTag(md5(kept));
		}
	}

	@ParameterizedTest
	@CsvSource({ "501, NotImplemented", "501,", "405, MethodNotAllowed", "400, MissingContentMD5",
			"400, InvalidRequest", "400," })
	void whereManyCannotBeRemovedAtOnceTheyAreRemovedOneByOne(int status, String code) {
		this.store.refusal = LyingStore.error(status, code);
		this.store.objects.putAll(Map.of("a", this.content, "c", this.content));
		assertThat(this.objects.delete(List.of(FIRST, SECOND, THIRD))).isEmpty();
		assertThat(this.store.objects).isEmpty();
		assertThat(this.objects.delete(List.of(FIRST))).isEmpty();
		assertThat(this.store.requests).containsExactly("DeleteObjects 3", "DeleteObject a", "DeleteObject b",
				"DeleteObject c", "DeleteObject a");
		assertThat(this.store.owners).containsOnly(OWNER);
	}

	@ParameterizedTest
	@CsvSource({ "403, AccessDenied", "400, ExpiredToken", "503, SlowDown", "500, InternalError", "404, NoSuchBucket" })
	void anyOtherRefusalIsNotOfTheForm(int status, String code) {
		this.store.refusal = LyingStore.error(status, code);
		assertThat(this.objects.delete(List.of(FIRST, SECOND))).hasSize(2);
		assertThat(this.store.requests).containsExactly("DeleteObjects 2");
	}

	@Test
	void whereNoneCanBeRemovedItIsTriedWithOneOnly() {
		this.store.refusal = LyingStore.error(501, "NotImplemented");
		this.store.refusalOfOne = LyingStore.error(403, "AccessDenied");
		assertThat(this.objects.delete(List.of(FIRST, SECOND))).extracting(ObjectStore.DeleteFailure::location)
			.containsExactly(FIRST, SECOND);
		assertThat(this.store.requests).containsExactly("DeleteObjects 2", "DeleteObject a");
	}

	private static String crc32c(byte[] content) {
		CRC32C checksum = new CRC32C();
		checksum.update(content);
		return Base64.getEncoder().encodeToString(ByteBuffer.allocate(4).putInt((int) checksum.getValue()).array());
	}

	private static String md5(byte[] content) {
		try {
			return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(content));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}

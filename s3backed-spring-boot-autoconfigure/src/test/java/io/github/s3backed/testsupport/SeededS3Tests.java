package io.github.s3backed.testsupport;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.Part;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.tuple;

/**
 * The SDK finds in the stand-in what it would find in S3.
 */
class SeededS3Tests {

	private static final String KEY = "a/ü & b";

	private static final int PART = 5 << 20;

	private static final long LENGTH = 2 * PART + 12_345;

	private static final SeededBytes BYTES = new SeededBytes(7);

	private final SeededS3 s3 = SeededS3.start();

	private final S3Client client = this.s3.client();

	@AfterEach
	void close() throws IOException {
		this.client.close();
		this.s3.close();
	}

	@BeforeEach
	void isEmpty() {
		assertThat(this.s3.keys()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void aLargeObjectIsMadeAnewWhenItIsRead(boolean chunked) throws IOException {
		try (S3Client own = this.s3.endpoints()
			.s3ClientBuilder()
			.serviceConfiguration((it) -> it.chunkedEncodingEnabled(chunked))
			.build()) {
			own.putObject((put) -> put.bucket(SeededS3.BUCKET)
				.key(KEY)
				.contentType("text/plain")
				.metadata(Map.of("owner", "me"))
				.checksumAlgorithm(ChecksumAlgorithm.CRC32_C), body(0, LENGTH));
			try (InputStream content = get((get) -> get.checksumMode(ChecksumMode.ENABLED))) {
				assertThat(content).hasSameContentAs(BYTES.stream(LENGTH));
			}
		}
		HeadObjectResponse head = head();
		assertThat(head.contentLength()).isEqualTo(LENGTH);
		assertThat(head.contentType()).isEqualTo("text/plain");
		assertThat(head.metadata()).containsOnly(Map.entry("owner", "me"));
		assertThat(head.checksumCRC32C()).isEqualTo(checksum(LENGTH));
		assertThat(head.checksumType()).isEqualTo(ChecksumType.FULL_OBJECT);
		assertThat(this.s3.keys()).containsExactly(KEY);
	}

	@Test
	void aSmallObjectIsKept() {
		this.client.putObject((put) -> put.bucket(SeededS3.BUCKET).key(KEY).contentEncoding("gzip"),
				RequestBody.fromString("small"));
		assertThat(this.client.getObjectAsBytes((get) -> get.bucket(SeededS3.BUCKET).key(KEY)).asUtf8String())
			.isEqualTo("small");
		assertThat(head().contentEncoding()).isEqualTo("gzip");
		refused("PreconditionFailed",
				() -> this.client.putObject((put) -> put.bucket(SeededS3.BUCKET).key(KEY).ifNoneMatch("*"),
						RequestBody.fromString("other")));
		refused("BadDigest",
				() -> this.client.putObject((put) -> put.bucket(SeededS3.BUCKET).key(KEY).checksumCRC32C("AAAAAA=="),
						RequestBody.fromString("x")));
	}

	@Test
	void aLargeObjectOfOtherBytesIsRefused() {
		byte[] other = bytes(0, PART);
		other[PART - 1] ^= 1;
		refused("NotSeeded", () -> put(RequestBody.fromBytes(other)));
		refused("NotSeeded", () -> put(RequestBody.fromBytes(new byte[PART])));
		refused("NotSeeded", () -> put(body(1, PART)));
		assertThat(this.s3.keys()).isEmpty();
	}

	@Test
	void partsMayComeInAnyOrder() throws IOException {
		String id = begin();
		List<CompletedPart> parts = new ArrayList<>();
		for (int number = 3; number > 0; number--) {
			parts.add(send(id, number));
		}
		Collections.reverse(parts);
		assertThat(this.s3.openUploads()).containsExactly(KEY);
		CompleteMultipartUploadResponse response = this.client.completeMultipartUpload(completion(id, parts));
		assertThat(response.eTag()).endsWith("-3\"");
		assertThat(response.checksumCRC32C()).isEqualTo(checksum(LENGTH));
		assertThat(response.checksumType()).isEqualTo(ChecksumType.FULL_OBJECT);
		assertThat(this.s3.openUploads()).isEmpty();
		assertThat(this.s3.length(KEY)).hasValue(LENGTH);
		assertThat(this.s3.parts()).containsExactly(Map.entry(1, 1L), Map.entry(2, 1L), Map.entry(3, 1L));
		assertThat(this.s3.bytesReceived()).isGreaterThanOrEqualTo(LENGTH);
		ResponseInputStream<GetObjectResponse> range = get(
				(get) -> get.range("bytes=" + (PART - 3) + "-" + (PART + 8)).ifMatch(response.eTag()));
		assertThat(range.response().contentRange()).isEqualTo("bytes " + (PART - 3) + "-" + (PART + 8) + "/" + LENGTH);
		assertThat(range).hasBinaryContent(bytes(PART - 3, 12));
		refused("PreconditionFailed", () -> get((get) -> get.ifMatch("\"other\"")));
		refused("InvalidRange", () -> get((get) -> get.range("bytes=" + LENGTH + "-")));
	}

	@Test
	void partsThatAreNotAsSaidAreRefused() {
		String id = begin();
		List<CompletedPart> parts = List.of(send(id, 1), send(id, 2), send(id, 3));
		CompleteMultipartUploadRequest right = completion(id, parts);
		refused("BadDigest",
				() -> this.client.completeMultipartUpload(right.toBuilder().checksumCRC32C(checksum(5)).build()));
		refused("InvalidRequest",
				() -> this.client.completeMultipartUpload(right.toBuilder().mpuObjectSize(LENGTH + 1).build()));
		refused("InvalidPartOrder",
				() -> this.client.completeMultipartUpload(completion(id, List.of(parts.get(1), parts.get(0)))));
		refused("NotSeeded",
				() -> this.client.completeMultipartUpload(completion(id, List.of(parts.get(0), parts.get(2)))));
		refused("InvalidPart", () -> this.client
			.completeMultipartUpload(completion(id, List.of(parts.get(0).toBuilder().partNumber(2).build()))));
		part(id, 2, RequestBody.fromBytes(bytes(PART, 1000)));
		refused("InvalidPart", () -> this.client.completeMultipartUpload(right));
		this.client.abortMultipartUpload((abort) -> abort.bucket(SeededS3.BUCKET).key(KEY).uploadId(id));
		assertThatExceptionOfType(NoSuchUploadException.class).isThrownBy(() -> send(id, 1));
		assertThatExceptionOfType(NoSuchUploadException.class)
			.isThrownBy(() -> this.client.completeMultipartUpload(right));
	}

	@Test
	void openUploadsAndTheirPartsAreListed() {
		String first = begin();
		String second = begin();
		send(second, 2);
		assertThat(this.client.listMultipartUploads((list) -> list.bucket(SeededS3.BUCKET).prefix("a/")).uploads())
			.extracting((upload) -> upload.uploadId())
			.containsExactly(first, second);
		assertThat(this.client
			.listMultipartUploads((list) -> list.bucket(SeededS3.BUCKET).keyMarker(KEY).uploadIdMarker(first))
			.uploads()).hasSize(1);
		assertThat(this.client.listParts((list) -> list.bucket(SeededS3.BUCKET).key(KEY).uploadId(second)).parts())
			.extracting(Part::partNumber, Part::size)
			.containsExactly(tuple(2, (long) PART));
	}

	@Test
	void aDownloadThatBreaksOffGoesOnWithARange() throws IOException {
		put(body(0, LENGTH));
		this.s3.breakOff((request) -> request.operation().equals("GetObject"), 1_000_003);
		ResponseInputStream<GetObjectResponse> broken = get((get) -> {
		});
		assertThat(broken.readNBytes(1_000_003)).isEqualTo(bytes(0, 1_000_003));
		assertThatIOException().isThrownBy(broken::read);
		assertThat(get((get) -> get.range("bytes=1000003-").ifMatch(broken.response().eTag())).readAllBytes())
			.isEqualTo(bytes(1_000_003, (int) (LENGTH - 1_000_003)));
		assertThat(this.s3.counts()).containsEntry("GetObject", 2L);
	}

	@Test
	void aPartThatBreaksOffIsSentAgainByTheSdk() {
		this.s3.breakOff((request) -> request.part() == 2, 2_000_000);
		String id = begin();
		this.client.completeMultipartUpload(completion(id, List.of(send(id, 1), send(id, 2), send(id, 3))));
		assertThat(this.s3.parts()).containsExactly(Map.entry(1, 1L), Map.entry(2, 2L), Map.entry(3, 1L));
		assertThat(head().checksumCRC32C()).isEqualTo(checksum(LENGTH));
	}

	@Test
	void aCompletionWhoseAnswerIsLostIsDone() {
		this.s3.loseReply((request) -> request.operation().equals("CompleteMultipartUpload"));
		String id = begin();
		List<CompletedPart> parts = List.of(send(id, 1), send(id, 2), send(id, 3));
		assertThatExceptionOfType(NoSuchUploadException.class)
			.isThrownBy(() -> this.client.completeMultipartUpload(completion(id, parts)));
		assertThat(head().contentLength()).isEqualTo(LENGTH);
	}

	@Test
	void aRequestIsRefusedAsToldAndTheNextIsNot() {
		this.s3.refuse((request) -> request.operation().equals("PutObject"), 403, "AccessDenied");
		refused("AccessDenied", () -> put(body(0, LENGTH)));
		put(body(0, LENGTH));
		assertThat(this.s3.keys()).containsExactly(KEY);
	}

	@Test
	void objectsAreCopiedWholeAndInParts() throws IOException {
		put(body(0, LENGTH));
		this.client.copyObject((copy) -> copy.sourceBucket(SeededS3.BUCKET)
			.sourceKey(KEY)
			.destinationBucket(SeededS3.BUCKET)
			.destinationKey("copy")
			.copySourceIfMatch(head().eTag()));
		assertThat(this.s3.length("copy")).hasValue(LENGTH);
		String id = this.client.createMultipartUpload((it) -> it.bucket(SeededS3.BUCKET).key("parts")).uploadId();
		String eTag = this.client
			.uploadPartCopy((copy) -> copy.sourceBucket(SeededS3.BUCKET)
				.sourceKey(KEY)
				.copySourceRange("bytes=0-" + (LENGTH - 2))
				.destinationBucket(SeededS3.BUCKET)
				.destinationKey("parts")
				.uploadId(id)
				.partNumber(1))
			.copyPartResult()
			.eTag();
		this.client.completeMultipartUpload((complete) -> complete.bucket(SeededS3.BUCKET)
			.key("parts")
			.uploadId(id)
			.checksumCRC32C(checksum(LENGTH - 1))
			.multipartUpload((upload) -> upload.parts((it) -> it.partNumber(1).eTag(eTag))));
		assertThat(this.s3.length("parts")).hasValue(LENGTH - 1);
	}

	@Test
	void objectsAreListedAndDeleted() {
		for (int number = 0; number < 1003; number++) {
			String key = "list/%04d/x".formatted(number);
			this.client.putObject((put) -> put.bucket(SeededS3.BUCKET).key(key), RequestBody.fromString("x"));
		}
		ListObjectsV2Response page = this.client.listObjectsV2((list) -> list.bucket(SeededS3.BUCKET).prefix("list/"));
		assertThat(page.contents()).hasSize(1000);
		String next = page.nextContinuationToken();
		page = this.client
			.listObjectsV2((list) -> list.bucket(SeededS3.BUCKET).prefix("list/").continuationToken(next));
		assertThat(page.isTruncated()).isFalse();
		assertThat(page.contents()).extracting(S3Object::key)
			.containsExactly("list/1000/x", "list/1001/x", "list/1002/x");
		page = this.client.listObjectsV2(
				(list) -> list.bucket(SeededS3.BUCKET).prefix("list/").delimiter("/").startAfter("list/1001/"));
		assertThat(page.commonPrefixes()).extracting((it) -> it.prefix()).containsExactly("list/1002/");
		this.client.deleteObjects((delete) -> delete.bucket(SeededS3.BUCKET)
			.delete((it) -> it.objects(ObjectIdentifier.builder().key("list/1000/x").build())));
		this.client.deleteObject((delete) -> delete.bucket(SeededS3.BUCKET).key("list/1001/x"));
		assertThat(this.s3.keys()).hasSize(1001);
		this.client.headBucket((head) -> head.bucket(SeededS3.BUCKET));
		assertThatExceptionOfType(S3Exception.class)
			.isThrownBy(() -> this.client.headBucket((head) -> head.bucket("other")));
	}

	private static void refused(String code, Runnable request) {
		assertThatExceptionOfType(S3Exception.class).isThrownBy(request::run)
			.satisfies((ex) -> assertThat(ex.awsErrorDetails().errorCode()).isEqualTo(code));
	}

	private static String checksum(long length) {
		return Crc32c.format(BYTES.crc32c(0, length));
	}

	private static byte[] bytes(long position, int length) {
		byte[] bytes = new byte[length];
		BYTES.fill(position, bytes, 0, length);
		return bytes;
	}

	private static RequestBody body(long position, long length) {
		return RequestBody.fromContentProvider(() -> new SeededInputStream(BYTES, position, length), length,
				"application/octet-stream");
	}

	private void put(RequestBody body) {
		this.client.putObject((put) -> put.bucket(SeededS3.BUCKET).key(KEY), body);
	}

	private HeadObjectResponse head() {
		return this.client
			.headObject((head) -> head.bucket(SeededS3.BUCKET).key(KEY).checksumMode(ChecksumMode.ENABLED));
	}

	private ResponseInputStream<GetObjectResponse> get(Consumer<GetObjectRequest.Builder> change) {
		GetObjectRequest.Builder request = GetObjectRequest.builder().bucket(SeededS3.BUCKET).key(KEY);
		change.accept(request);
		return this.client.getObject(request.build());
	}

	private String begin() {
		return this.client
			.createMultipartUpload((create) -> create.bucket(SeededS3.BUCKET)
				.key(KEY)
				.checksumAlgorithm(ChecksumAlgorithm.CRC32_C)
				.checksumType(ChecksumType.FULL_OBJECT))
			.uploadId();
	}

	private CompletedPart send(String id, int number) {
		long position = (number - 1L) * PART;
		return part(id, number, body(position, Math.min(PART, LENGTH - position)));
	}

	private CompletedPart part(String id, int number, RequestBody body) {
		UploadPartResponse response = this.client.uploadPart((part) -> part.bucket(SeededS3.BUCKET)
			.key(KEY)
			.uploadId(id)
			.partNumber(number)
			.checksumAlgorithm(ChecksumAlgorithm.CRC32_C), body);
		return CompletedPart.builder()
			.partNumber(number)
			.eTag(response.eTag())
			.checksumCRC32C(response.checksumCRC32C())
			.build();
	}

	private static CompleteMultipartUploadRequest completion(String id, List<CompletedPart> parts) {
		return CompleteMultipartUploadRequest.builder()
			.bucket(SeededS3.BUCKET)
			.key(KEY)
			.uploadId(id)
			.multipartUpload((upload) -> upload.parts(parts))
			.checksumCRC32C((parts.size() == 3) ? checksum(LENGTH) : null)
			.checksumType(ChecksumType.FULL_OBJECT)
			.mpuObjectSize((parts.size() == 3) ? LENGTH : null)
			.ifNoneMatch("*")
			.build();
	}

}

package io.github.s3backed.simulation;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.ListPartsResponse;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;
import software.amazon.awssdk.services.s3.model.Part;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Multipart uploads are as S3's, whatever becomes of their requests.
 */
class SimulatedUploadsTests {

	private static final String KEY = "key";

	private final Trial trial = new Trial();

	@AfterEach
	void close() {
		this.trial.close();
	}

	@Test
	void theObjectIsMadeOfItsPartsAndAsOldAsItsUpload() {
		this.trial.quietly((world) -> {
			var begun = world.time().instant();
			String id = begin(world, KEY);
			world.time().advance(Duration.ofHours(3));
			CompleteMultipartUploadResponse response = complete(world, id, send(world, id, 3, "c"),
					send(world, id, 7, "d"));
			assertThat(response.eTag()).endsWith("-2\"");
			assertThat(response.checksumCRC32C()).isEqualTo(checksum("cd"));
			assertThat(response.checksumType()).isEqualTo(ChecksumType.FULL_OBJECT);
			ObjectStore.StoredObject object = world.objects().get(KEY);
			assertThat(object.content()).asString().isEqualTo("cd");
			assertThat(object.metadata()).containsEntry("owner", "me");
			assertThat(object.contentType()).isEqualTo("text/plain");
			assertThat(object.contentEncoding()).isEqualTo("gzip");
			assertThat(object.lastModified()).isBetween(begun.minusSeconds(1), begun.plusSeconds(1));
			assertThat(uploads(world)).isEmpty();
		});
	}

	@Test
	void anUploadIsCompletedOnce() {
		this.trial.quietly((world) -> {
			String id = begin(world, KEY);
			CompletedPart part = send(world, id, 1, "a");
			complete(world, id, part);
			assertGone(() -> complete(world, id, part));
			assertGone(() -> send(world, id, 2, "b"));
			assertGone(() -> abort(world, id));
			assertGone(() -> parts(world, id, null));
		});
	}

	@Test
	void anAbortedUploadIsGone() {
		this.trial.quietly((world) -> {
			String id = begin(world, KEY);
			CompletedPart part = send(world, id, 1, "a");
			abort(world, id);
			assertThat(uploads(world)).isEmpty();
			assertGone(() -> complete(world, id, part));
			assertGone(() -> send(world, id, 2, "b"));
			assertGone(() -> abort(world, id));
		});
	}

	@Test
	void whatIsNotAsSaidIsRefusedAndTheUploadStaysOpen() {
		this.trial.quietly((world) -> {
			String id = begin(world, KEY);
			CompletedPart one = send(world, id, 1, "a");
			CompletedPart two = send(world, id, 2, "b");
			refused("BadDigest", () -> part(world, id, 3, "c", checksum("d")));
			refused("InvalidArgument", () -> part(world, id, 10_001, "c", null));
			CompleteMultipartUploadRequest right = completion(id, "ab", one, two);
			refused("BadDigest",
					() -> world.s3().completeMultipartUpload(right.toBuilder().checksumCRC32C(checksum("x")).build()));
			refused("InvalidRequest",
					() -> world.s3().completeMultipartUpload(right.toBuilder().mpuObjectSize(3L).build()));
			refused("InvalidPart", () -> complete(world, id, one, two.toBuilder().partNumber(3).build()));
			refused("InvalidPart", () -> complete(world, id, one, two.toBuilder().eTag(one.eTag()).build()));
			refused("InvalidPart", () -> complete(world, id, two.toBuilder().checksumCRC32C(checksum("x")).build()));
			refused("InvalidPartOrder", () -> complete(world, id, two, one));
			refused("MalformedXML", () -> complete(world, id));
			assertThat(uploads(world)).containsExactly(id);
			world.s3().completeMultipartUpload(right);
		});
	}

	@Test
	void anObjectThatMustBeTheFirstIsRefusedWhereThereIsOne() {
		this.trial.quietly((world) -> {
			String id = begin(world, KEY);
			CompletedPart part = send(world, id, 1, "a");
			world.s3().putObject((put) -> put.bucket(ObjectStore.BUCKET).key(KEY), RequestBody.fromString("first"));
			refused("PreconditionFailed", () -> complete(world, id, part));
			assertThat(uploads(world)).containsExactly(id);
		});
	}

	@Test
	void listsGoOnWhereTheirPagesHaveEnded() {
		this.trial.quietly((world) -> {
			String second = begin(world, "b/1");
			String other = begin(world, "c/1");
			String first = begin(world, "b/0");
			String third = begin(world, "b/1");
			ListMultipartUploadsResponse page = world.s3()
				.listMultipartUploads((list) -> list.prefix("b/").maxUploads(2));
			assertThat(page.uploads()).extracting(MultipartUpload::uploadId).containsExactly(first, second);
			assertThat(page.isTruncated()).isTrue();
			page = world.s3()
				.listMultipartUploads(
						(list) -> list.prefix("b/").keyMarker("b/1").uploadIdMarker(second).maxUploads(2));
			assertThat(page.uploads()).extracting(MultipartUpload::uploadId).containsExactly(third);
			assertThat(page.isTruncated()).isFalse();
			assertThat(uploads(world)).containsExactly(first, second, third, other);
			Stream.of(1, 2, 3).forEach((number) -> part(world, "b/1", third, number, "a", null));
			assertThat(listParts(world, "b/1", third, null, 2).nextPartNumberMarker()).isEqualTo(2);
			ListPartsResponse rest = listParts(world, "b/1", third, 2, 2);
			assertThat(rest.parts()).extracting(Part::partNumber).containsExactly(3);
			assertThat(rest.isTruncated()).isFalse();
		});
	}

	@Test
	void aPartThatArrivesAfterTheAbortMayRemainUntilTheNext() {
		World world = this.trial.where(WireCall.Kind.UPLOAD_PART, Fault.LATE, 1, (it) -> {
			String id = begin(it, KEY);
			assertThatExceptionOfType(ApiCallTimeoutException.class).isThrownBy(() -> send(it, id, 1, "a"));
			abort(it, id);
			assertThat(uploads(it)).isEmpty();
		});
		Trial.run(world, (it) -> {
			String id = uploads(it).get(0);
			ListPartsResponse parts = parts(it, id, null);
			assertThat(parts.parts()).extracting(Part::partNumber).containsExactly(1);
			assertGone(() -> complete(it, id, completed(parts.parts().get(0))));
			assertGone(() -> send(it, id, 1, "a"));
			abort(it, id);
			assertThat(uploads(it)).isEmpty();
		});
	}

	@Test
	void aPartThatArrivesAfterTheAbortNeedNotRemain() {
		World world = this.trial.where(WireCall.Kind.UPLOAD_PART, Fault.LATE, 0, (it) -> {
			String id = begin(it, KEY);
			assertThatExceptionOfType(ApiCallTimeoutException.class).isThrownBy(() -> send(it, id, 1, "a"));
			abort(it, id);
		});
		assertThat(world.objects().uploads().existing()).isEmpty();
	}

	@Test
	void anUploadWhoseBeginningWasNotAnsweredIsOpen() {
		World world = this.trial.where(WireCall.Kind.CREATE_UPLOAD, Fault.LOST_REPLY, 0,
				(it) -> assertThatExceptionOfType(SdkClientException.class).isThrownBy(() -> begin(it, KEY)));
		assertThat(world.objects().uploads().existing()).hasSize(1);
		world = this.trial.where(WireCall.Kind.CREATE_UPLOAD, Fault.TWICE, 0,
				(it) -> assertThat(begin(it, KEY)).isEqualTo("upload-0002"));
		assertThat(world.objects().uploads().existing()).hasSize(2);
	}

	@Test
	void aCompletionIsAppliedThoughItsAnswerSaysOtherwise() {
		for (Fault fault : List.of(Fault.LOST_REPLY, Fault.SERVER_ERROR_APPLIED, Fault.TWICE)) {
			World world = this.trial.where(WireCall.Kind.COMPLETE_UPLOAD, fault, 0, (it) -> {
				String id = begin(it, KEY);
				CompletedPart part = send(it, id, 1, "a");
				assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> complete(it, id, part));
			});
			assertThat(world.objects().all()).containsOnlyKeys(KEY);
		}
	}

	@Test
	void aSuccessMayBeAnErrorPage() {
		World world = this.trial.where(WireCall.Kind.CREATE_UPLOAD, Fault.ERROR_PAGE, 0,
				(it) -> assertThat(begin(it, KEY)).isNull());
		assertThat(world.objects().uploads().existing()).isEmpty();
		world = this.trial.where(WireCall.Kind.COMPLETE_UPLOAD, Fault.ERROR_PAGE, 1, (it) -> {
			String id = begin(it, KEY);
			assertThat(complete(it, id, send(it, id, 1, "a")).eTag()).isNull();
		});
		assertThat(world.objects().all()).containsOnlyKeys(KEY);
		world = this.trial.where(WireCall.Kind.COMPLETE_UPLOAD, Fault.ERROR_PAGE, 2, (it) -> {
			String id = begin(it, KEY);
			CompletedPart part = send(it, id, 1, "a");
			assertThatExceptionOfType(S3Exception.class).isThrownBy(() -> complete(it, id, part))
				.satisfies((ex) -> assertThat(ex.statusCode()).isEqualTo(200));
		});
		assertThat(world.objects().all()).isEmpty();
	}

	@Test
	void answersMayTellOfSomethingElse() {
		this.trial.where(WireCall.Kind.UPLOAD_PART, Fault.MISREPORTED, 0,
				(it) -> assertThat(part(it, begin(it, KEY), 1, "a", null).checksumCRC32C()).isEqualTo("AAAAAA=="));
		this.trial.where(WireCall.Kind.UPLOAD_PART, Fault.MISREPORTED, 1,
				(it) -> assertThat(part(it, begin(it, KEY), 1, "a", null).checksumCRC32C()).isNull());
		this.trial.where(WireCall.Kind.COMPLETE_UPLOAD, Fault.MISREPORTED, 1, (it) -> {
			String id = begin(it, KEY);
			assertThat(complete(it, id, send(it, id, 1, "a")).checksumType()).isEqualTo(ChecksumType.COMPOSITE);
		});
		this.trial.where(WireCall.Kind.LIST_PARTS, Fault.CUT_SHORT, 0,
				(it) -> assertThat(parts(it, begin(it, KEY), null).isTruncated()).isTrue());
	}

	@Test
	void anUploadThatNothingExcusesIsAViolation() {
		Scenario scenario = Scenario.alone("leave an upload", Scenario.NOTHING,
				(it) -> it.arrange((world) -> Leftovers.putUpload(world, ItemKey.FIRST)));
		assertThat(this.trial.run(scenario).violations()).extracting(Violation::invariant)
			.containsExactly(Violation.Invariant.NO_OPEN_UPLOAD);
	}

	private static void assertGone(Runnable request) {
		assertThatExceptionOfType(NoSuchUploadException.class).isThrownBy(request::run);
	}

	private static void refused(String code, Runnable request) {
		assertThatExceptionOfType(S3Exception.class).isThrownBy(request::run)
			.satisfies((ex) -> assertThat(ex.awsErrorDetails().errorCode()).isEqualTo(code));
	}

	private static String checksum(String content) {
		return Digests.crc32c(content.getBytes());
	}

	private static String begin(World world, String key) {
		CreateMultipartUploadResponse response = world.s3()
			.createMultipartUpload((create) -> create.bucket(ObjectStore.BUCKET)
				.key(key)
				.contentType("text/plain")
				.contentEncoding("gzip")
				.metadata(Map.of("owner", "me"))
				.checksumAlgorithm(ChecksumAlgorithm.CRC32_C)
				.checksumType(ChecksumType.FULL_OBJECT));
		return response.uploadId();
	}

	private static CompletedPart send(World world, String id, int number, String content) {
		UploadPartResponse response = part(world, id, number, content, checksum(content));
		return CompletedPart.builder()
			.partNumber(number)
			.eTag(response.eTag())
			.checksumCRC32C(response.checksumCRC32C())
			.build();
	}

	private static UploadPartResponse part(World world, String id, int number, String content,
			@Nullable String checksum) {
		return part(world, KEY, id, number, content, checksum);
	}

	private static UploadPartResponse part(World world, String key, String id, int number, String content,
			@Nullable String checksum) {
		UploadPartRequest request = UploadPartRequest.builder()
			.bucket(ObjectStore.BUCKET)
			.key(key)
			.uploadId(id)
			.partNumber(number)
			.checksumCRC32C(checksum)
			.build();
		return world.s3().uploadPart(request, RequestBody.fromString(content));
	}

	private static CompletedPart completed(Part part) {
		return CompletedPart.builder().partNumber(part.partNumber()).eTag(part.eTag()).build();
	}

	private static CompleteMultipartUploadResponse complete(World world, String id, CompletedPart... parts) {
		return world.s3().completeMultipartUpload(completion(id, null, parts));
	}

	private static CompleteMultipartUploadRequest completion(String id, @Nullable String content,
			CompletedPart... parts) {
		return CompleteMultipartUploadRequest.builder()
			.bucket(ObjectStore.BUCKET)
			.key(KEY)
			.uploadId(id)
			.multipartUpload((upload) -> upload.parts(parts))
			.checksumCRC32C((content != null) ? checksum(content) : null)
			.checksumType(ChecksumType.FULL_OBJECT)
			.mpuObjectSize((content != null) ? (long) content.length() : null)
			.ifNoneMatch("*")
			.build();
	}

	private static void abort(World world, String id) {
		world.s3().abortMultipartUpload((abort) -> abort.bucket(ObjectStore.BUCKET).key(KEY).uploadId(id));
	}

	private static ListPartsResponse parts(World world, String id, @Nullable Integer after) {
		return listParts(world, KEY, id, after, null);
	}

	private static ListPartsResponse listParts(World world, String key, String id, @Nullable Integer after,
			@Nullable Integer max) {
		return world.s3()
			.listParts((list) -> list.bucket(ObjectStore.BUCKET)
				.key(key)
				.uploadId(id)
				.partNumberMarker(after)
				.maxParts(max));
	}

	private static List<String> uploads(World world) {
		return world.s3()
			.listMultipartUploads((list) -> list.bucket(ObjectStore.BUCKET))
			.uploads()
			.stream()
			.map(MultipartUpload::uploadId)
			.toList();
	}

}

package io.github.s3backed.simulation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.CopyPartResult;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.TaggingDirective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * Objects are looked at, read in parts and copied as in S3, whatever becomes of the
 * requests.
 */
class SimulatedObjectsTests {

	private static final String TEXT = "0123456789";

	private final Trial trial = new Trial();

	@AfterEach
	void close() {
		this.trial.close();
	}

	@Test
	void aHeadTellsOfTheObject() {
		this.trial.quietly((world) -> {
			put(world, "key");
			HeadObjectResponse head = head(world, ChecksumMode.ENABLED);
			assertThat(head.contentLength()).isEqualTo(10);
			assertThat(head.checksumCRC32C()).isEqualTo(Digests.crc32c(TEXT.getBytes()));
			assertThat(head.eTag()).isEqualTo("\"781e5e245d69b566979b86e28d23f2c7\"");
			assertThat(head.metadata()).containsEntry("owner", "me");
			assertThat(head.lastModified()).isEqualTo(world.objects().get("key").lastModified());
			assertThat(head.sdkHttpResponse().firstMatchingHeader("Date")).isPresent();
			assertThat(head(world, null).checksumCRC32C()).isNull();
			assertThatExceptionOfType(NoSuchKeyException.class)
				.isThrownBy(() -> world.s3().headObject((it) -> it.bucket(ObjectStore.BUCKET).key("other")));
		});
	}

	@Test
	void aHeadMayTellOfSomethingElse() {
		this.trial.where(WireCall.Kind.HEAD_OBJECT, Fault.MISREPORTED, 0, (world) -> {
			put(world, "key");
			assertThat(head(world, ChecksumMode.ENABLED).checksumCRC32C()).isEqualTo("AAAAAA==");
		});
		this.trial.where(WireCall.Kind.HEAD_OBJECT, Fault.MISREPORTED, 1, (world) -> {
			put(world, "key");
			assertThat(head(world, ChecksumMode.ENABLED).contentLength()).isEqualTo(11);
		});
	}

	@Test
	void aRangeIsAPartOfTheObject() {
		this.trial.quietly((world) -> {
			put(world, "key");
			assertThat(range(world, "bytes=2-4")).isEqualTo("234 of bytes 2-4/10");
			assertThat(range(world, "bytes=7-")).isEqualTo("789 of bytes 7-9/10");
			assertThat(range(world, "bytes=8-99")).isEqualTo("89 of bytes 8-9/10");
			assertThat(range(world, "bytes=-3")).isEqualTo("789 of bytes 7-9/10");
			assertThat(range(world, null)).isEqualTo(TEXT + " of null");
			refused(416, () -> range(world, "bytes=10-"));
		});
	}

	@Test
	void anObjectIsReadOnlyIfItIsTheOneThatIsMeant() {
		this.trial.quietly((world) -> {
			put(world, "key");
			String eTag = head(world, null).eTag();
			assertThat(read(world, (get) -> get.ifMatch(eTag))).hasContent(TEXT);
			refused(412, () -> read(world, (get) -> get.ifMatch("\"other\"")));
		});
	}

	@Test
	void aBodyCanBeReadAfterTheCallHasReturned() {
		this.trial.quietly((world) -> {
			put(world, "key");
			ResponseInputStream<GetObjectResponse> body = read(world, (get) -> get.range("bytes=1-"));
			world.objects().delete("key");
			assertThat(body.response().contentLength()).isEqualTo(9);
			assertThat(body).hasContent("123456789");
		});
	}

	@Test
	void aBodyThatIsReadLaterMayBreakOffOrBeAltered() {
		this.trial.where(WireCall.Kind.READ_OBJECT, Fault.BODY_TRUNCATED, 0, (world) -> {
			put(world, "key");
			InputStream body = read(world, (get) -> {
			});
			assertThat(readNBytes(body, 5)).isEqualTo("01234");
			assertThatIOException().isThrownBy(body::read);
		});
		this.trial.where(WireCall.Kind.READ_OBJECT, Fault.BODY_ALTERED, 0, (world) -> {
			put(world, "key");
			assertThat(readNBytes(read(world, (get) -> get.range("bytes=7-")), 3)).isEqualTo("788");
		});
	}

	@Test
	void aCopyHasTheMetadataThatIsAskedFor() {
		this.trial.quietly((world) -> {
			put(world, "key");
			CopyObjectResponse response = copy(world, "key", (it) -> it.metadataDirective(MetadataDirective.REPLACE));
			assertThat(response.copyObjectResult().checksumCRC32C()).isEqualTo(Digests.crc32c(TEXT.getBytes()));
			assertThat(response.copyObjectResult().eTag()).isEqualTo(head(world, null).eTag());
			ObjectStore.StoredObject copy = world.objects().get("copy");
			assertThat(copy.content()).asString().isEqualTo(TEXT);
			assertThat(copy.metadata()).containsOnly(Map.entry("owner", "you"));
			assertThat(copy.contentType()).isEqualTo("text/html");
			world.objects().delete("copy");
			copy(world, "key", (it) -> it.metadataDirective(MetadataDirective.COPY));
			assertThat(world.objects().get("copy").metadata()).containsOnly(Map.entry("owner", "me"));
		});
	}

	@Test
	void onlyWhatIsMeantIsCopied() {
		this.trial.quietly((world) -> {
			assertThatExceptionOfType(NoSuchKeyException.class).isThrownBy(() -> copy(world, "key", (it) -> {
			}));
			put(world, "key");
			refused(412, () -> copy(world, "key", (it) -> it.copySourceIfMatch("\"other\"")));
			put(world, "copy");
			refused(412, () -> copy(world, "key", (it) -> it.ifNoneMatch("*")));
		});
	}

	@Test
	void aCopyMayBeMadeAfterItsSourceAndDestinationAreGone() {
		World world = this.trial.where(WireCall.Kind.COPY_OBJECT, Fault.LATE, 0, (it) -> {
			put(it, "key");
			assertThatExceptionOfType(ApiCallTimeoutException.class).isThrownBy(() -> copy(it, "key", (copy) -> {
			}));
			it.s3().deleteObject((delete) -> delete.bucket(ObjectStore.BUCKET).key("copy"));
		});
		assertThat(world.objects().all()).containsOnlyKeys("copy", "key");
		world = this.trial.where(WireCall.Kind.COPY_OBJECT, Fault.LATE, 0, (it) -> {
			put(it, "key");
			assertThatExceptionOfType(ApiCallTimeoutException.class).isThrownBy(() -> copy(it, "key", (copy) -> {
			}));
			it.s3().deleteObject((delete) -> delete.bucket(ObjectStore.BUCKET).key("key"));
		});
		assertThat(world.objects().all()).isEmpty();
	}

	@Test
	void theAnswerToACopyMayBeAnErrorPageOrTellOfSomethingElse() {
		for (int applied = 0; applied < 2; applied++) {
			World world = this.trial.where(WireCall.Kind.COPY_OBJECT, Fault.ERROR_PAGE, applied, (it) -> {
				put(it, "key");
				assertThat(copy(it, "key", (copy) -> {
				}).copyObjectResult().eTag()).isNull();
			});
			assertThat(world.objects().all()).hasSize(1 + applied);
		}
		this.trial.where(WireCall.Kind.COPY_OBJECT, Fault.MISREPORTED, 0, (it) -> {
			put(it, "key");
			assertThat(copy(it, "key", (copy) -> {
			}).copyObjectResult().checksumCRC32C()).isEqualTo("AAAAAA==");
		});
	}

	@Test
	void aPartMayBeCopiedFromAnObject() {
		this.trial.quietly((world) -> {
			put(world, "key");
			String id = world.s3()
				.createMultipartUpload((create) -> create.bucket(ObjectStore.BUCKET).key("copy"))
				.uploadId();
			CopyPartResult part = world.s3()
				.uploadPartCopy((copy) -> copy.sourceBucket(ObjectStore.BUCKET)
					.sourceKey("key")
					.copySourceRange("bytes=3-5")
					.destinationBucket(ObjectStore.BUCKET)
					.destinationKey("copy")
					.uploadId(id)
					.partNumber(1))
				.copyPartResult();
			assertThat(part.checksumCRC32C()).isEqualTo(Digests.crc32c("345".getBytes()));
			world.s3()
				.completeMultipartUpload((complete) -> complete.bucket(ObjectStore.BUCKET)
					.key("copy")
					.uploadId(id)
					.multipartUpload((upload) -> upload.parts((it) -> it.partNumber(1).eTag(part.eTag()))));
			assertThat(world.objects().get("copy").content()).asString().isEqualTo("345");
		});
	}

	@Test
	void everyBucketOfARequestMustBeTheOwners() {
		World world = this.trial.owned();
		Trial.run(world, (it) -> {
			refused(403, () -> copy(it, "key", (copy) -> copy.expectedBucketOwner(ObjectStore.OWNER)));
			refused(403, () -> head(it, null));
			assertThatExceptionOfType(NoSuchKeyException.class)
				.isThrownBy(() -> copy(it, "key", (copy) -> copy.expectedBucketOwner(ObjectStore.OWNER)
					.expectedSourceBucketOwner(ObjectStore.OWNER)));
		});
	}

	private static void refused(int status, Runnable request) {
		assertThatExceptionOfType(S3Exception.class).isThrownBy(request::run)
			.satisfies((ex) -> assertThat(ex.statusCode()).isEqualTo(status));
	}

	private static void put(World world, String key) {
		world.s3()
			.putObject((put) -> put.bucket(ObjectStore.BUCKET).key(key).metadata(Map.of("owner", "me")),
					RequestBody.fromString(TEXT));
	}

	private static HeadObjectResponse head(World world, @Nullable ChecksumMode mode) {
		return world.s3().headObject((head) -> head.bucket(ObjectStore.BUCKET).key("key").checksumMode(mode));
	}

	private static String range(World world, @Nullable String range) {
		ResponseInputStream<GetObjectResponse> body = read(world, (get) -> get.range(range));
		return readNBytes(body, 20) + " of " + body.response().contentRange();
	}

	private static ResponseInputStream<GetObjectResponse> read(World world, Consumer<GetObjectRequest.Builder> change) {
		GetObjectRequest.Builder request = GetObjectRequest.builder().bucket(ObjectStore.BUCKET).key("key");
		change.accept(request);
		return world.s3().getObject(request.build(), ResponseTransformer.toInputStream());
	}

	private static String readNBytes(InputStream body, int length) {
		try {
			return new String(body.readNBytes(length));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static CopyObjectResponse copy(World world, String from, Consumer<CopyObjectRequest.Builder> change) {
		CopyObjectRequest.Builder request = CopyObjectRequest.builder()
			.sourceBucket(ObjectStore.BUCKET)
			.sourceKey(from)
			.destinationBucket(ObjectStore.BUCKET)
			.destinationKey("copy")
			.contentType("text/html")
			.metadata(Map.of("owner", "you"))
			.taggingDirective(TaggingDirective.REPLACE)
			.checksumAlgorithm(ChecksumAlgorithm.CRC32_C);
		change.accept(request);
		return world.s3().copyObject(request.build());
	}

}

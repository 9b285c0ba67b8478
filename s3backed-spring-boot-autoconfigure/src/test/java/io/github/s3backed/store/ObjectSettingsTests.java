package io.github.s3backed.store;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import io.github.s3backed.ObjectRequestCustomizer;
import io.github.s3backed.pointer.ObjectLocation;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.StorageClass;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What customizers set holds for each request that can store an object.
 */
class ObjectSettingsTests {

	private static final ObjectLocation LOCATION = new ObjectLocation("bucket", "key");

	private static ObjectSettings settings(ObjectRequestCustomizer customizer) {
		return new ObjectCustomizers(List.of(customizer)).settings(LOCATION, "text/html", null, Map.of(),
				new ObjectContext(Object.class, "html", null));
	}

	private static List<SdkPojo> requests(ObjectSettings settings) {
		return List.of(settings.applyTo(PutObjectRequest.builder()).build(),
				settings.applyTo(CreateMultipartUploadRequest.builder()).build(),
				settings.applyTo(CopyObjectRequest.builder()).build());
	}

	@Test
	void eachRequestHasAllThatIsSet() {
		ObjectSettings settings = settings((request) -> request.storageClass(StorageClass.STANDARD_IA)
			.tag("team", "search")
			.cacheControl("max-age=60")
			.contentDisposition("attachment")
			.serverSideEncryption(ServerSideEncryption.AWS_KMS)
			.kmsKeyId("alias/mine")
			.bucketKeyEnabled(true)
			.kmsEncryptionContext(Map.of("b", "2", "a", "\"1\"")));
		String context = Base64.getEncoder()
			.encodeToString("{\"a\":\"\\\"1\\\"\",\"b\":\"2\"}".getBytes(StandardCharsets.UTF_8));
		assertThat(requests(settings)).allSatisfy((request) -> {
			assertThat(value(request, "StorageClass")).isEqualTo("STANDARD_IA");
			assertThat(value(request, "Tagging")).isEqualTo("team=search");
			assertThat(value(request, "CacheControl")).isEqualTo("max-age=60");
			assertThat(value(request, "ContentDisposition")).isEqualTo("attachment");
			assertThat(value(request, "ServerSideEncryption")).isEqualTo("aws:kms");
			assertThat(value(request, "SSEKMSKeyId")).isEqualTo("alias/mine");
			assertThat(value(request, "BucketKeyEnabled")).isEqualTo(true);
			assertThat(value(request, "SSEKMSEncryptionContext")).isEqualTo(context);
		});
	}

	@Test
	void nothingIsSentThatIsNotSet() {
		assertThat(requests(settings((request) -> {
		}))).allSatisfy((request) -> assertThat(request.sdkFields())
			.allSatisfy((field) -> assertThat(field.getValueOrDefault(request)).isIn(null, List.of(), Map.of())));
	}

	@Test
	void tagsAreInTheFormOfAQuery() {
		ObjectSettings settings = settings(
				(request) -> request.tag("a=b", "100 %").tag("\u00e4", "").tag("\u00e4", "+"));
		assertThat(requests(settings))
			.allSatisfy((request) -> assertThat(value(request, "Tagging").toString().split("&"))
				.containsExactlyInAnyOrder("a%3Db=100%20%25", "%C3%A4=%2B"));
	}

	@Test
	void theLibrarysMetadataGoesFirst() {
		ObjectSettings settings = settings((request) -> request.metadata("Mine", "1").metadata("mine", "2"));
		assertThat(settings.metadata(Map.of("s3b-owner", "x"))).isEqualTo(Map.of("mine", "2", "s3b-owner", "x"));
	}

	@Test
	void nobodyIsAskedAboutWhatHasNoContext() {
		ObjectCustomizers customizers = new ObjectCustomizers(List.of((request) -> {
			throw new IllegalStateException();
		}));
		assertThat(customizers.settings(LOCATION, "text/html", 1L, Map.of(), null)).isSameAs(ObjectSettings.NONE);
	}

	private static Object value(SdkPojo request, String name) {
		return request.sdkFields()
			.stream()
			.filter((field) -> field.memberName().equals(name))
			.findFirst()
			.map((field) -> field.getValueOrDefault(request))
			.orElseThrow();
	}

}

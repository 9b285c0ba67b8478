package io.github.s3backed.core;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.s3backed.ObjectRequest;
import io.github.s3backed.ObjectRequestCustomizer;
import io.github.s3backed.testsupport.AwsEnvironment;
import io.github.s3backed.testsupport.AwsTest;
import io.github.s3backed.testsupport.S3MockProcess;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.StorageClass;
import software.amazon.awssdk.services.s3.model.Tag;

import org.springframework.dao.InvalidDataAccessApiUsageException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * What customizers of the application can do to the requests that store objects, and what
 * they cannot.
 */
@AwsTest
class ObjectRequestCustomizerTests {

	private final AwsEnvironment aws;

	ObjectRequestCustomizerTests(AwsEnvironment aws) {
		this.aws = aws;
	}

	private Fixture fixture(ObjectRequestCustomizer... customizers) {
		return Fixture.builder(this.aws).customizers(customizers).build().withTable(Page.class);
	}

	private static Page page(String html) {
		return Page.of("https://example.com/", html);
	}

	@Test
	void whatIsSetIsStoredAndTheContentComesBack() {
		try (S3MockProcess s3Mock = S3MockProcess.start();
				S3Client s3 = s3Mock.client();
				Fixture fixture = Fixture.builder(this.aws)
					.endpoints(this.aws.endpoints().at(s3Mock.endpoint(), this.aws.endpoints().dynamoDb()))
					.customizers((request) -> request.storageClass(StorageClass.STANDARD_IA)
						.tag("kind", "page")
						.metadata("team", "search")
						.cacheControl("max-age=60")
						.contentDisposition("attachment; filename=\"page.html\""))
					.build()
					.withTable(Page.class)) {
			s3.createBucket((it) -> it.bucket(this.aws.bucket()));
			fixture.template().save(page("<html>"));
			String key = s3.listObjectsV2((it) -> it.bucket(this.aws.bucket())).contents().get(0).key();
			HeadObjectResponse stored = s3.headObject((it) -> it.bucket(this.aws.bucket()).key(key));
			assertThat(stored.storageClass()).isEqualTo(StorageClass.STANDARD_IA);
			assertThat(stored.cacheControl()).isEqualTo("max-age=60");
			assertThat(stored.contentDisposition()).isEqualTo("attachment; filename=\"page.html\"");
			assertThat(stored.metadata()).containsEntry("team", "search");
			assertThat(stored.contentType()).isEqualTo("text/html");
			assertThat(s3.getObjectTagging((it) -> it.bucket(this.aws.bucket()).key(key)).tagSet())
				.containsExactly(Tag.builder().key("kind").value("page").build());
			assertThat(fixture.template().findByKey(Page.class, Operation.key())).contains(page("<html>"));
		}
	}

	@Test
	void eachObjectIsAskedAboutOnceByEachInTheirOrder() {
		List<String> asked = Collections.synchronizedList(new ArrayList<>());
		try (Fixture fixture = fixture((request) -> asked.add("first " + describe(request)),
				(request) -> asked.add("second " + describe(request)))) {
			fixture.template().save(page("<html>"));
			String uri = "s3://" + this.aws.bucket() + "/" + this.aws.objects().keySet().iterator().next();
			String object = "Page html https://example.com/ " + uri + " text/html 6";
			assertThat(asked).containsExactly("first " + object, "second " + object);
			fixture.template().save(page("<html>"));
			assertThat(asked).hasSize(2);
		}
	}

	private static String describe(ObjectRequest request) {
		return String.join(" ", request.getEntityType().getSimpleName(), request.getAttribute(),
				request.getKey().partitionKeyValue().s(), request.getUri(), request.getContentType(),
				request.getLength().toString());
	}

	@Test
	void whatOneThrowsFailsTheWriteBeforeTheObjectIsSent() {
		IllegalStateException failure = new IllegalStateException("not today");
		try (Fixture plain = fixture();
				Fixture failing = Fixture.builder(this.aws).tablesOf(plain).customizers((request) -> {
					throw failure;
				}).build()) {
			plain.template().save(page("before"));
			assertThatThrownBy(() -> failing.template().save(page("after"))).isSameAs(failure);
			assertThat(failing.requests().counts()).doesNotContainKeys("PutObject", "PutItem");
			assertThat(plain.template().findByKey(Page.class, Operation.key())).contains(page("before"));
			assertThat(this.aws.objects()).hasSize(1);
		}
	}

	@Test
	void theLibrarysOwnMetadataStays() {
		String url = "https://example.com/" + "\u00e4".repeat(900);
		try (Fixture fixture = fixture((request) -> request.metadata("team", "search"))) {
			fixture.template().save(Page.of(url, "<html>"));
			String key = this.aws.objects().keySet().iterator().next();
			Map<String, String> metadata = this.aws.s3()
				.headObject((it) -> it.bucket(this.aws.bucket()).key(key))
				.metadata();
			assertThat(metadata).containsEntry("team", "search").containsKey("s3b-owner");
		}
	}

	@ParameterizedTest
	@MethodSource
	void whatWouldBreakTheObjectIsRefusedByName(Consumer<ObjectRequest> setting, String what) {
		ObjectRequestCustomizer careless = new Careless(setting);
		try (Fixture fixture = fixture(careless)) {
			assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
				.isThrownBy(() -> fixture.template().save(page("<html>")))
				.withMessageContaining(Careless.class.getName())
				.withMessageContaining("s3://" + this.aws.bucket() + "/")
				.withMessageContaining(what);
			assertThat(fixture.requests().counts()).doesNotContainKeys("PutObject", "PutItem");
		}
	}

	static Stream<Arguments> whatWouldBreakTheObjectIsRefusedByName() {
		return Stream.of(
				refusal("cannot be read at once", (request) -> request.storageClass(StorageClass.DEEP_ARCHIVE)),
				refusal("cannot be read at once", (request) -> request.storageClass("GLACIER")),
				refusal("'S3B-Owner'", (request) -> request.metadata("S3B-Owner", "me")),
				refusal("cannot be that of a header", (request) -> request.metadata("a b", "me")),
				refusal("printable ASCII", (request) -> request.metadata("a", "\u00e4")),
				refusal("2048 bytes",
						(request) -> request.metadata("a", "x".repeat(1024)).metadata("b", "x".repeat(1024))),
				refusal("10 tags at most",
						(request) -> IntStream.range(0, 11).forEach((i) -> request.tag("t" + i, ""))),
				refusal("'aws:x'", (request) -> request.tag("aws:x", "")),
				refusal("''", (request) -> request.tag("", "")),
				refusal("256 at most", (request) -> request.tag("a", "x".repeat(257))),
				refusal("Cache-Control", (request) -> request.cacheControl("a\r\nx-amz-acl: public-read")),
				refusal("Content-Disposition", (request) -> request.contentDisposition("")));
	}

	private static Arguments refusal(String what, Consumer<ObjectRequest> setting) {
		return Arguments.of(Named.of(what, setting), what);
	}

	@Test
	void whatReplacesAValueIsNoOneMore() {
		try (Fixture fixture = fixture((request) -> {
			IntStream.range(0, 5).forEach((i) -> request.metadata("a", "x".repeat(2000)));
			request.metadata("a", "last");
		})) {
			fixture.template().save(page("<html>"));
			assertThat(this.aws.objects()).hasSize(1);
		}
	}

	/**
	 * Has a name.
	 */
	private record Careless(Consumer<ObjectRequest> setting) implements ObjectRequestCustomizer {

		@Override
		public void customize(ObjectRequest request) {
			this.setting.accept(request);
		}

	}

}

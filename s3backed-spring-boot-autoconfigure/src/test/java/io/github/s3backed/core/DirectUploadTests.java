package io.github.s3backed.core;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;

import io.github.s3backed.CorruptObjectException;
import io.github.s3backed.DirectUpload;
import io.github.s3backed.S3BackedResource;
import io.github.s3backed.UploadTicket;
import io.github.s3backed.content.UploadedObject;
import io.github.s3backed.pointer.ObjectLocation;
import io.github.s3backed.testsupport.AwsEnvironment;
import io.github.s3backed.testsupport.AwsTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.InvalidDataAccessApiUsageException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Contents that somebody else puts straight into S3.
 */
@AwsTest
class DirectUploadTests {

	private static final Key KEY = Key.builder().partitionValue("a").build();

	private static final Duration MINUTE = Duration.ofMinutes(1);

	private final Fixture fixture;

	DirectUploadTests(AwsEnvironment aws) {
		this.fixture = new Fixture(aws).withTable(Album.class);
	}

	@AfterEach
	void close() {
		this.fixture.close();
	}

	@Test
	void whatWasUploadedBecomesTheContentOfTheEntityThatIsSavedWithIt() throws Exception {
		UploadTicket ticket = prepare("film");
		assertThat(this.fixture.requests().counts()).isEqualTo(Map.of());
		assertThat(put(ticket, "film")).isEqualTo(200);
		Album saved = save(ticket);
		assertThat(saved.film()).isInstanceOf(S3BackedResource.class);
		assertThat(film().getContentAsString(StandardCharsets.UTF_8)).isEqualTo("film");
		assertThat(film().getStoredAttribute().contentType()).isEqualTo("video/mp4");
		assertThat(this.fixture.aws().objectSizes()).hasSize(1);
	}

	@Test
	void theContentTypeCanBeAnnounced() throws Exception {
		UploadTicket ticket = this.fixture.template()
			.prepareUpload(Album.class, KEY, "film", new DirectUpload(4, sha256("film"), "video/webm"), MINUTE);
		assertThat(ticket.headers()).containsEntry("content-type", "video/webm");
		put(ticket, "film");
		save(ticket);
		assertThat(film().getStoredAttribute().contentType()).isEqualTo("video/webm");
	}

	@Test
	void nothingWasUploaded() {
		UploadTicket ticket = prepare("film");
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class).isThrownBy(() -> save(ticket))
			.withMessageContainingAll("'film'", "nothing was uploaded with the ticket");
		assertNothingIsStored();
	}

	@Test
	void otherBytesAreRefused() {
		UploadTicket ticket = prepare("film");
		putBehindTheTicket(ticket, "mlif");
		assertThatExceptionOfType(CorruptObjectException.class).isThrownBy(() -> save(ticket));
		assertThat(this.fixture.items(Album.class)).isEmpty();
		assertThat(this.fixture.aws().objectSizes()).hasSize(1);
	}

	@Test
	void moreBytesAreRefused() {
		UploadTicket ticket = prepare("film");
		putBehindTheTicket(ticket, "film and more");
		assertThatExceptionOfType(CorruptObjectException.class).isThrownBy(() -> save(ticket))
			.withMessageContainingAll("'film'", "13 bytes", "announced were 4");
		assertThat(this.fixture.items(Album.class)).isEmpty();
	}

	@Test
	void aTicketIsGoodForOneSave() throws Exception {
		UploadTicket ticket = prepare("film");
		put(ticket, "film");
		save(ticket);
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class).isThrownBy(() -> save(ticket))
			.withMessageContaining("saved with it before");
		assertThat(film().getContentAsString(StandardCharsets.UTF_8)).isEqualTo("film");
	}

	@Test
	void whatIsUploadedAgainAfterTheSaveDoesNotTouchTheContent() throws Exception {
		UploadTicket ticket = prepare("film");
		put(ticket, "film");
		save(ticket);
		putBehindTheTicket(ticket, "mlif");
		assertThat(film().getContentAsString(StandardCharsets.UTF_8)).isEqualTo("film");
	}

	@Test
	void aSaveThatFailsLeavesTheUploadForAnother() throws Exception {
		UploadTicket ticket = prepare("film");
		put(ticket, "film");
		this.fixture.template().save(Album.of("a").withTitle("there"));
		assertThatExceptionOfType(DuplicateKeyException.class)
			.isThrownBy(() -> this.fixture.template().insert(Album.of("a").withFilm(uploaded(ticket))));
		assertThat(this.fixture.aws().objectSizes()).hasSize(1);
		save(ticket);
		assertThat(film().getContentAsString(StandardCharsets.UTF_8)).isEqualTo("film");
	}

	@Test
	void aTokenThatNamesWhatTheItemLeadsToRemovesNothing() {
		this.fixture.template().save(Album.of("a").withFilm(new ByteArrayResource("film".getBytes())));
		S3BackedResource stored = film();
		Map<String, AttributeValue> item = new HashMap<>(this.fixture.items(Album.class).get(0));
		item.put("log", item.remove("film"));
		this.fixture.dynamoDb().putItem((it) -> it.tableName(this.fixture.table(Album.class)).item(item));
		Album moved = this.fixture.template().findByKey(Album.class, KEY).orElseThrow();
		String token = new UploadedObject(ObjectLocation.parse(stored.getStoredAttribute().uri()), 4,
				SdkBytes.fromByteArray(HexFormat.of().parseHex(sha256("film"))), "video/mp4")
			.token();
		this.fixture.template().save(moved.withFilm(this.fixture.template().uploaded(token)));
		Album both = this.fixture.template().findByKey(Album.class, KEY).orElseThrow();
		assertThat(both.log()).isEqualTo(moved.log()).isNotEqualTo(both.film());
		assertThat(this.fixture.aws().objectSizes()).hasSize(2);
	}

	@Test
	void whereReplacedObjectsAreKeptSoAreUploads(AwsEnvironment aws) throws Exception {
		try (Fixture keeping = Fixture.builder(aws)
			.settings((it) -> it.supersededRetention(Duration.ofDays(1)))
			.tablesOf(this.fixture)
			.build()) {
			UploadTicket ticket = prepare("film");
			put(ticket, "film");
			keeping.template().save(Album.of("a").withFilm(uploaded(ticket)));
			assertThat(this.fixture.aws().objectSizes()).hasSize(2);
		}
	}

	@Test
	void aTicketIsForOneItemAndAttribute() throws Exception {
		UploadTicket ticket = prepare("film");
		put(ticket, "film");
		this.fixture.requests().clear();
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> this.fixture.template().save(Album.of("b").withFilm(uploaded(ticket))))
			.withMessageContainingAll("'film'", "item S.b");
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> this.fixture.template().save(Album.of("a").withLog(uploaded(ticket))))
			.withMessageContaining("'log'");
		assertThat(this.fixture.requests().counts()).isEqualTo(Map.of());
	}

	@ParameterizedTest
	@ValueSource(strings = { "cover", "notes", "title", "other" })
	void onlyResourcesTakeUploads(String attribute) throws Exception {
		DirectUpload upload = new DirectUpload(4, sha256("film"), null);
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> this.fixture.template().prepareUpload(Album.class, KEY, attribute, upload, MINUTE))
			.withMessageContainingAll("'" + attribute + "'", "Resource");
	}

	@ParameterizedTest
	@ValueSource(strings = { "PT0S", "PT1H0.001S" })
	void aTicketEndsWithTheLease(Duration duration) {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.fixture.template()
				.prepareUpload(Album.class, KEY, "film", new DirectUpload(4, sha256("film"), null), duration))
			.withMessageContaining("s3backed.lease");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "x", "MQ", "!" })
	void whatIsNoTokenIsRefused(String token) {
		assertThatIllegalArgumentException().isThrownBy(() -> this.fixture.template().uploaded(token))
			.withMessageContaining("UploadTicket");
	}

	private UploadTicket prepare(String content) {
		return this.fixture.template()
			.prepareUpload(Album.class, KEY, "film", new DirectUpload(content.length(), sha256(content), null), MINUTE);
	}

	private Resource uploaded(UploadTicket ticket) {
		return this.fixture.template().uploaded(ticket.token());
	}

	private Album save(UploadTicket ticket) {
		return this.fixture.template().save(Album.of("a").withFilm(uploaded(ticket)));
	}

	private S3BackedResource film() {
		Album album = this.fixture.template().findByKey(Album.class, KEY).orElseThrow();
		return (S3BackedResource) Objects.requireNonNull(album.film());
	}

	private static int put(UploadTicket ticket, String content) throws IOException, InterruptedException {
		HttpRequest.Builder request = HttpRequest.newBuilder(ticket.url())
			.PUT(HttpRequest.BodyPublishers.ofString(content));
		ticket.headers().forEach(request::header);
		return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
	}

	/**
	 * Puts what the ticket does not allow, as on a store that does not look.
	 */
	private void putBehindTheTicket(UploadTicket ticket, String content) {
		String path = ticket.url().getPath();
		String bucket = this.fixture.aws().bucket();
		String key = path.substring(path.indexOf(bucket) + bucket.length() + 1);
		this.fixture.aws().s3().putObject((it) -> it.bucket(bucket).key(key), RequestBody.fromString(content));
	}

	private void assertNothingIsStored() {
		assertThat(this.fixture.items(Album.class)).isEmpty();
		assertThat(this.fixture.aws().objectSizes()).isEmpty();
	}

	private static String sha256(String content) {
		try {
			return HexFormat.of()
				.formatHex(MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8)));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}

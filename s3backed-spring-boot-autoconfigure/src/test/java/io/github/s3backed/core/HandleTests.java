package io.github.s3backed.core;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.github.s3backed.DanglingPointerException;
import io.github.s3backed.S3Backed;
import io.github.s3backed.S3BackedResource;
import io.github.s3backed.S3BackedValue;
import io.github.s3backed.StoredAttribute;
import io.github.s3backed.SupersededContentException;
import io.github.s3backed.testsupport.AwsEnvironment;
import io.github.s3backed.testsupport.AwsTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbBean;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.dao.OptimisticLockingFailureException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * What is read only when it is asked for, and what becomes of it when it is saved again.
 */
@AwsTest
class HandleTests {

	private static final Key KEY = Key.builder().partitionValue("a").build();

	private final Fixture fixture;

	HandleTests(AwsEnvironment aws) {
		this.fixture = new Fixture(aws).withTable(Album.class).withTable(Notebook.class);
	}

	@BeforeEach
	void saveAlbum() {
		template().save(Album.of("a")
			.withNotes(S3BackedValue.of("notes"))
			.withTracks(S3BackedValue.of(List.of(Map.of("one", 1))))
			.withFilm(resource("film")));
		this.fixture.requests().clear();
	}

	@AfterEach
	void close() {
		this.fixture.close();
	}

	@Test
	void anEntityWithHandlesIsReadWithoutARequestToS3() {
		Album album = read();
		assertSent(Map.of("GetItem", 1L));
		StoredAttribute notes = notes(album).getStoredAttribute();
		assertThat(notes.size()).isEqualTo(5);
		assertThat(notes.contentType()).isEqualTo("text/plain; charset=UTF-8");
		assertThat(film(album).getStoredAttribute().contentType()).isEqualTo("video/mp4");
		assertSent(Map.of("GetItem", 1L));
	}

	@Test
	void manyEntitiesWithHandlesAreListedWithoutARequestToS3() {
		for (int i = 0; i < 30; i++) {
			template().save(Album.of("many" + i).withNotes(S3BackedValue.of("notes " + i)));
		}
		this.fixture.requests().clear();
		assertThat(template().findAll(Album.class).toList()).hasSize(31);
		assertThat(this.fixture.requests().counts()).containsOnlyKeys("Scan");
	}

	@Test
	void oneContentOfSeveralIsReadWithOneRequestOnce() {
		Album album = read();
		assertThat(notes(album).get()).isEqualTo("notes");
		assertThat(notes(album).get()).isEqualTo("notes");
		assertSent(Map.of("GetItem", 1L, "GetObject", 1L));
	}

	@Test
	void aValueOfAnyTypeIsReadWhole() {
		assertThat(read().tracks()).isNotNull()
			.satisfies((tracks) -> assertThat(tracks.get()).isEqualTo(List.of(Map.of("one", 1))));
	}

	@Test
	void whatWasNullIsNull() {
		assertThat(read().log()).isNull();
	}

	@Test
	void untouchedHandlesAreSavedWithoutARequestToS3() throws IOException {
		Album album = read();
		this.fixture.requests().clear();
		template().save(album.withTitle("title"));
		assertSent(Map.of("GetItem", 1L, "PutItem", 1L));
		assertThat(notes(read()).get()).isEqualTo("notes");
		assertThat(content(film(read()))).isEqualTo("film");
	}

	@Test
	void handlesThatWereReadAreSavedWithoutAnUpload() throws IOException {
		Album album = read();
		notes(album).get();
		content(film(album));
		this.fixture.requests().clear();
		template().save(album);
		assertSent(Map.of("GetItem", 1L, "PutItem", 1L));
	}

	@Test
	void aValueThatWasChangedIsStored() {
		template().save(Album.of("a").withTracks(S3BackedValue.of(new ArrayList<>(List.of(Map.of("one", 1))))));
		Album album = read();
		assertThat(album.tracks()).isNotNull();
		album.tracks().get().add(Map.of("two", 2));
		template().save(album);
		assertThat(read().tracks()).isNotNull()
			.satisfies((tracks) -> assertThat(tracks.get()).containsExactly(Map.of("one", 1), Map.of("two", 2)));
	}

	@Test
	void theHandleOfAnotherItemIsCopiedByS3() throws IOException {
		template().save(read().withId("b"));
		assertThat(this.fixture.requests().counts()).containsEntry("CopyObject", 3L).doesNotContainKey("PutObject");
		template().deleteByKey(Album.class, KEY);
		Album copy = template().findByKey(Album.class, Key.builder().partitionValue("b").build()).orElseThrow();
		assertThat(notes(copy).get()).isEqualTo("notes");
		assertThat(content(film(copy))).isEqualTo("film");
		assertThat(film(copy).getStoredAttribute().contentType()).isEqualTo("video/mp4");
	}

	@Test
	void aHandleOfAnotherAttributeIsCopiedToo() throws IOException {
		Album album = read();
		template().save(album.withLog(film(album)));
		Album both = read();
		assertThat(both.log()).isNotEqualTo(both.film());
		template().save(both.withFilm(null));
		assertThat(content((S3BackedResource) read().log())).isEqualTo("film");
	}

	@Test
	void aHandleThatAnotherWriterHasReplacedIsNotSaved() {
		Album before = read();
		template().save(before.withNotes(S3BackedValue.of("others'")));
		assertThatExceptionOfType(OptimisticLockingFailureException.class)
			.isThrownBy(() -> template().save(before.withTitle("mine")))
			.withMessageContainingAll("attribute 'notes'", "Nothing was changed");
		assertThat(read().title()).isNull();
		assertThat(notes(read()).get()).isEqualTo("others'");
		assertThat(this.fixture.aws().objectSizes()).hasSize(3);
	}

	@Test
	void aHandleWhoseContentWasReplacedSaysSo() {
		Album before = read();
		template().save(before.withNotes(S3BackedValue.of("new")).withFilm(resource("new")));
		assertThatExceptionOfType(SupersededContentException.class).isThrownBy(() -> notes(before).get())
			.withMessageContainingAll("'notes'", "a later write has replaced it");
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> content(film(before)))
			.withCauseInstanceOf(SupersededContentException.class);
	}

	@Test
	void aHandleWhoseItemWasDeletedSaysSo() {
		Album before = read();
		template().delete(before);
		assertThatExceptionOfType(SupersededContentException.class).isThrownBy(() -> notes(before).get())
			.withMessageContaining("was deleted");
	}

	@Test
	void aHandleWhoseObjectIsMissingSaysThatThePointerDangles() {
		Album before = read();
		String bucket = this.fixture.aws().bucket();
		this.fixture.aws()
			.objectSizes()
			.keySet()
			.forEach((key) -> this.fixture.aws().s3().deleteObject((it) -> it.bucket(bucket).key(key)));
		assertThatExceptionOfType(DanglingPointerException.class).isThrownBy(() -> notes(before).get())
			.withMessageContaining("'notes'");
		assertThat(this.fixture.events()).hasSize(1);
	}

	@Test
	void aHandleOfAnotherEntityClassIsRefused() {
		Notebook notebook = new Notebook();
		notebook.setId("n");
		notebook.setText(notes(read()));
		this.fixture.requests().clear();
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class).isThrownBy(() -> template().save(notebook))
			.withMessageContainingAll("'text'", Notebook.class.getName(), "'notes'", Album.class.getName(),
					"S3BackedValue.of(handle.get())");
		assertSent(Map.of());
	}

	@Test
	void aHandleIsNotReadAfterTheTemplateIsClosed() {
		Album album = read();
		template().close();
		assertThatIllegalStateException().isThrownBy(() -> notes(album).get())
			.withMessageContainingAll("'notes'", "closed");
		assertThatIllegalStateException().isThrownBy(() -> film(album).getInputStream());
	}

	@Test
	void handlesOfTheSameObjectAreEqual() {
		assertThat(read()).isEqualTo(read());
		assertThat(notes(read())).hasSameHashCodeAs(notes(read()))
			.isNotEqualTo(read().tracks())
			.isNotEqualTo(S3BackedValue.of("notes"));
		assertThat(S3BackedValue.of("notes")).isEqualTo(S3BackedValue.of("notes"));
	}

	@Test
	void aHandleShowsWhereItIsAndNotWhatItHolds() {
		Album album = read();
		notes(album).get();
		assertThat(notes(album).toString()).contains("s3://").doesNotContain("\"notes\"");
		JsonMapper mapper = JsonMapper.builder().build();
		String json = mapper.writeValueAsString(album);
		assertThat(json).contains(notes(album).getStoredAttribute().uri(), film(album).getStoredAttribute().uri())
			.doesNotContain("ZmlsbQ");
		assertThat(mapper.writeValueAsString(S3BackedValue.of("secret"))).isEqualTo("null");
		assertThat(S3BackedValue.of("secret").toString()).doesNotContain("secret");
	}

	@Test
	void aResourceKnowsWhatItIsWithoutARequest() {
		S3BackedResource film = film(read());
		this.fixture.requests().clear();
		assertThat(film.exists()).isTrue();
		assertThat(film.getFilename()).isEqualTo("film.mp4");
		assertThat(film.getStoredAttribute().size()).isEqualTo(4);
		assertThat(film.getDescription()).contains("s3://", "video/mp4");
		assertSent(Map.of());
	}

	@Test
	void aBeanGetsAHandleInPlaceOfWhatItsResourceWas() {
		Notebook notebook = new Notebook();
		notebook.setId("n");
		notebook.setFile(resource("file"));
		notebook.setText(S3BackedValue.of("text"));
		template().save(notebook);
		assertThat(notebook.getFile()).isInstanceOf(S3BackedResource.class);
		this.fixture.requests().clear();
		template().save(notebook);
		assertSent(Map.of("GetItem", 1L, "PutItem", 1L));
	}

	@Test
	void aPlainValueInTheItemIsAValueThatTheNextWriteMovesToS3() {
		this.fixture.dynamoDb()
			.putItem((it) -> it.tableName(this.fixture.table(Album.class))
				.item(Map.of("id", AttributeValue.fromS("p"), "notes", AttributeValue.fromS("plain"))));
		Key key = Key.builder().partitionValue("p").build();
		Album plain = template().findByKey(Album.class, key).orElseThrow();
		assertThat(notes(plain).get()).isEqualTo("plain");
		assertThat(notes(plain).getStoredAttribute()).isNull();
		template().save(plain);
		Album moved = template().findByKey(Album.class, key).orElseThrow();
		assertThat(notes(moved).getStoredAttribute()).isNotNull();
		assertThat(notes(moved).get()).isEqualTo("plain");
	}

	private S3BackedTemplate template() {
		return this.fixture.template();
	}

	private Album read() {
		return template().findByKey(Album.class, KEY).orElseThrow();
	}

	private static S3BackedValue<String> notes(Album album) {
		return Optional.ofNullable(album.notes()).orElseThrow();
	}

	private static S3BackedResource film(Album album) {
		return (S3BackedResource) Optional.ofNullable(album.film()).orElseThrow();
	}

	private static String content(Resource resource) throws IOException {
		return resource.getContentAsString(StandardCharsets.UTF_8);
	}

	private static Resource resource(String content) {
		return new ByteArrayResource(content.getBytes(StandardCharsets.UTF_8));
	}

	private void assertSent(Map<String, Long> requests) {
		assertThat(this.fixture.requests().counts()).isEqualTo(requests);
	}

	/**
	 * Has handles too.
	 */
	@DynamoDbBean
	public static class Notebook {

		private String id;

		private S3BackedValue<String> text;

		private Resource file;

		@DynamoDbPartitionKey
		public String getId() {
			return this.id;
		}

		public void setId(String id) {
			this.id = id;
		}

		@S3Backed
		public S3BackedValue<String> getText() {
			return this.text;
		}

		public void setText(S3BackedValue<String> text) {
			this.text = text;
		}

		@S3Backed
		public Resource getFile() {
			return this.file;
		}

		public void setFile(Resource file) {
			this.file = file;
		}

	}

}

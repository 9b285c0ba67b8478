package io.github.s3backed.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.github.s3backed.S3Backed;
import io.github.s3backed.S3BackedValue;
import io.github.s3backed.testsupport.AwsEnvironment;
import io.github.s3backed.testsupport.AwsTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbAttribute;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbSortKey;

import org.springframework.data.domain.Limit;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * A table that is read part by part.
 */
@AwsTest
class ScrollTests {

	private final Fixture fixture;

	ScrollTests(AwsEnvironment aws) {
		this.fixture = new Fixture(aws).withTable(Note.class).withTable(Letter.class);
	}

	@AfterEach
	void close() {
		this.fixture.close();
	}

	@Test
	void partsHaveEachEntityOnceAndCostOneRequestEach() {
		List<Note> notes = insertNotes(10);
		List<Note> found = new ArrayList<>();
		Window<Note> window = scroll(ScrollPosition.keyset(), 4);
		found.addAll(window.getContent());
		while (window.hasNext()) {
			window = scroll(window.positionAt(window.size() - 1), 4);
			found.addAll(window.getContent());
		}
		assertThat(found).extracting(Note::number).containsExactlyInAnyOrderElementsOf(numbers(notes));
		assertThat(window.size()).isEqualTo(2);
		assertThat(this.fixture.requests().counts()).isEqualTo(Map.of("Scan", 3L));
	}

	@Test
	void aPartThatIsTheLastSaysSoThoughItIsFull() {
		insertNotes(4);
		assertThat(scroll(ScrollPosition.keyset(), 4).hasNext()).isFalse();
		assertThat(scroll(ScrollPosition.keyset(), 3).hasNext()).isTrue();
		assertThat(this.fixture.template().findAll(Note.class, ScrollPosition.offset(), Limit.unlimited()).getContent())
			.hasSize(4);
	}

	@Test
	void nothingIsFoundInAnEmptyTable() {
		Window<Note> window = scroll(ScrollPosition.keyset(), 4);
		assertThat(window.isEmpty()).isTrue();
		assertThat(window.hasNext()).isFalse();
	}

	@Test
	void itGoesOnAfterAnEntityThatIsGone() {
		insertNotes(6);
		Window<Note> all = scroll(ScrollPosition.keyset(), 6);
		this.fixture.template().delete(all.getContent().get(2));
		assertThat(scroll(all.positionAt(2), 6).getContent()).isEqualTo(all.getContent().subList(3, 6));
	}

	@Test
	void contentsAreReadOfWhatIsInThePartAndOfNoMore() {
		for (int i = 0; i < 5; i++) {
			this.fixture.template().save(new Letter("letter " + i, "text " + i));
		}
		this.fixture.requests().clear();
		Window<Letter> window = this.fixture.template().findAll(Letter.class, ScrollPosition.keyset(), Limit.of(3));
		assertThat(window.getContent()).hasSize(3).allSatisfy((letter) -> assertThat(letter.text()).startsWith("text"));
		assertThat(this.fixture.requests().counts()).isEqualTo(Map.of("Scan", 1L, "GetObject", 3L));
	}

	@Test
	void whatCannotBeScrolledFromIsRefusedAndNothingIsSent() {
		assertRefused(ScrollPosition.offset(3), "an offset");
		assertRefused(ScrollPosition.backward(Map.of("no", 1, "hash", SdkBytes.fromUtf8String("a"))),
				"a position BACKWARD of ");
		assertRefused(ScrollPosition.forward(Map.of("no", 1)), "no and hash", "a position FORWARD of no");
		assertRefused(ScrollPosition.forward(Map.of("no", "secret", "hash", SdkBytes.fromUtf8String("a"))), "'no'",
				"java.lang.Integer");
		assertThatIllegalArgumentException().isThrownBy(() -> scroll(ScrollPosition.keyset(), 0))
			.withMessageContaining("The limit must be positive");
		assertThat(this.fixture.requests().counts()).isEmpty();
	}

	private void assertRefused(ScrollPosition position, String... words) {
		assertThatIllegalArgumentException().isThrownBy(() -> scroll(position, 1))
			.withMessageContainingAll(words)
			.withMessageContaining(Note.class.getName())
			.satisfies((ex) -> assertThat(ex.getMessage()).doesNotContain("secret"));
	}

	private Window<Note> scroll(ScrollPosition position, int limit) {
		return this.fixture.template().findAll(Note.class, position, Limit.of(limit));
	}

	private List<Note> insertNotes(int count) {
		List<Note> notes = IntStream.range(0, count)
			.mapToObj((i) -> new Note(i % 3, SdkBytes.fromUtf8String("hash " + i), S3BackedValue.of("text " + i)))
			.toList();
		notes.forEach(this.fixture.template()::save);
		this.fixture.requests().clear();
		return notes;
	}

	private static List<Integer> numbers(List<Note> notes) {
		return notes.stream().map(Note::number).toList();
	}

	/**
	 * Has keys that are no texts, one of them by another name in the item.
	 */
	record Note(@DynamoDbPartitionKey @DynamoDbAttribute("no") int number, @DynamoDbSortKey SdkBytes hash,
			@S3Backed S3BackedValue<String> text) {

	}

	/**
	 * Has contents that are read with it.
	 */
	record Letter(@DynamoDbPartitionKey String id, @S3Backed String text) {

	}

}

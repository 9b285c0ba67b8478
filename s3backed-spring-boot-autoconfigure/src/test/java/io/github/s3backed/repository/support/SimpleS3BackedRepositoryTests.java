package io.github.s3backed.repository.support;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.github.s3backed.S3BackedOperations;
import io.github.s3backed.S3BackedRepository;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mockito.InOrder;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbBean;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbImmutable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Named.named;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyCollection;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.BDDMockito.willAnswer;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;

/**
 * Tests for {@link SimpleS3BackedRepository}.
 */
class SimpleS3BackedRepositoryTests {

	private static final Note A = new Note("a");

	private static final Note B = new Note("b");

	private final S3BackedOperations operations = mock(S3BackedOperations.class);

	private final S3BackedRepository<Note> notes = new SimpleS3BackedRepository<>(
			new S3BackedEntityInformation<>(Note.class, this.operations), this.operations);

	@BeforeEach
	void keys() {
		given(this.operations.keyOf(Note.class, "a")).willReturn(key("a"));
		given(this.operations.keyOf(Note.class, "b")).willReturn(key("b"));
		given(this.operations.keyOf(Note.class, "a", 1)).willReturn(key("a", 1));
		willAnswer((call) -> call.getArgument(0)).given(this.operations).save(any());
		willAnswer((call) -> List.copyOf(call.getArgument(0))).given(this.operations).saveAll(anyCollection());
	}

	static Stream<?> callsWithNull() {
		return Stream.of(call("save", (notes) -> notes.save(null)), call("insert", (notes) -> notes.insert(null)),
				call("update", (notes) -> notes.update(null)), call("saveAll", (notes) -> notes.saveAll(null)),
				call("saveAll with null within", (notes) -> notes.saveAll(Arrays.asList(A, null))),
				call("findById", (notes) -> notes.findById(null)),
				call("findById without partition key", (notes) -> notes.findById(null, 1)),
				call("findById without sort key", (notes) -> notes.findById("a", null)),
				call("existsById", (notes) -> notes.existsById(null)),
				call("existsById without sort key", (notes) -> notes.existsById("a", null)),
				call("findAllById", (notes) -> notes.findAllById(null)),
				call("findAllById with null within", (notes) -> notes.findAllById(Arrays.asList("a", null))),
				call("deleteById", (notes) -> notes.deleteById(null)),
				call("deleteById without sort key", (notes) -> notes.deleteById("a", null)),
				call("delete", (notes) -> notes.delete(null)),
				call("deleteAllById", (notes) -> notes.deleteAllById(null)),
				call("deleteAllById with null within", (notes) -> notes.deleteAllById(Arrays.asList("a", null))),
				call("deleteAll", (notes) -> notes.deleteAll(null)),
				call("deleteAll with null within", (notes) -> notes.deleteAll(Arrays.asList(A, null))));
	}

	@ParameterizedTest
	@MethodSource("callsWithNull")
	void nullIsRefusedBeforeAnythingIsSent(Consumer<S3BackedRepository<Note>> call) {
		assertThatIllegalArgumentException().isThrownBy(() -> call.accept(this.notes))
			.withMessageContaining("must not be null");
		then(this.operations).should(never()).save(any());
		then(this.operations).should(never()).insert(any());
		then(this.operations).should(never()).update(any());
		then(this.operations).should(never()).delete(any());
		then(this.operations).should(never()).deleteByKey(any(), any());
		then(this.operations).should(never()).deleteAll(any());
		then(this.operations).should(never()).findByKey(any(), any());
		then(this.operations).should(never()).findAllByKey(any(), anyCollection());
		then(this.operations).should(never()).existsByKey(any(), any());
	}

	@Test
	void anIdThatDoesNotFitTheKeyIsRefusedBeforeAnythingIsSent() {
		given(this.operations.keyOf(Note.class, 42)).willThrow(new IllegalArgumentException("not a string"));
		assertThatIllegalArgumentException().isThrownBy(() -> this.notes.deleteAllById(List.of("a", 42)));
		then(this.operations).should(never()).deleteByKey(any(), any());
	}

	static Stream<?> callsWithSubclass() {
		SpecialLetter special = new SpecialLetter();
		return Stream.<Consumer<S3BackedRepository<Letter>>>of((letters) -> letters.save(special),
				(letters) -> letters.insert(special), (letters) -> letters.update(special),
				(letters) -> letters.delete(special), (letters) -> letters.saveAll(List.of(new Letter(), special)),
				(letters) -> letters.deleteAll(List.of(new Letter(), special)), (letters) -> letters.save(new Letter() {
				}));
	}

	@ParameterizedTest
	@MethodSource("callsWithSubclass")
	void anEntityOfASubclassIsRefusedBeforeAnythingIsSentSinceItHasAnotherMapping(
			Consumer<S3BackedRepository<Letter>> call) {
		S3BackedRepository<Letter> letters = new SimpleS3BackedRepository<>(
				new S3BackedEntityInformation<>(Letter.class, this.operations), this.operations);
		assertThatIllegalArgumentException().isThrownBy(() -> call.accept(letters))
			.withMessageContainingAll("repository of " + Letter.class.getName(), "nothing was sent");
		then(this.operations).should(never()).save(any());
		then(this.operations).should(never()).saveAll(any());
		then(this.operations).should(never()).insert(any());
		then(this.operations).should(never()).update(any());
		then(this.operations).should(never()).delete(any());
	}

	@Test
	void theSubclassIsNamed() {
		S3BackedRepository<Letter> letters = new SimpleS3BackedRepository<>(
				new S3BackedEntityInformation<>(Letter.class, this.operations), this.operations);
		assertThatIllegalArgumentException().isThrownBy(() -> letters.save(new SpecialLetter()))
			.withMessageContaining(SpecialLetter.class.getName());
	}

	@Test
	void anInstanceOfAnAbstractEntityClassIsTakenForIt() {
		S3BackedRepository<Wire> wires = new SimpleS3BackedRepository<>(
				new S3BackedEntityInformation<>(Wire.class, this.operations), this.operations);
		Wire sent = new Sent();
		assertThat(wires.save(sent)).isSameAs(sent);
	}

	@Test
	void saveInsertAndUpdateReturnWhatWasStored() {
		Note stored = new Note("stored");
		given(this.operations.save(A)).willReturn(stored);
		given(this.operations.insert(A)).willReturn(stored);
		given(this.operations.update(A)).willReturn(stored);
		assertThat(this.notes.save(A)).isSameAs(stored);
		assertThat(this.notes.insert(A)).isSameAs(stored);
		assertThat(this.notes.update(A)).isSameAs(stored);
	}

	@Test
	void saveAllSavesAndReturnsInOrder() {
		assertThat(this.notes.saveAll(List.of(B, A))).containsExactly(B, A);
		then(this.operations).should().saveAll(List.of(B, A));
	}

	@Test
	void oneBadEntityAmongManyKeepsAllFromBeingDeleted() {
		given(this.operations.keyOf(B)).willThrow(new IllegalArgumentException("no key"));
		assertThatIllegalArgumentException().isThrownBy(() -> this.notes.deleteAll(List.of(A, B)));
		then(this.operations).should(never()).delete(any());
	}

	@Test
	void entitiesAreFoundByEachKindOfId() {
		given(this.operations.findByKey(Note.class, key("a"))).willReturn(Optional.of(A));
		given(this.operations.findByKey(Note.class, key("a", 1))).willReturn(Optional.of(B));
		given(this.operations.findByKey(Note.class, key("b"))).willReturn(Optional.empty());
		assertThat(this.notes.findById("a")).containsSame(A);
		assertThat(this.notes.findById("a", 1)).containsSame(B);
		assertThat(this.notes.findById("b")).isEmpty();
	}

	@Test
	void existenceIsAskedForByEachKindOfId() {
		given(this.operations.existsByKey(Note.class, key("a"))).willReturn(true);
		given(this.operations.existsByKey(Note.class, key("a", 1))).willReturn(true);
		assertThat(this.notes.existsById("a")).isTrue();
		assertThat(this.notes.existsById("a", 1)).isTrue();
		assertThat(this.notes.existsById("b")).isFalse();
	}

	@Test
	void anIdThatIsGivenTwiceIsAskedForOnce() {
		given(this.operations.findAllByKey(Note.class, Set.of(key("a"), key("b")))).willReturn(List.of(A));
		assertThat(this.notes.findAllById(List.of("a", "b", "a"))).containsExactly(A);
	}

	@Test
	void findAllClosesTheStream() {
		AtomicBoolean closed = new AtomicBoolean();
		given(this.operations.findAll(Note.class)).willReturn(Stream.of(A, B).onClose(() -> closed.set(true)));
		assertThat(this.notes.findAll()).containsExactly(A, B);
		assertThat(closed).isTrue();
	}

	@Test
	void countIsThatOfTheEntityType() {
		given(this.operations.count(Note.class)).willReturn(7L);
		assertThat(this.notes.count()).isEqualTo(7);
	}

	@Test
	void deletingAnAbsentIdIsSilent() {
		given(this.operations.deleteByKey(Note.class, key("a"))).willReturn(false);
		this.notes.deleteById("a");
		this.notes.deleteById("a", 1);
		then(this.operations).should().deleteByKey(Note.class, key("a"));
		then(this.operations).should().deleteByKey(Note.class, key("a", 1));
	}

	@Test
	void deleteGoesByTheEntitySoThatItsVersionCounts() {
		this.notes.delete(A);
		this.notes.deleteAll(List.of(B));
		then(this.operations).should().delete(A);
		then(this.operations).should().delete(B);
	}

	@Test
	void deleteAllByIdDeletesEachInOrder() {
		this.notes.deleteAllById(List.of("b", "a"));
		InOrder order = inOrder(this.operations);
		order.verify(this.operations).deleteByKey(Note.class, key("b"));
		order.verify(this.operations).deleteByKey(Note.class, key("a"));
	}

	@Test
	void deleteAllEmptiesTheTableOfTheEntityType() {
		this.notes.deleteAll();
		then(this.operations).should().deleteAll(Note.class);
	}

	private static Object call(String name, Consumer<S3BackedRepository<Note>> call) {
		return named(name, call);
	}

	private static Key key(String partition) {
		return Key.builder().partitionValue(partition).build();
	}

	private static Key key(String partition, int sort) {
		return Key.builder().partitionValue(partition).sortValue(sort).build();
	}

	record Note(String id) {
	}

	@DynamoDbBean
	static class Letter {

	}

	@DynamoDbBean
	static class SpecialLetter extends Letter {

	}

	@DynamoDbImmutable(builder = Object.class)
	interface Wire {

	}

	record Sent() implements Wire {
	}

}

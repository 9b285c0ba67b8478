package io.github.s3backed.repository.support;

import java.util.Optional;

import io.github.s3backed.S3BackedOperations;
import io.github.s3backed.S3BackedRepository;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.enhanced.dynamodb.Key;

import org.springframework.data.repository.core.EntityInformation;
import org.springframework.data.repository.core.support.AbstractRepositoryMetadata;
import org.springframework.data.repository.query.QueryCreationException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link S3BackedRepositoryFactory}.
 */
class S3BackedRepositoryFactoryTests {

	private static final Key KEY = Key.builder().partitionValue("a").sortValue(1).build();

	private final S3BackedOperations operations = mock(S3BackedOperations.class);

	private final S3BackedRepositoryFactory factory = new S3BackedRepositoryFactory(this.operations);

	@Test
	void methodsOfTheInterfaceReachTheOperations() {
		Note note = new Note("a");
		given(this.operations.keyOf(Note.class, "a", 1)).willReturn(KEY);
		given(this.operations.findByKey(Note.class, KEY)).willReturn(Optional.of(note));
		given(this.operations.insert(note)).willReturn(note);
		given(this.operations.update(note)).willReturn(note);
		NoteRepository notes = this.factory.getRepository(NoteRepository.class);
		assertThat(notes.findById("a", 1)).containsSame(note);
		assertThat(notes.insert(note)).isSameAs(note);
		assertThat(notes.update(note)).isSameAs(note);
		notes.deleteById("a", 1);
		then(this.operations).should().deleteByKey(Note.class, KEY);
	}

	@Test
	void defaultMethodsWork() {
		given(this.operations.count(Note.class)).willReturn(0L);
		assertThat(this.factory.getRepository(NoteRepository.class).isEmpty()).isTrue();
	}

	@Test
	void customImplementationsWork() {
		TitledRepository notes = this.factory.getRepository(TitledRepository.class, (Titles) () -> "custom");
		assertThat(notes.longestTitle()).isEqualTo("custom");
	}

	@Test
	void queryMethodsAreRefusedWhenTheRepositoryIsCreated() {
		assertThatExceptionOfType(QueryCreationException.class)
			.isThrownBy(() -> this.factory.getRepository(QueryRepository.class))
			.withMessageContaining("QueryRepository.findByTitle(String)")
			.withMessageContaining("query methods are not supported yet")
			.withMessageContaining("findById")
			.withMessageContaining("S3BackedOperations");
	}

	@Test
	void theIdOfAnEntityIsItsKey() {
		Note note = new Note("a");
		given(this.operations.keyOf(note)).willReturn(KEY);
		@SuppressWarnings("unchecked")
		EntityInformation<Note, ?> information = (EntityInformation<Note, ?>) this.factory
			.getEntityInformation(AbstractRepositoryMetadata.getMetadata(NoteRepository.class));
		assertThat(information.getId(note)).isEqualTo(KEY);
		assertThat(information.getJavaType()).isEqualTo(Note.class);
	}

	record Note(String title) {
	}

	interface Titles {

		String longestTitle();

	}

	interface TitledRepository extends S3BackedRepository<Note>, Titles {

	}

	interface NoteRepository extends S3BackedRepository<Note> {

		default boolean isEmpty() {
			return count() == 0;
		}

	}

	interface QueryRepository extends S3BackedRepository<Note> {

		Optional<Note> findByTitle(String title);

	}

}

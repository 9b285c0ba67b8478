package io.github.s3backed.repository.config;

import io.github.s3backed.S3BackedOperations;
import io.github.s3backed.S3BackedRepository;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.BeanCreationException;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.repository.CrudRepository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link EnableS3BackedRepositories}.
 */
class EnableS3BackedRepositoriesTests {

	@Test
	void interfacesAreFoundAndWorkWithTheOperationsOfWhateverName() {
		try (var context = new AnnotationConfigApplicationContext(ByType.class)) {
			given(context.getBean(S3BackedOperations.class).count(Note.class)).willReturn(3L);
			assertThat(context.getBean(NoteRepository.class).count()).isEqualTo(3);
		}
	}

	@Test
	void interfacesOfOtherModulesAreLeftAloneEvenWhereWeAreTheOnlyModule() {
		try (var context = new AnnotationConfigApplicationContext(ByType.class)) {
			assertThat(context.getBeanNamesForType(CrudRepository.class))
				.containsExactly("enableS3BackedRepositoriesTests.NoteRepository");
		}
	}

	@Test
	void customImplementationsAreFound() {
		try (var context = new AnnotationConfigApplicationContext(ByType.class)) {
			assertThat(context.getBean(NoteRepository.class).longestTitle()).isEqualTo("custom");
		}
	}

	@Test
	void theOperationsCanBeNamed() {
		try (var context = new AnnotationConfigApplicationContext(ByName.class)) {
			context.getBean(NoteRepository.class).deleteAll();
			then(context.getBean("second", S3BackedOperations.class)).should().deleteAll(Note.class);
			then(context.getBean("first", S3BackedOperations.class)).shouldHaveNoInteractions();
		}
	}

	@Test
	void withoutOperationsTheMessageNamesTheirType() {
		assertThatExceptionOfType(BeanCreationException.class)
			.isThrownBy(() -> new AnnotationConfigApplicationContext(WithoutOperations.class))
			.withMessageContaining(S3BackedOperations.class.getName());
	}

	record Note(String title) {
	}

	interface NoteRepository extends S3BackedRepository<Note>, Titles {

	}

	interface OtherRepository extends CrudRepository<Note, String> {

	}

	interface Titles {

		String longestTitle();

	}

	static class TitlesImpl implements Titles {

		@Override
		public String longestTitle() {
			return "custom";
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableS3BackedRepositories(considerNestedRepositories = true)
	static class ByType {

		@Bean
		S3BackedOperations ofAnyName() {
			return mock(S3BackedOperations.class);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableS3BackedRepositories(considerNestedRepositories = true, operationsRef = "second")
	static class ByName {

		@Bean
		S3BackedOperations first() {
			return mock(S3BackedOperations.class);
		}

		@Bean
		S3BackedOperations second() {
			return mock(S3BackedOperations.class);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableS3BackedRepositories(considerNestedRepositories = true)
	static class WithoutOperations {

	}

}

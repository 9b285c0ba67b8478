package io.github.s3backed.repository.support;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import io.github.s3backed.S3BackedOperations;
import org.junit.jupiter.api.Test;

import org.springframework.data.domain.DomainEvents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link EntityRepositoryFactoryBean}.
 */
class EntityRepositoryFactoryBeanTests {

	private final S3BackedOperations operations = mock(S3BackedOperations.class);

	@Test
	void theRepositoryIsOfTheGivenEntityType() {
		EntityRepositoryFactoryBean<Note> factoryBean = new EntityRepositoryFactoryBean<>(Note.class);
		factoryBean.setOperations(this.operations);
		factoryBean.afterPropertiesSet();
		given(this.operations.count(Note.class)).willReturn(3L);
		assertThat(factoryBean.getObject().count()).isEqualTo(3);
		assertThat(factoryBean.getRepositoryInformation().getDomainType()).isEqualTo(Note.class);
	}

	@Test
	void domainEventsArePublishedAsByAnyRepository() {
		List<Object> published = new ArrayList<>();
		EntityRepositoryFactoryBean<Note> factoryBean = new EntityRepositoryFactoryBean<>(Note.class);
		factoryBean.setOperations(this.operations);
		factoryBean.setApplicationEventPublisher(published::add);
		factoryBean.afterPropertiesSet();
		Note note = new Note();
		given(this.operations.save(note)).willReturn(note);
		factoryBean.getObject().save(note);
		assertThat(published).containsExactly("noted");
	}

	static class Note {

		@DomainEvents
		Collection<String> events() {
			return List.of("noted");
		}

	}

}

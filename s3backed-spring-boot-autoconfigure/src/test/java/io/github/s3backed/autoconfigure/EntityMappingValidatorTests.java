package io.github.s3backed.autoconfigure;

import io.github.s3backed.InvalidMappingException;
import io.github.s3backed.S3BackedOperations;
import io.github.s3backed.autoconfigure.entities.Page;
import io.github.s3backed.autoconfigure.entities.Snapshot;
import io.github.s3backed.autoconfigure.repositories.PageRepository;
import io.github.s3backed.mapping.S3BackedMappingContext;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link EntityMappingValidator}.
 */
class EntityMappingValidatorTests {

	private final S3BackedMappingContext mappingContext = mock(S3BackedMappingContext.class);

	private final ApplicationContextRunner runner = TestContexts.withBucket()
		.withBean(S3BackedMappingContext.class, () -> this.mappingContext);

	@Test
	void aWrongMappingOfAScannedEntityStopsTheApplication() {
		InvalidMappingException failure = new InvalidMappingException("wrong", "mend it");
		given(this.mappingContext.getRequiredEntity(Snapshot.class)).willThrow(failure);
		this.runner.withUserConfiguration(Entities.class)
			.run((context) -> assertThat(context).getFailure().isSameAs(failure));
	}

	@Test
	void scannedEntitiesAreCheckedWithoutRepositoriesToo() {
		this.runner.withUserConfiguration(Entities.class)
			.withPropertyValues("s3backed.repositories.enabled=false")
			.run((context) -> then(this.mappingContext).should().getRequiredEntity(Page.class));
	}

	@Test
	void aWrongMappingOfADeclaredRepositorysEntityStopsTheApplication() {
		InvalidMappingException failure = new InvalidMappingException("wrong", "mend it");
		given(this.mappingContext.getRequiredEntity(Page.class)).willThrow(failure);
		this.runner.withUserConfiguration(Interfaces.class)
			.run((context) -> assertThat(context).getFailure().isSameAs(failure));
	}

	@Test
	void operationsOfAnotherKindNeedNoMapping() {
		this.runner.withUserConfiguration(Entities.class, Interfaces.class)
			.withBean(S3BackedOperations.class, () -> mock(S3BackedOperations.class))
			.run((context) -> {
				assertThat(context).hasNotFailed();
				then(this.mappingContext).shouldHaveNoInteractions();
			});
	}

	@Configuration(proxyBeanMethods = false)
	@EntityScan(basePackageClasses = Page.class)
	static class Entities {

	}

	@Configuration(proxyBeanMethods = false)
	@AutoConfigurationPackage(basePackageClasses = PageRepository.class)
	static class Interfaces {

	}

}

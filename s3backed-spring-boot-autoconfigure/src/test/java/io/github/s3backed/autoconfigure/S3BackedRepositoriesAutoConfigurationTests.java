package io.github.s3backed.autoconfigure;

import io.github.s3backed.S3BackedOperations;
import io.github.s3backed.S3BackedRepository;
import io.github.s3backed.autoconfigure.entities.Page;
import io.github.s3backed.autoconfigure.entities.Snapshot;
import io.github.s3backed.autoconfigure.repositories.PageRepository;
import io.github.s3backed.repository.config.EnableS3BackedRepositories;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.repository.CrudRepository;
import org.springframework.data.repository.support.Repositories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link S3BackedRepositoriesAutoConfiguration} and
 * {@link S3BackedEntitiesAutoConfiguration}.
 */
class S3BackedRepositoriesAutoConfigurationTests {

	private final S3BackedOperations operations = mock(S3BackedOperations.class);

	private final ApplicationContextRunner runner = TestContexts.withBucket()
		.withBean(S3BackedOperations.class, () -> this.operations);

	@Test
	void interfacesInTheApplicationsPackagesBecomeRepositories() {
		this.runner.withUserConfiguration(Interfaces.class).run((context) -> {
			context.getBean(PageRepository.class).deleteAll();
			then(this.operations).should().deleteAll(Page.class);
		});
	}

	@Test
	void interfacesOfOtherModulesAreLeftAlone() {
		this.runner.withUserConfiguration(Interfaces.class)
			.run((context) -> assertThat(context.getBeanNamesForType(CrudRepository.class))
				.containsExactly("pageRepository"));
	}

	@Test
	void backsOffToTheUsersEnableAnnotation() {
		this.runner.withUserConfiguration(Interfaces.class, EnabledElsewhere.class)
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(PageRepository.class));
	}

	@Test
	void anEntityTypeCanBeInjectedWithoutAnInterface() {
		this.runner.withUserConfiguration(Entities.class).withBean(Consumer.class).run((context) -> {
			given(this.operations.count(Page.class)).willReturn(1L);
			given(this.operations.count(Snapshot.class)).willReturn(2L);
			Consumer consumer = context.getBean(Consumer.class);
			assertThat(consumer.pages.count()).isEqualTo(1);
			assertThat(consumer.snapshots.count()).isEqualTo(2);
		});
	}

	@Test
	void aDeclaredInterfaceIsInjectedInPlaceOfTheEntityTypesOwn() {
		this.runner.withUserConfiguration(Interfaces.class, Entities.class)
			.withBean(Consumer.class)
			.run((context) -> assertThat(context.getBean(Consumer.class).pages)
				.isSameAs(context.getBean(PageRepository.class)));
	}

	@Test
	void springDataFindsTheDeclaredInterfaceFirst() {
		this.runner.withUserConfiguration(Interfaces.class, Entities.class)
			.run((context) -> assertThat(new Repositories(context).getRepositoryFor(Page.class))
				.containsInstanceOf(PageRepository.class));
	}

	@Test
	void entitiesInTheApplicationsPackagesAreFound() {
		this.runner.withUserConfiguration(EntityPackage.class)
			.run((context) -> assertThat(context.getBeanNamesForType(S3BackedRepository.class)).hasSize(5));
	}

	@Test
	void withoutPackagesNothingIsRegistered() {
		this.runner.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(S3BackedRepository.class));
	}

	@Test
	void repositoriesCanBeSwitchedOffAlone() {
		this.runner.withUserConfiguration(Interfaces.class, Entities.class)
			.withPropertyValues("s3backed.repositories.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(S3BackedOperations.class)
				.doesNotHaveBean(S3BackedRepository.class));
	}

	@Test
	void switchedOffAsAWholeThereAreNoRepositories() {
		this.runner.withUserConfiguration(Interfaces.class, Entities.class)
			.withPropertyValues("s3backed.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(S3BackedRepository.class));
	}

	@Test
	void withoutTheClientsOnTheClassPathThereAreNoRepositories() {
		this.runner.withUserConfiguration(Interfaces.class, Entities.class)
			.withClassLoader(new FilteredClassLoader(S3Client.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(S3BackedRepository.class));
	}

	@Configuration(proxyBeanMethods = false)
	@AutoConfigurationPackage(basePackageClasses = PageRepository.class)
	static class Interfaces {

	}

	@Configuration(proxyBeanMethods = false)
	@EntityScan(basePackageClasses = Page.class)
	static class Entities {

	}

	@Configuration(proxyBeanMethods = false)
	@AutoConfigurationPackage(basePackageClasses = Page.class)
	static class EntityPackage {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableS3BackedRepositories(basePackages = "io.github.s3backed.nowhere")
	static class EnabledElsewhere {

	}

	static class Consumer {

		private final S3BackedRepository<Page> pages;

		private final S3BackedRepository<Snapshot> snapshots;

		@Autowired
		Consumer(S3BackedRepository<Page> pages, S3BackedRepository<Snapshot> snapshots) {
			this.pages = pages;
			this.snapshots = snapshots;
		}

	}

}

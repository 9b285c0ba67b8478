package io.github.s3backed.autoconfigure;

import io.github.s3backed.InvalidMappingException;
import io.github.s3backed.Place;
import io.github.s3backed.S3Backed;
import io.github.s3backed.S3BackedOperations;
import io.github.s3backed.S3BackedStorage;
import io.github.s3backed.autoconfigure.entities.Page;
import io.github.s3backed.autoconfigure.entities.Snapshot;
import io.github.s3backed.autoconfigure.placed.Placed;
import io.github.s3backed.sweep.S3BackedSweeper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey;

import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link EntityPlaceValidator}.
 */
class EntityPlaceValidatorTests {

	private final ApplicationContextRunner runner = TestContexts.withBucket()
		.withUserConfiguration(Application.class)
		.withPropertyValues("placed.bucket=from-the-environment");

	@S3BackedStorage(prefix = "unscanned")
	record Unscanned(@DynamoDbPartitionKey String id, @S3Backed String text) {
	}

	@Test
	void anAnnotationWithPlaceholdersIsResolvedAndSwept() {
		this.runner.run((context) -> {
			S3BackedSweeper sweeper = context.getBean(S3BackedSweeper.class);
			assertThat(sweeper.places(Placed.class)).containsExactly(new Place("from-the-environment", "placed/", null),
					new Place("b", "", null));
			assertThat(sweeper.places(Page.class)).containsExactly(new Place("b", "", null));
		});
	}

	@Test
	void aPlaceholderThatIsNotThereStopsTheApplication() {
		TestContexts.withBucket()
			.withUserConfiguration(Application.class)
			.run((context) -> assertThat(context).getFailure()
				.isInstanceOf(InvalidMappingException.class)
				.hasMessageContaining("placed.bucket"));
	}

	@Test
	void aPropertyGoesBeforeTheAnnotation() {
		this.runner
			.withPropertyValues("s3backed.entities.Placed.bucket=from-the-property",
					"s3backed.entities." + Page.class.getName() + ".prefix=/web")
			.run((context) -> {
				S3BackedSweeper sweeper = context.getBean(S3BackedSweeper.class);
				assertThat(sweeper.places(Placed.class).get(0))
					.isEqualTo(new Place("from-the-property", "placed/", null));
				assertThat(sweeper.places(Page.class).get(0)).isEqualTo(new Place("b", "web/", null));
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "Pgae", "com.example.Page", "java.lang.String" })
	void aNameOfNoEntityClassStopsTheApplication(String name) {
		this.runner.withPropertyValues("s3backed.entities." + name + ".bucket=other")
			.run((context) -> assertThat(context).getFailure()
				.isInstanceOf(InvalidMappingException.class)
				.hasMessageContaining(name));
	}

	@Test
	void theMessageSaysWhichNamesThereAre() {
		this.runner.withPropertyValues("s3backed.entities.Pgae.bucket=other")
			.run((context) -> assertThat(context).getFailure()
				.hasMessageContainingAll("'s3backed.entities.Pgae'", Page.class.getName(), Snapshot.class.getName()));
	}

	@Test
	void anEntityClassThatIsNotScannedMayBeNamedInFull() {
		this.runner.withPropertyValues("s3backed.entities." + Unscanned.class.getCanonicalName() + ".bucket=other")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void placesThatASweepCouldNotTellApartStopTheApplication() {
		this.runner.withPropertyValues("s3backed.entities.Page.prefix=snapshot/")
			.run((context) -> assertThat(context).getFailure()
				.isInstanceOf(InvalidMappingException.class)
				.hasMessageContainingAll("s3://b/snapshot/", "'snapshot'"));
	}

	@Test
	void operationsOfAnotherKindNeedNoPlace() {
		this.runner.withPropertyValues("s3backed.entities.Pgae.bucket=other")
			.withBean(S3BackedOperations.class, () -> mock(S3BackedOperations.class))
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Configuration(proxyBeanMethods = false)
	@EntityScan(basePackageClasses = { Page.class, Placed.class })
	static class Application {

	}

}

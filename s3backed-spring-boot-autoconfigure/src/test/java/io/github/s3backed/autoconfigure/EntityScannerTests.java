package io.github.s3backed.autoconfigure;

import java.util.List;

import io.github.s3backed.autoconfigure.entities.Letter;
import io.github.s3backed.autoconfigure.entities.Page;
import io.github.s3backed.autoconfigure.entities.Snapshot;
import io.github.s3backed.autoconfigure.entities.SubPage;
import io.github.s3backed.autoconfigure.entities.Tripwire;
import org.junit.jupiter.api.Test;

import org.springframework.core.OverridingClassLoader;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.DefaultResourceLoader;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link EntityScanner}.
 */
class EntityScannerTests {

	private static final String PACKAGE = "io.github.s3backed.autoconfigure.entities";

	private final EntityScanner scanner = new EntityScanner(new StandardEnvironment(), new DefaultResourceLoader());

	@Test
	void beansImmutablesAndRecordsWithS3BackedMembersAreEntities() {
		assertThat(this.scanner.scan(List.of(PACKAGE))).containsExactly(Letter.class, Page.class, Snapshot.class,
				SubPage.class, Tripwire.class);
	}

	@Test
	void packagesThatOverlapYieldEachEntityOnce() {
		assertThat(this.scanner.scan(List.of(PACKAGE, PACKAGE))).hasSize(5);
	}

	@Test
	void noPackageYieldsNoEntity() {
		assertThat(this.scanner.scan(List.of())).isEmpty();
	}

	@Test
	void entitiesAreNotInitialised() {
		System.clearProperty(Tripwire.TRACE);
		ClassLoader fresh = new OverridingClassLoader(getClass().getClassLoader()) {

			@Override
			protected boolean isEligibleForOverriding(String className) {
				return className.startsWith(PACKAGE);
			}

		};
		List<Class<?>> entities = new EntityScanner(new StandardEnvironment(), new DefaultResourceLoader(fresh))
			.scan(List.of(PACKAGE));
		assertThat(entities).filteredOn((type) -> type.getClassLoader() == fresh)
			.extracting(Class::getName)
			.contains(Tripwire.class.getName());
		assertThat(System.getProperty(Tripwire.TRACE)).isNull();
	}

}

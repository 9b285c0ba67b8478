package io.github.s3backed.autoconfigure;

import java.util.ArrayList;
import java.util.List;

import io.github.s3backed.core.S3BackedTemplate;
import io.github.s3backed.observation.MicrometerMetrics;
import io.github.s3backed.observation.S3BackedMetrics;
import io.github.s3backed.sweep.S3BackedSweeper;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mockConstruction;

/**
 * Tests for {@link S3BackedMetricsAutoConfiguration}.
 */
class S3BackedMetricsAutoConfigurationTests {

	private final ApplicationContextRunner runner = TestContexts.withBucket()
		.withConfiguration(AutoConfigurations.of(S3BackedMetricsAutoConfiguration.class));

	private final ApplicationContextRunner withRegistry = this.runner.withBean(MeterRegistry.class,
			SimpleMeterRegistry::new);

	@Test
	void theRegistryOfTheApplicationGetsTheMeters() {
		this.withRegistry.run((context) -> {
			assertThat(context).hasSingleBean(MicrometerMetrics.class).hasSingleBean(S3BackedTemplate.class);
			assertThat(context.getBean(MeterRegistry.class).get("s3backed.in.flight").gauge().value()).isZero();
		});
	}

	@Test
	void templateAndSweeperTellTheMetrics() {
		List<Object> arguments = new ArrayList<>();
		try (var templates = mockConstruction(S3BackedTemplate.class,
				(template, creation) -> arguments.addAll(creation.arguments()));
				var sweepers = mockConstruction(S3BackedSweeper.class,
						(sweeper, creation) -> arguments.addAll(creation.arguments()))) {
			this.withRegistry.run((context) -> {
				S3BackedMetrics metrics = context.getBean(S3BackedMetrics.class);
				assertThat(context.getBean(S3BackedSweeper.class)).isNotNull();
				assertThat(arguments.get(0)).extracting("metrics").isSameAs(metrics);
				assertThat(arguments).contains(metrics);
			});
		}
	}

	@Test
	void backsOffToTheUsersMetrics() {
		S3BackedMetrics mine = new S3BackedMetrics() {
		};
		this.withRegistry.withBean("mine", S3BackedMetrics.class, () -> mine).run((context) -> {
			assertThat(context).hasNotFailed().doesNotHaveBean(MicrometerMetrics.class);
			assertThat(context.getBean(S3BackedMetrics.class)).isSameAs(mine);
		});
	}

	@Test
	void withoutARegistryNothingIsCounted() {
		this.runner.run((context) -> assertThat(context).hasNotFailed()
			.hasSingleBean(S3BackedTemplate.class)
			.doesNotHaveBean(S3BackedMetrics.class));
	}

	@Test
	void switchedOffNothingIsCounted() {
		this.withRegistry.withPropertyValues("s3backed.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(S3BackedMetrics.class));
	}

	@Test
	void withoutMicrometersCoreOnTheClassPathNothingIsMissed() {
		this.runner.withClassLoader(new FilteredClassLoader("io.micrometer.core"))
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(S3BackedTemplate.class)
				.hasSingleBean(S3BackedSweeper.class)
				.doesNotHaveBean(S3BackedMetrics.class));
	}

}

package io.github.s3backed.autoconfigure;

import io.github.s3backed.observation.MicrometerMetrics;
import io.github.s3backed.observation.S3BackedMetrics;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration for the meters of
 * {@link io.github.s3backed.observation.S3BackedMeter}, where the application has a
 * registry for them.
 */
@AutoConfiguration(
		afterName = "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnSingleCandidate(MeterRegistry.class)
@ConditionalOnBooleanProperty(name = "s3backed.enabled", matchIfMissing = true)
public final class S3BackedMetricsAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(S3BackedMetrics.class)
	MicrometerMetrics s3BackedMetrics(MeterRegistry registry) {
		return new MicrometerMetrics(registry);
	}

}

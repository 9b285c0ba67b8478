package io.github.s3backed.docs;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The example of docs/observability.md.
 */
@Configuration(proxyBeanMethods = false)
class OwnExecutorConfiguration {

	@Bean
	ExecutorService s3BackedExecutor() {
		return Executors.newFixedThreadPool(32);
	}

}

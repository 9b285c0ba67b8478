package io.github.s3backed.autoconfigure;

import io.github.s3backed.autoconfigure.invalid.PageWithLargeKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests for what a developer reads when the application does not start.
 */
@ExtendWith(OutputCaptureExtension.class)
class FailureAnalyzersTests {

	@Test
	void aMissingBucketIsReportedByThePropertyToSet(CapturedOutput output) {
		start(Application.class);
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("The property 's3backed.bucket' is not set")
			.contains("Set 's3backed.bucket'")
			.contains("'s3backed.enabled' to 'false'");
	}

	@Test
	void aWrongMappingIsReportedWithTheWayToMendIt(CapturedOutput output) {
		start(WrongMapping.class, "--s3backed.bucket=b");
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains(PageWithLargeKey.class.getName())
			.contains("'url'")
			.contains("Remove one of the two");
	}

	@Test
	void aWrongValueIsReportedByItsProperty(CapturedOutput output) {
		start(Application.class, "--s3backed.bucket=b", "--s3backed.concurrency=0");
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("'s3backed.concurrency'")
			.contains("It must be 1 at least");
	}

	@Test
	void aWrongCompressionIsReportedWithTheValuesThatWillDo(CapturedOutput output) {
		start(Application.class, "--s3backed.bucket=b", "--s3backed.compression=rar");
		assertThat(output).contains("s3backed.compression").contains("rar").contains("GZIP").contains("ZSTD");
	}

	private static void start(Class<?> application, String... arguments) {
		SpringApplication springApplication = new SpringApplicationBuilder(application).web(WebApplicationType.NONE)
			.properties("spring.cloud.aws.region.static=eu-central-1", "spring.main.banner-mode=off")
			.build();
		assertThatException().isThrownBy(() -> springApplication.run(arguments).close());
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EntityScan(basePackageClasses = PageWithLargeKey.class)
	static class WrongMapping {

	}

}

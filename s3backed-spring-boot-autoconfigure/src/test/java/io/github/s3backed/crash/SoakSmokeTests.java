package io.github.s3backed.crash;

import java.time.Duration;

import io.github.s3backed.testsupport.AwsEnvironment;
import io.github.s3backed.testsupport.AwsTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A soak of a few threads for a few seconds.
 */
@AwsTest(proxied = true)
class SoakSmokeTests {

	private static final int THREADS = 6;

	private static final Duration DURATION = Duration.ofSeconds(20);

	private static final long SEED = System.nanoTime();

	@Test
	void nothingIsLostOrMixedOrLeftBehindWhileRequestsGoWrong(AwsEnvironment aws) throws Exception {
		Figures figures = new SoakRun(aws, THREADS, SEED).run(DURATION);
		System.out.printf("Soak of %s, %d threads, seed %d:%n%s%n", DURATION, THREADS, SEED, figures);
		assertThat(figures.sum("fault ")).as("faults").isPositive();
		assertThat(figures.sum("read found")).as("reads that found something").isPositive();
	}

}

package io.github.s3backed.crash;

import java.time.Duration;

import io.github.s3backed.testsupport.AwsEnvironment;
import io.github.s3backed.testsupport.AwsTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A soak of many threads for a long time; run it with the Maven profile {@code soak}.
 */
@Tag("soak")
@AwsTest(proxied = true)
class SoakTests {

	private static final int THREADS = 32;

	private static final Duration DURATION = Duration.ofMinutes(Long.getLong("s3backed.soak.minutes", 30));

	private static final long SEED = Long.getLong("s3backed.soak.seed", System.nanoTime());

	@Test
	void nothingIsLostOrMixedOrLeftBehindWhileRequestsGoWrong(AwsEnvironment aws) throws Exception {
		Figures figures = new SoakRun(aws, THREADS, SEED).run(DURATION);
		System.out.printf("Soak of %s, %d threads, seed %d:%n%s%n", DURATION, THREADS, SEED, figures);
		for (Operation operation : Operation.values()) {
			assertThat(figures.sum(operation + " APPLIED")).as(operation + " applied").isPositive();
		}
		assertThat(figures.sum("read found")).as("reads that found something").isPositive();
		assertThat(figures.sum("sweep completed")).as("sweeps").isPositive();
	}

}

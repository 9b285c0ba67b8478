package com.example.crawler.crawl;

import java.time.Duration;

import com.example.crawler.crawl.MemoryBudget.Share;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MemoryBudgetTests {

	private final MemoryBudget budget = new MemoryBudget(100 * 1024);

	@Test
	void noMoreIsInUseThanThereIs() throws InterruptedException {
		try (Share first = this.budget.take(60 * 1024)) {
			assertThat(this.budget.take(41 * 1024, Duration.ZERO)).isEmpty();
			assertThat(this.budget.take(40 * 1024, Duration.ZERO)).isPresent();
			assertThat(this.budget.take(1, Duration.ZERO)).isEmpty();
		}
		assertThat(this.budget.take(60 * 1024, Duration.ZERO)).isPresent();
	}

	@Test
	void whatIsLargerThanTheWholeIsAlone() throws InterruptedException {
		try (Share large = this.budget.take(Long.MAX_VALUE / 2)) {
			assertThat(this.budget.take(1, Duration.ZERO)).isEmpty();
		}
		assertThat(this.budget.take(Long.MAX_VALUE / 2, Duration.ZERO)).isPresent();
	}

	@Test
	void whatIsNotNeededIsGivenBack() throws InterruptedException {
		Share share = this.budget.take(100 * 1024);
		share.reduceTo(30 * 1024);
		share.reduceTo(80 * 1024);
		assertThat(this.budget.take(71 * 1024, Duration.ZERO)).isEmpty();
		Share rest = this.budget.take(70 * 1024);
		share.close();
		share.close();
		rest.close();
		assertThat(this.budget.take(100 * 1024, Duration.ZERO)).isPresent();
		assertThat(this.budget.take(1, Duration.ZERO)).isEmpty();
	}

}

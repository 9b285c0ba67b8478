package com.example.crawler.crawl;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

import com.example.crawler.crawl.MemoryBudget.Share;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class MemoryBudgetTests {

	private final MemoryBudget budget = new MemoryBudget(100 * 1024);

	@Test
	void noMoreIsInUseThanThereIs() throws InterruptedException {
		try (Share first = this.budget.take(60 * 1024)) {
			assertThat(this.budget.available()).isEqualTo(40 * 1024);
			FutureTask<Share> second = new FutureTask<>(() -> this.budget.take(41 * 1024));
			Thread taker = new Thread(second);
			taker.start();
			Awaitility.await().until(() -> taker.getState() == Thread.State.WAITING);
			taker.interrupt();
			assertThatExceptionOfType(ExecutionException.class).isThrownBy(second::get)
				.withCauseInstanceOf(InterruptedException.class);
		}
		this.budget.take(60 * 1024);
		assertThat(this.budget.available()).isEqualTo(40 * 1024);
	}

	@Test
	void whatIsLargerThanTheWholeIsAlone() throws InterruptedException {
		try (Share large = this.budget.take(Long.MAX_VALUE / 2)) {
			assertThat(this.budget.available()).isZero();
		}
		assertThat(this.budget.available()).isEqualTo(100 * 1024);
	}

	@Test
	void whatIsNotNeededIsGivenBack() throws InterruptedException {
		Share share = this.budget.take(100 * 1024);
		share.reduceTo(30 * 1024);
		share.reduceTo(80 * 1024);
		assertThat(this.budget.available()).isEqualTo(70 * 1024);
		Share rest = this.budget.take(70 * 1024);
		share.close();
		share.close();
		rest.close();
		assertThat(this.budget.available()).isEqualTo(100 * 1024);
	}

}

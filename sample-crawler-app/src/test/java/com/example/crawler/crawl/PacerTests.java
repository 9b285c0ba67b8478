package com.example.crawler.crawl;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PacerTests {

	private final FakeTicker ticker = new FakeTicker();

	private final CountDownLatch stop = new CountDownLatch(1);

	private final Pacer pacer = new Pacer(Duration.ofSeconds(2), this.ticker, this.stop);

	@Test
	void requestsAtOnceAreSpacedOut() throws InterruptedException {
		this.pacer.awaitTurn();
		this.pacer.awaitTurn();
		this.pacer.awaitTurn();
		assertThat(this.ticker.sleeps()).containsExactly(Duration.ofSeconds(2), Duration.ofSeconds(4));
	}

	@Test
	void timeThatHasPassedCounts() throws InterruptedException {
		this.pacer.awaitTurn();
		this.ticker.advance(Duration.ofMillis(1500));
		this.pacer.awaitTurn();
		this.ticker.advance(Duration.ofSeconds(60));
		this.pacer.awaitTurn();
		this.pacer.awaitTurn();
		assertThat(this.ticker.sleeps()).containsExactly(Duration.ofMillis(500), Duration.ofSeconds(2));
	}

	@Test
	void nothingMoreIsRequestedOnceTheCrawlIsStopped() throws InterruptedException {
		this.pacer.awaitTurn();
		this.stop.countDown();
		assertThatExceptionOfType(CrawlStoppedException.class).isThrownBy(this.pacer::awaitTurn);
	}

}

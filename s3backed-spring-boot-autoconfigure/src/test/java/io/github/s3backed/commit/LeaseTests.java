package io.github.s3backed.commit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;

import io.github.s3backed.pointer.TokenGenerator;
import io.github.s3backed.runtime.Elapsed;
import io.github.s3backed.runtime.Platform;
import io.github.s3backed.store.WireGuard;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.dao.TransientDataAccessResourceException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Every clock can end a lease, and none can extend it. An answer tells whether the time
 * of the write is right, as exactly as is known when it was given.
 */
class LeaseTests {

	private static final Instant NOW = Instant.parse("2026-07-03T10:15:30Z");

	private Duration monotonic = Duration.ZERO;

	private Duration wall = Duration.ZERO;

	private final InstantSource clock = () -> NOW.plus(this.wall);

	private final Platform platform = new Platform(ForkJoinPool.commonPool(), this.clock.withZone(ZoneOffset.UTC),
			() -> this.monotonic.toNanos(), new SplittableRandom(1), (duration) -> {
			});

	private final ServiceTime serviceTime = new ServiceTime(Clock.fixed(NOW, ZoneOffset.UTC));

	private final Lease lease = new Lease(new TokenGenerator(this.clock, new SplittableRandom(1)).next(),
			Duration.ofHours(1), new Elapsed(this.platform), this.serviceTime);

	private void pass(Duration duration) {
		this.monotonic = this.monotonic.plus(duration);
		this.wall = this.wall.plus(duration);
	}

	private void assertOver() {
		assertThat(this.lease.isOver()).isTrue();
		assertThatExceptionOfType(TransientDataAccessResourceException.class).isThrownBy(this.lease::require)
			.withMessageContaining("s3backed.lease (PT1H)");
		assertThatExceptionOfType(TransientDataAccessResourceException.class)
			.isThrownBy(this.lease.guard()::beforeSending);
	}

	@Test
	void lastsAsLongAsItIsSet() {
		pass(Duration.ofMinutes(59));
		this.lease.require();
		assertThat(this.lease.isOver()).isFalse();
		pass(Duration.ofMinutes(1));
		assertOver();
	}

	@Test
	void endsWhileTheMachineIsSuspended() {
		this.wall = Duration.ofHours(1);
		assertOver();
	}

	@Test
	void isNotExtendedByAClockThatIsSetBack() {
		this.monotonic = Duration.ofHours(1);
		this.wall = Duration.ofHours(-5);
		assertOver();
	}

	@Test
	void tellsThatTheTimeIsRight() {
		Lease.Request request = this.lease.watch();
		pass(Duration.ofSeconds(10));
		request.answered(NOW.plusSeconds(5));
		assertThat(this.lease.isCompared()).isTrue();
		assertThat(this.lease.handle()).isEqualTo(this.lease.token());
	}

	@Test
	void doesNotTellThatTheTimeIsRightBeforeAnAnswerSaysSo() {
		this.lease.watch().answered(null);
		assertThat(this.lease.isCompared()).isFalse();
		assertThat(this.lease.handle()).isEqualTo(this.lease.token().untimed());
		assertThat(this.lease.isOver()).isFalse();
	}

	@Test
	void endsWhenAnAnswerShowsThatTheClockIsBehind() {
		this.lease.watch().answered(NOW.plus(Duration.ofMinutes(6)));
		assertWrong(NOW.plus(Duration.ofMinutes(6)));
	}

	@Test
	void endsWhenAnAnswerShowsThatTheClockIsAhead() {
		this.lease.watch().answered(NOW.minus(Duration.ofMinutes(6)));
		assertWrong(NOW.minus(Duration.ofMinutes(6)));
	}

	private void assertWrong(Instant date) {
		assertThat(this.lease.isOver()).isTrue();
		assertThatExceptionOfType(WrongTimeException.class).isThrownBy(this.lease::require)
			.withMessageContaining("clock");
		assertThat(this.lease.handle().isTimed()).isFalse();
		assertThat(this.serviceTime.instant()).isEqualTo(date);
	}

	@Test
	void isNeitherConfirmedNorEndedByS3() {
		this.lease.watch().answeredByS3(NOW);
		assertThat(this.lease.isCompared()).isFalse();
		assertThat(this.lease.handle().isTimed()).isFalse();
		assertThat(this.lease.isDoubted()).isFalse();
		this.lease.watch().answeredByS3(NOW.plus(Duration.ofMinutes(6)));
		assertThat(this.lease.isOver()).isFalse();
		assertThat(this.serviceTime.instant()).isEqualTo(NOW);
	}

	@ParameterizedTest
	@ValueSource(ints = { -6, 6 })
	void isDoubtedWhereS3HasAnotherTimeUntilDynamoDbHasConfirmedIt(int minutes) {
		this.lease.watch().answeredByS3(NOW.plus(Duration.ofMinutes(minutes)));
		assertThat(this.lease.isDoubted()).isTrue();
		this.lease.watch().answered(NOW);
		assertThat(this.lease.isDoubted()).isFalse();
		assertThat(this.serviceTime.differenceOfS3()).isEqualTo(Duration.ofMinutes(minutes));
	}

	@Test
	void isDoubtedByWhatIsNotKnownOfS3() {
		this.serviceTime.learnOfS3(Duration.ofHours(2));
		this.lease.watch().answeredByS3(NOW.plus(Duration.ofHours(2)));
		assertThat(this.lease.isDoubted()).isFalse();
		this.lease.watch().answeredByS3(NOW);
		assertThat(this.lease.isDoubted()).isTrue();
	}

	@Test
	void isNotDoubtedByAnAnswerOfS3ThatTookLong() {
		Lease.Request request = this.lease.watch();
		pass(Duration.ofMinutes(30));
		request.answeredByS3(NOW.plus(Duration.ofMinutes(1)));
		assertThat(this.lease.isDoubted()).isFalse();
	}

	@Test
	void endsWhenAnAnswerShowsThatBothClocksStoodStill() {
		WireGuard guard = this.lease.guard();
		guard.beforeSending();
		guard.answered(NOW);
		this.lease.require();
		guard.beforeSending();
		guard.answered(NOW.plus(Duration.ofHours(25)));
		assertWrong(NOW.plus(Duration.ofHours(25)));
	}

	@Test
	void isNotBlamedForAnAnswerThatTookLong() {
		Lease.Request request = this.lease.watch();
		pass(Duration.ofMinutes(30));
		request.answered(NOW.plus(Duration.ofMinutes(1)));
		assertThat(this.lease.isOver()).isFalse();
		assertThat(this.lease.isCompared()).isFalse();
	}

	/**
	 * The clock was behind, and was put right before the answer came.
	 */
	@Test
	void doesNotTakeATimeForRightThatAJumpExplains() {
		Lease.Request request = this.lease.watch();
		this.wall = Duration.ofMinutes(30);
		request.answered(NOW.plus(Duration.ofMinutes(30)));
		assertThat(this.lease.isCompared()).isFalse();
		assertThat(this.lease.handle().isTimed()).isFalse();
	}

}

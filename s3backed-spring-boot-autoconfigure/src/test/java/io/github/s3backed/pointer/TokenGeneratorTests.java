package io.github.s3backed.pointer;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tokens are UUIDv7.
 */
class TokenGeneratorTests {

	private static final Instant NOW = Instant.parse("2026-07-03T10:15:30.123Z");

	@Test
	void isOfVersion7AndOfTheVariantOfTheStandard() {
		TokenGenerator tokens = new TokenGenerator(Clock.systemUTC(), new SplittableRandom(1));
		for (int i = 0; i < 1000; i++) {
			Token token = tokens.next();
			assertThat(token.value().version()).isEqualTo(7);
			assertThat(token.value().variant()).isEqualTo(2);
			assertThat(token.toString()).matches("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
		}
	}

	@Test
	void beginsWithTheMillisecondsSince1970() {
		Token token = at(NOW).next();
		assertThat(token.value().getMostSignificantBits() >>> 16).isEqualTo(NOW.toEpochMilli());
	}

	@Test
	void sortsByTimeAsText() {
		for (long random = 0; random < 100; random++) {
			Token earlier = new TokenGenerator(fixed(NOW), new SplittableRandom(random)).next();
			Token later = new TokenGenerator(fixed(NOW.plusMillis(1)), new SplittableRandom(-random)).next();
			assertThat(earlier.toString()).isLessThan(later.toString());
		}
	}

	@Test
	void isUniqueWithinAMillisecond() {
		TokenGenerator tokens = new TokenGenerator(fixed(NOW), new SecureRandom());
		Set<Token> seen = new HashSet<>();
		for (int i = 0; i < 100_000; i++) {
			assertThat(seen.add(tokens.next())).isTrue();
		}
	}

	@Test
	void hasEveryOtherBitFromTheRandomSource() {
		TokenGenerator ones = new TokenGenerator(fixed(NOW), () -> -1L);
		TokenGenerator zeros = new TokenGenerator(fixed(NOW), () -> 0L);
		assertThat(ones.next().toString()).endsWith("-7fff-bfff-ffffffffffff");
		assertThat(zeros.next().toString()).endsWith("-7000-8000-000000000001");
	}

	@Test
	void isStoredAsATokenOfTheRightTimeWhateverItsCallerIsTold() {
		Token token = at(NOW).next();
		assertThat(token.isTimed()).isTrue();
		assertThat(token.stored()).isEqualTo(token);
		Token untimed = token.untimed();
		assertThat(untimed.isTimed()).isFalse();
		assertThat(untimed.time()).isEqualTo(token.time());
		assertThat(untimed.stored()).isEqualTo(token);
	}

	private static TokenGenerator at(Instant time) {
		return new TokenGenerator(fixed(time), new SplittableRandom(1));
	}

	private static Clock fixed(Instant time) {
		return Clock.fixed(time, ZoneOffset.UTC);
	}

}

package io.github.s3backed.pointer;

import java.time.Clock;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Makes tokens as UUIDv7: 48 bits of Unix time in milliseconds, then 74 random bits.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9562#name-uuid-version-7">RFC 9562</a>
 */
public final class TokenGenerator {

	private static final long VERSION_7 = 0x7000L;

	private static final long VARIANT = 0x8000_0000_0000_0000L;

	private final Clock clock;

	private final RandomGenerator random;

	public TokenGenerator(Clock clock, RandomGenerator random) {
		this.clock = clock;
		this.random = random;
	}

	/**
	 * Returns a token that has not been before.
	 * @return the token
	 */
	public Token next() {
		long high = (this.clock.millis() << 16) | VERSION_7 | (this.random.nextLong() & 0xFFFL);
		long low = VARIANT | (this.random.nextLong() >>> 2);
		return new Token(new UUID(high, low));
	}

}

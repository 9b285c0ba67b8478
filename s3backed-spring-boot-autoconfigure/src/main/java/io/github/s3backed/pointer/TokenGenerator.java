package io.github.s3backed.pointer;

import java.time.InstantSource;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Makes tokens as UUIDv7: 48 bits of Unix time in milliseconds, then 73 random bits, and
 * the {@link Token#isTimed() last} one set.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9562#name-uuid-version-7">RFC 9562</a>
 */
public final class TokenGenerator {

	private static final long VERSION_7 = 0x7000L;

	private static final long VARIANT = 0x8000_0000_0000_0000L;

	private final InstantSource clock;

	private final RandomGenerator random;

	public TokenGenerator(InstantSource clock, RandomGenerator random) {
		this.clock = clock;
		this.random = random;
	}

	/**
	 * Returns a token that has not been before.
	 * @return the token
	 */
	public Token next() {
		long high = (this.clock.millis() << 16) | VERSION_7 | (this.random.nextLong() & 0xFFFL);
		long low = VARIANT | (this.random.nextLong() >>> 2) | Token.TIMED;
		return new Token(new UUID(high, low));
	}

}

package io.github.s3backed.pointer;

import java.util.UUID;

/**
 * Tokens whose bytes are plain to see.
 */
final class Tokens {

	static final Token FIRST = of("01890000-0000-7000-8000-000000000001");

	static final Token SECOND = of("01890000-0000-7000-8000-000000000002");

	private Tokens() {
	}

	static Token of(String uuid) {
		return new Token(UUID.fromString(uuid));
	}

	static Token numbered(int number) {
		return new Token(new UUID(0x0189_0000_0000_7000L, 0x8000_0000_0000_0000L | number));
	}

}

package io.github.s3backed.simulation;

import java.util.SplittableRandom;

/**
 * Takes choices from a seed. How often it switches and fails differs from seed to seed,
 * so that quiet and stormy runs both occur.
 */
final class SeededChoices implements Choices {

	private final SplittableRandom random;

	private final double switching;

	private final double failing;

	private long hash = 1125899906842597L;

	SeededChoices(long seed) {
		this.random = new SplittableRandom(seed);
		this.switching = this.random.nextDouble();
		this.failing = this.random.nextDouble() * 0.3;
	}

	@Override
	public int pick(Kind kind, int options) {
		int choice = choose(kind, options);
		this.hash = this.hash * 31 + choice;
		return choice;
	}

	private int choose(Kind kind, int options) {
		if (options == 1) {
			return 0;
		}
		double chance = switch (kind) {
			case SCHEDULE -> this.switching;
			case FAULT -> this.failing;
			case DETAIL -> 0.5;
		};
		return (this.random.nextDouble() < chance) ? 1 + this.random.nextInt(options - 1) : 0;
	}

	/**
	 * Returns a fingerprint of the road taken so far.
	 */
	long fingerprint() {
		return this.hash;
	}

}

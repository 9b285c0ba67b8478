package io.github.s3backed.simulation;

import java.util.Arrays;

/**
 * Follows a script and then takes the first option always, while it records the road
 * taken and the roads not taken.
 */
final class ScriptedChoices implements Choices {

	private final int[] script;

	private int[] taken = new int[64];

	private int[] options = new int[64];

	private int size;

	ScriptedChoices(int... script) {
		this.script = script;
	}

	@Override
	public int pick(Kind kind, int options) {
		if (options == 1) {
			return 0;
		}
		int choice = (this.size < this.script.length) ? this.script[this.size] : 0;
		if (choice >= options) {
			throw new IllegalStateException("Script does not fit: " + choice + " of " + options);
		}
		record(choice, options);
		return choice;
	}

	private void record(int choice, int options) {
		if (this.size == this.taken.length) {
			this.taken = Arrays.copyOf(this.taken, this.size * 2);
			this.options = Arrays.copyOf(this.options, this.size * 2);
		}
		this.taken[this.size] = choice;
		this.options[this.size++] = options;
	}

	int size() {
		return this.size;
	}

	int optionsAt(int index) {
		return this.options[index];
	}

	/**
	 * Returns the script that takes this road up to a point and another one there.
	 */
	int[] branch(int index, int choice) {
		int[] branch = Arrays.copyOf(this.taken, index + 1);
		branch[index] = choice;
		return branch;
	}

	/**
	 * Returns the shortest script of this road.
	 */
	int[] script() {
		int end = this.size;
		while (end > 0 && this.taken[end - 1] == 0) {
			end--;
		}
		return Arrays.copyOf(this.taken, end);
	}

}

package io.github.s3backed.history;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * What a call, by its answer, saw in the register and did to it, in one moment.
 *
 * @param test what held
 * @param operand what the test compares with
 * @param after what the register held then, or {@code null} if it was left alone
 */
record Step(Test test, State operand, @Nullable State after) {

	/**
	 * Returns the step of a call, or of one that it may have done.
	 * @return the step, or {@code null} if the call tells nothing
	 */
	static @Nullable Step of(Action action, Answer answer) {
		return switch (answer.kind()) {
			case APPLIED, UNKNOWN -> effect(action);
			case FOUND -> new Step(Test.VALUE, new State(answer.value(), answer.version()), null);
			case PRESENT -> new Step(Test.PRESENT, State.ABSENT, null);
			case ABSENT -> new Step(Test.ABSENT, State.ABSENT, null);
			case CONFLICT ->
				action.versioned() ? new Step(Test.OTHER_VERSION, new State(null, action.version()), null) : null;
			case REFUSED -> null;
		};
	}

	private static @Nullable Step effect(Action action) {
		State expected = new State(null, action.version());
		return switch (action.kind()) {
			case SAVE -> new Step(action.versioned() ? Test.VERSION : Test.ANY, expected, written(action));
			case INSERT -> new Step(Test.ABSENT, expected, written(action));
			case UPDATE ->
				new Step((action.version() != null) ? Test.VERSION : Test.PRESENT, expected, written(action));
			case DELETE -> new Step(action.versioned() ? Test.VERSION_OR_ABSENT : Test.ANY, expected, State.ABSENT);
			case DELETE_BY_KEY -> new Step(Test.ANY, expected, State.ABSENT);
			case READ, EXISTS -> null;
		};
	}

	private static State written(Action action) {
		Long expected = action.version();
		Long version = action.versioned() ? Long.valueOf((expected != null) ? expected + 1 : 1) : null;
		return new State(Objects.requireNonNull(action.value()), version);
	}

	/**
	 * Returns what the register holds after this, or {@code null} if this cannot have
	 * been.
	 */
	@Nullable State apply(State state) {
		if (!this.test.holds(state, this.operand)) {
			return null;
		}
		return (this.after != null) ? this.after : state;
	}

	boolean readsValue() {
		return this.test == Test.VALUE;
	}

	boolean writesValue() {
		return this.after != null && this.after.present();
	}

	boolean mentionsVersion() {
		return this.operand.version() != null || (this.after != null && this.after.version() != null);
	}

	/**
	 * What can be true of a register.
	 */
	enum Test {

		ANY, ABSENT, PRESENT, VALUE, VERSION, OTHER_VERSION,

		/**
		 * Of a delete that was acknowledged: who else deleted the item makes no
		 * difference.
		 */
		VERSION_OR_ABSENT;

		boolean holds(State state, State operand) {
			boolean sameVersion = Objects.equals(state.version(), operand.version());
			return switch (this) {
				case ANY -> true;
				case ABSENT -> !state.present();
				case PRESENT -> state.present();
				case VALUE ->
					Objects.equals(state.value(), operand.value()) && (operand.version() == null || sameVersion);
				case VERSION -> sameVersion;
				case OTHER_VERSION -> !sameVersion;
				case VERSION_OR_ABSENT -> sameVersion || !state.present();
			};
		}

	}

}

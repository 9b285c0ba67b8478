package io.github.s3backed.history;

import java.time.Duration;

import io.github.s3backed.history.Action.Kind;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Holds the judge to finding what it is there for, and to nothing else.
 */
class HistoriesTests {

	private static final String KEY = "key";

	private static final Answer APPLIED = Answer.of(Answer.Kind.APPLIED);

	private static final Answer ABSENT = Answer.of(Answer.Kind.ABSENT);

	private static final Answer PRESENT = Answer.of(Answer.Kind.PRESENT);

	private static final Answer CONFLICT = Answer.of(Answer.Kind.CONFLICT);

	private static final Answer REFUSED = Answer.of(Answer.Kind.REFUSED);

	private static final Answer UNKNOWN = Answer.of(Answer.Kind.UNKNOWN);

	private final Histories histories = new Histories();

	@Test
	void nothingIsLinearizable() {
		assertLinearizable();
	}

	@Test
	void aStaleReadIsFound() {
		save(1, APPLIED);
		save(2, APPLIED);
		read(1);
		assertViolation("READ -> FOUND 1 fits into no order");
	}

	@Test
	void aReadBesideAWriteMayShowEither() {
		save(1, APPLIED);
		Call write = begin(Action.write(Kind.SAVE, 2));
		read(1);
		read(2);
		write.end(APPLIED);
		assertLinearizable();
	}

	@Test
	void aReadThatGoesBackIsFound() {
		save(1, APPLIED);
		Call write = begin(Action.write(Kind.SAVE, 2));
		read(2);
		read(1);
		write.end(APPLIED);
		assertViolation("READ -> FOUND 1 fits into no order");
	}

	@Test
	void aLostUpdateIsFound() {
		call(Action.write(Kind.INSERT, 1).expecting(null), APPLIED);
		Call one = begin(Action.write(Kind.SAVE, 2).expecting(1L));
		Call other = begin(Action.write(Kind.SAVE, 3).expecting(1L));
		one.end(APPLIED);
		other.end(APPLIED);
		assertViolation("SAVE 3 expecting version 1 -> APPLIED fits into no order");
	}

	@Test
	void aWriteThatIsAcknowledgedAndNotDoneIsFound() {
		save(1, APPLIED);
		call(Action.write(Kind.UPDATE, 2), APPLIED);
		read(1);
		assertViolation("FOUND 1");
	}

	@Test
	void aWriteThatIsDoneTwiceIsFound() {
		save(1, UNKNOWN);
		save(2, APPLIED);
		read(1);
		save(3, APPLIED);
		read(1);
		assertViolation("FOUND 1");
	}

	@Test
	void anItemThatComesBackAfterItsDeleteIsFound() {
		save(1, APPLIED);
		call(Action.of(Kind.DELETE), APPLIED);
		read(1);
		assertViolation("FOUND 1");
	}

	@Test
	void aDeleteThatComesBackIsFound() {
		save(1, APPLIED);
		call(Action.of(Kind.DELETE), UNKNOWN);
		call(Action.of(Kind.READ), ABSENT);
		save(2, APPLIED);
		read(2);
		call(Action.of(Kind.READ), ABSENT);
		assertViolation("READ -> ABSENT");
	}

	@Test
	void aRefusedWriteThatIsReadIsFound() {
		save(1, APPLIED);
		save(2, REFUSED);
		read(2);
		assertViolation("FOUND 2 reads what no call wrote");
	}

	@Test
	void aReadThatMixesTwoWritesIsFound() {
		save(1, APPLIED);
		save(2, APPLIED);
		call(Action.of(Kind.READ), Answer.found("half of 1, half of 2", null));
		assertViolation("reads what no call wrote, or parts of several");
	}

	@Test
	void aReadBeforeTheWriteIsFound() {
		read(1);
		save(1, APPLIED);
		assertViolation("SAVE 1");
	}

	@Test
	void aValueWithTheVersionOfAnotherIsFound() {
		call(Action.write(Kind.SAVE, 1).expecting(null), APPLIED);
		call(Action.write(Kind.SAVE, 2).expecting(1L), APPLIED);
		call(Action.of(Kind.READ), Answer.found(2, 1L));
		assertViolation("FOUND 2 of version 1");
	}

	@Test
	void whatAnswersClaimIsHeldAgainstThem() {
		call(Action.write(Kind.INSERT, 1), PRESENT);
		assertViolation("INSERT 1 -> PRESENT");
	}

	@Test
	void aConflictNeedsAnotherVersion() {
		call(Action.write(Kind.SAVE, 1).expecting(null), APPLIED);
		call(Action.write(Kind.SAVE, 2).expecting(1L), CONFLICT);
		assertViolation("CONFLICT");
	}

	@Test
	void truthsOfAllKindsPass() {
		call(Action.of(Kind.EXISTS), ABSENT);
		call(Action.write(Kind.UPDATE, 1), ABSENT);
		call(Action.write(Kind.INSERT, 2), APPLIED);
		call(Action.write(Kind.INSERT, 3), PRESENT);
		save(4, REFUSED);
		read(2);
		call(Action.of(Kind.EXISTS), PRESENT);
		call(Action.of(Kind.DELETE_BY_KEY), APPLIED);
		call(Action.of(Kind.DELETE_BY_KEY), ABSENT);
		call(Action.write(Kind.SAVE, 5).expecting(7L), CONFLICT);
		call(Action.write(Kind.SAVE, 6).expecting(null), APPLIED);
		call(Action.write(Kind.SAVE, 7).expecting(1L), APPLIED);
		call(Action.of(Kind.READ), Answer.found(7, 2L));
		call(Action.of(Kind.DELETE).expecting(2L), APPLIED);
		assertLinearizable();
	}

	@Test
	void anUnknownWriteMayBeDoneLateOrNeverAndACrashedClientsToo() {
		save(1, UNKNOWN);
		begin(Action.write(Kind.INSERT, 2));
		save(3, UNKNOWN);
		call(Action.of(Kind.READ), ABSENT);
		read(1);
		call(Action.of(Kind.DELETE), APPLIED);
		call(Action.of(Kind.READ), ABSENT);
		read(2);
		assertLinearizable();
	}

	@Test
	void whatIsSettledComesNoLaterThanThat() {
		save(1, APPLIED);
		save(2, UNKNOWN);
		this.histories.settle();
		read(1);
		read(2);
		assertViolation("FOUND");
	}

	@Test
	void whatIsResolvedAsAppliedWasDone() {
		save(1, APPLIED);
		Call unknown = begin(Action.write(Kind.SAVE, 2));
		unknown.end(UNKNOWN);
		unknown.resolveApplied();
		read(1);
		assertViolation("FOUND 1");
	}

	@Test
	void keysAreJudgedEachForItselfAndTheShortestFailureIsShown() {
		save(1, APPLIED);
		Call write = begin(Action.write(Kind.SAVE, 2));
		read(2);
		read(1);
		write.end(APPLIED);
		this.histories.begin("other", "client", Action.of(Kind.READ)).end(PRESENT);
		this.histories.begin("good", "client", Action.of(Kind.READ)).end(ABSENT);
		assertThat(this.histories.findViolation(Duration.ofMinutes(1)))
			.startsWith("The history of other is not linearizable")
			.endsWith("Not so the histories of [key]")
			.contains("Before, the item was one of [nothing]");
	}

	@Test
	void whatCannotBeJudgedInTimeIsNotPassed() {
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> histories(300).requireLinearizable(Duration.ZERO))
			.withMessageContaining("could not be judged in time");
	}

	@Test
	void aValueIsWrittenOnce() {
		save(1, APPLIED);
		save(1, APPLIED);
		assertThatIllegalArgumentException().isThrownBy(this::assertLinearizable);
	}

	/**
	 * Returns a history in which many calls are always under way.
	 */
	private static Histories histories(int calls) {
		Histories histories = new Histories();
		Call[] open = new Call[16];
		for (int i = 0; i < calls; i++) {
			if (open[i % open.length] != null) {
				open[i % open.length].end(APPLIED);
			}
			open[i % open.length] = histories.begin(KEY, "client", Action.write(Kind.SAVE, i));
			if (i % 3 == 0) {
				histories.begin(KEY, "reader", Action.of(Kind.READ)).end(Answer.found(i, null));
			}
		}
		return histories;
	}

	private void save(int value, Answer answer) {
		call(Action.write(Kind.SAVE, value), answer);
	}

	private void read(int value) {
		call(Action.of(Kind.READ), Answer.found(value, null));
	}

	private void call(Action action, Answer answer) {
		begin(action).end(answer);
	}

	private Call begin(Action action) {
		return this.histories.begin(KEY, "client", action);
	}

	private void assertLinearizable() {
		assertThat(this.histories.findViolation(Duration.ofMinutes(1))).isNull();
	}

	private void assertViolation(String text) {
		assertThat(this.histories.findViolation(Duration.ofMinutes(1))).contains("is not linearizable").contains(text);
	}

}

package io.github.s3backed.crash;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Holds the record of killed writers to telling their judge what they were told.
 */
class WriterRecordTests {

	private static final Duration BUDGET = Duration.ofMinutes(1);

	private final WriterRecord record = new WriterRecord(List.of("v-1"));

	@Test
	void aLostUpdateIsFound() {
		say("START v-1 1 INSERT true null", "APPLIED v-1 1 APPLIED");
		say("START v-1 2 UPDATE true 1", "APPLIED v-1 2 APPLIED");
		say("START v-1 3 SAVE true 1", "APPLIED v-1 3 APPLIED");
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> this.record.histories().requireLinearizable(BUDGET))
			.withMessageContaining("SAVE 3 expecting version 1 -> APPLIED fits into no order");
	}

	@Test
	void whatWasCutOffMayBeDoneUntilItsProcessIsGoneOrNever() {
		say("START v-1 1 SAVE true null", "APPLIED v-1 1 APPLIED", "START v-1 2 SAVE true 1");
		assertThat(this.record.settle()).isOne();
		say("START v-1 3 DELETE true 2", "APPLIED v-1 3 APPLIED");
		say("START v-1 4 DELETE_BY_KEY false null", "APPLIED v-1 4 ABSENT");
		this.record.histories().requireLinearizable(BUDGET);
	}

	@Test
	void whatWasToldOfTheItemIsJudged() {
		say("START v-1 1 INSERT true null", "REFUSED v-1 1 PRESENT");
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> this.record.histories().requireLinearizable(BUDGET))
			.withMessageContaining("INSERT 1 expecting none -> PRESENT");
	}

	private void say(String... lines) {
		for (String line : lines) {
			this.record.add(line.split(" "));
		}
	}

}

package io.github.s3backed.simulation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The same choices make the same run: its trace is the same, byte for byte, whatever ran
 * before and on whichever threads.
 */
class RepeatableRunsTests {

	private static final int RUNS_WITH_A_FAULT = 40;

	private static final int RUNS_OF_A_CROWD = 30;

	private static final int RUNS_INTERLEAVED = 20;

	private final Workers workers = new Workers();

	private final Kit one = new Kit();

	private final Kit other = new Kit();

	@AfterEach
	void close() {
		this.one.close();
		this.other.close();
		this.workers.close();
	}

	@Test
	void faultsOfOneWriter() {
		Catalogue.operations().forEach((scenario) -> repeat(scenario, Limits.faults(1), false, RUNS_WITH_A_FAULT));
	}

	@Test
	void uploadsBesideEachOther() {
		Catalogue.operations().forEach((scenario) -> repeat(scenario, new Limits(1, 1, 0), true, RUNS_INTERLEAVED));
	}

	@Test
	void schedulesOfACrowd() {
		Stream
			.of(Catalogue.concurrentOperations(), Catalogue.sweptOperations(), StreamCatalogue.concurrentOperations(),
					StreamCatalogue.sweptOperations())
			.flatMap(List::stream)
			.flatMap((scenario) -> Stream.of(scenario, scenario.retaining()))
			.forEach((scenario) -> repeat(scenario, new Limits(1, 1, 1), false, RUNS_OF_A_CROWD));
	}

	@Test
	void workersThatShareASweep() {
		SharedSweeps.all().forEach((scenario) -> repeat(scenario, new Limits(1, 1, 1), false, RUNS_OF_A_CROWD));
	}

	/**
	 * Explores a scenario and conducts each run once more.
	 */
	private void repeat(Scenario scenario, Limits limits, boolean interleaved, int runs) {
		Snapshot start = scenario.start(this.one);
		Snapshot sameStart = scenario.start(this.other);
		Deque<int[]> open = new ArrayDeque<>(List.of(new int[0]));
		for (int run = 0; run < runs && !open.isEmpty(); run++) {
			int[] script = (run % 2 == 0) ? open.removeLast() : open.removeFirst();
			ScriptedChoices choices = new ScriptedChoices(script);
			String trace = trace(scenario, start, this.one, choices, limits, interleaved);
			assertThat(trace(scenario, sameStart, this.other, new ScriptedChoices(script), limits, interleaved))
				.isEqualTo(trace);
			for (int index = script.length; index < choices.size(); index++) {
				for (int choice = 1; choice < choices.optionsAt(index); choice++) {
					open.add(choices.branch(index, choice));
				}
			}
		}
	}

	private static String trace(Scenario scenario, Snapshot start, Kit kit, Choices choices, Limits limits,
			boolean interleaved) {
		Conduct conduct = new Conduct(choices, limits, (call, fault) -> true, interleaved, Mutation.NONE, true);
		return Run.of(scenario, start, kit, conduct).trace();
	}

}

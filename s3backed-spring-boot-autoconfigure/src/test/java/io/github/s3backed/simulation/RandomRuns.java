package io.github.s3backed.simulation;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Conducts runs of stories made up from seeds.
 */
final class RandomRuns {

	private final Workers workers;

	private final Map<Story.Beginning, Snapshot> starts = new EnumMap<>(Story.Beginning.class);

	private final Set<Long> fingerprints = ConcurrentHashMap.newKeySet();

	RandomRuns(Workers workers) {
		this.workers = workers;
		for (Story.Beginning beginning : Story.Beginning.values()) {
			this.starts.put(beginning, Scenario.of("beginning", beginning.script()).start(workers.first()));
		}
	}

	/**
	 * Conducts the runs of consecutive seeds.
	 */
	Exploration run(long firstSeed, long runs) {
		AtomicLong next = new AtomicLong(firstSeed);
		return this.workers.all((kit) -> {
			Exploration result = Exploration.NOTHING;
			long seed = next.getAndIncrement();
			while (seed < firstSeed + runs) {
				result = result.plus(run(seed, kit));
				seed = next.getAndIncrement();
			}
			return result;
		});
	}

	/**
	 * Returns how many different runs there were.
	 */
	int distinct() {
		return this.fingerprints.size();
	}

	private Exploration run(long seed, Kit kit) {
		SeededChoices choices = new SeededChoices(seed);
		Run run = run(seed, kit, choices, false);
		this.fingerprints.add(choices.fingerprint());
		if (!run.failed()) {
			return new Exploration(1, run.points(), false, 0, null);
		}
		Run traced = run(seed, kit, new SeededChoices(seed), true);
		return new Exploration(1, run.points(), false, 1,
				new Exploration.Failure(new Story(seed).scenario(),
						"-Ds3backed.simulation.runs=1 -Ds3backed.simulation.seed=" + seed, run.points(),
						traced.violations(), traced.trace()));
	}

	/**
	 * Returns the trace of one run.
	 */
	String trace(long seed) {
		return run(seed, this.workers.first(), new SeededChoices(seed), true).trace();
	}

	private Run run(long seed, Kit kit, Choices choices, boolean traced) {
		Story story = new Story(seed);
		Scenario scenario = story.scenario();
		Conduct conduct = new Conduct(choices, story.limits(), (call, fault) -> true, story.interleaved(),
				Mutation.NONE, traced);
		return Run.of(scenario, this.starts.get(story.beginning()), kit, conduct);
	}

}

package io.github.s3backed.simulation;

import java.util.Arrays;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiPredicate;

import io.github.s3backed.simulation.Violation.Invariant;
import org.jspecify.annotations.Nullable;

/**
 * Takes every road there is through a scenario, each once.
 */
final class Explorer {

	private final Workers workers;

	private final Limits limits;

	private final boolean interleaved;

	private final Mutation mutation;

	private final BiPredicate<WireCall<?>, Fault> allowed;

	private final long budget;

	private final @Nullable Invariant hunted;

	private Explorer(Workers workers, Limits limits, boolean interleaved, Mutation mutation,
			BiPredicate<WireCall<?>, Fault> allowed, long budget, @Nullable Invariant hunted) {
		this.workers = workers;
		this.limits = limits;
		this.interleaved = interleaved;
		this.mutation = mutation;
		this.allowed = allowed;
		this.budget = budget;
		this.hunted = hunted;
	}

	Explorer(Workers workers, Limits limits) {
		this(workers, limits, false, Mutation.NONE, (call, fault) -> true, Long.MAX_VALUE, null);
	}

	/**
	 * Lets uploads and downloads run beside each other.
	 */
	Explorer interleaved() {
		return new Explorer(this.workers, this.limits, true, this.mutation, this.allowed, this.budget, this.hunted);
	}

	/**
	 * Puts something into the place of what the library relies on.
	 */
	Explorer with(Mutation mutation) {
		return new Explorer(this.workers, this.limits, this.interleaved, mutation, this.allowed, this.budget,
				this.hunted);
	}

	/**
	 * Breaks something, and ends as soon as that violates what it must.
	 */
	Explorer hunting(PlantedBug bug) {
		return new Explorer(this.workers, bug.limits(), bug.interleaved(), bug.mutation(), bug.allowed(), this.budget,
				bug.expected());
	}

	Explorer allowing(BiPredicate<WireCall<?>, Fault> allowed) {
		return new Explorer(this.workers, this.limits, this.interleaved, this.mutation, allowed, this.budget,
				this.hunted);
	}

	/**
	 * Gives up after so many runs.
	 */
	Explorer within(long budget) {
		return new Explorer(this.workers, this.limits, this.interleaved, this.mutation, this.allowed, budget,
				this.hunted);
	}

	Exploration explore(Scenario scenario) {
		Search search = new Search(scenario, scenario.start(this.workers.first()));
		return this.workers.all(search::share);
	}

	private Conduct conduct(Choices choices, boolean traced) {
		return new Conduct(choices, this.limits, this.allowed, this.interleaved, this.mutation, traced);
	}

	private final class Search {

		private final Scenario scenario;

		private final Snapshot start;

		private final ConcurrentLinkedDeque<int[]> open = new ConcurrentLinkedDeque<>();

		private final AtomicInteger pending = new AtomicInteger(1);

		private final AtomicLong runs = new AtomicLong();

		private volatile boolean ended;

		private Search(Scenario scenario, Snapshot start) {
			this.scenario = scenario;
			this.start = start;
			this.open.push(new int[0]);
		}

		private Exploration share(Kit kit) {
			Exploration result = Exploration.NOTHING;
			while (this.pending.get() > 0 && !this.ended) {
				int[] script = this.open.poll();
				if (script == null) {
					Thread.onSpinWait();
					continue;
				}
				if (this.runs.incrementAndGet() > Explorer.this.budget) {
					this.ended = true;
					return result.plus(new Exploration(0, 0, true, 0, null));
				}
				result = result.plus(followed(script, kit));
			}
			return result;
		}

		/**
		 * Follows a script. The others do not wait for a run that cannot be conducted.
		 */
		private Exploration followed(int[] script, Kit kit) {
			boolean conducted = false;
			try {
				Exploration result = follow(script, kit);
				conducted = true;
				return result;
			}
			finally {
				this.ended |= !conducted;
				this.pending.decrementAndGet();
			}
		}

		private Exploration follow(int[] script, Kit kit) {
			ScriptedChoices choices = new ScriptedChoices(script);
			Run run = Run.of(this.scenario, this.start, kit, conduct(choices, false));
			branch(script, choices);
			if (!isFailure(run)) {
				return new Exploration(1, run.points(), false, 0, null);
			}
			this.ended |= Limits.QUICK || Explorer.this.hunted != null;
			return new Exploration(1, run.points(), false, 1, explain(choices.script(), kit));
		}

		private boolean isFailure(Run run) {
			Invariant hunted = Explorer.this.hunted;
			return (hunted != null) ? run.violations().stream().anyMatch((it) -> it.invariant() == hunted)
					: run.failed();
		}

		private void branch(int[] script, ScriptedChoices choices) {
			for (int index = script.length; index < choices.size(); index++) {
				for (int choice = 1; choice < choices.optionsAt(index); choice++) {
					this.pending.incrementAndGet();
					this.open.push(choices.branch(index, choice));
				}
			}
		}

		private Exploration.Failure explain(int[] script, Kit kit) {
			Run run = Run.of(this.scenario, this.start, kit, conduct(new ScriptedChoices(script), true));
			return new Exploration.Failure(this.scenario, "script " + Arrays.toString(script),
					Exploration.Failure.weight(script), run.violations(), run.trace());
		}

	}

}

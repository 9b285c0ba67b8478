package io.github.s3backed.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * Makes up what several applications do to an item and its neighbour, one thing after the
 * other.
 */
final class Story {

	private static final int MAX_WRITERS = 3;

	private static final int MAX_OPERATIONS = 3;

	private static final int MAX_FAULTS = 4;

	private final SplittableRandom random;

	private final Beginning beginning;

	Story(long seed) {
		this.random = new SplittableRandom(seed);
		this.beginning = Beginning.values()[this.random.nextInt(Beginning.values().length)];
	}

	Beginning beginning() {
		return this.beginning;
	}

	Limits limits() {
		return new Limits(this.random.nextInt(MAX_FAULTS + 1), Integer.MAX_VALUE, this.random.nextInt(2));
	}

	boolean interleaved() {
		return this.random.nextInt(4) == 0;
	}

	Scenario scenario() {
		Scenario scenario = Scenario.of("story", this.beginning.script());
		int writers = 1 + this.random.nextInt(MAX_WRITERS);
		for (int number = 1; number <= writers; number++) {
			String name = "W" + number;
			scenario = scenario.with(name, writer(name)).withClock(name, clockDifference());
		}
		if (this.random.nextBoolean()) {
			scenario = scenario.with("reader", reader());
		}
		if (this.random.nextBoolean()) {
			scenario = scenario.with("sweeper", Application::sweep);
		}
		return this.random.nextBoolean() ? scenario.retaining() : scenario;
	}

	private Duration clockDifference() {
		return switch (this.random.nextInt(8)) {
			case 0 -> Duration.ofHours(-2);
			case 1 -> Duration.ofHours(2);
			default -> Duration.ZERO;
		};
	}

	private Consumer<Application> reader() {
		return at(switch (this.random.nextInt(3)) {
			case 0 -> Application::readAll;
			case 1 -> Application::scan;
			default -> Application::read;
		});
	}

	/**
	 * Lets something be done to one of the two items.
	 */
	private Consumer<Application> at(Consumer<Application> step) {
		ItemKey key = (this.random.nextInt(4) == 0) ? ItemKey.SECOND : ItemKey.FIRST;
		return (application) -> step.accept(application.on(key));
	}

	private Consumer<Application> writer(String name) {
		int operations = 1 + this.random.nextInt(MAX_OPERATIONS);
		List<Consumer<Application>> script = new ArrayList<>();
		for (int i = 1; i <= operations; i++) {
			script.add(at(this.beginning.versioned() ? versioned(name + "." + i) : plain(name + "." + i)));
			if (this.random.nextInt(3) == 0) {
				script.add(Application::resolve);
			}
		}
		return (application) -> script.forEach((step) -> step.accept(application));
	}

	private Consumer<Application> plain(String write) {
		Content content = content(write);
		return switch (this.random.nextInt(9)) {
			case 0 -> (it) -> it.insert(content);
			case 1 -> (it) -> it.update(content);
			case 2 -> Application::delete;
			case 3 -> Application::deleteByKey;
			case 4 -> Application::deleteAll;
			case 5 -> Application::read;
			default -> (it) -> it.save(content);
		};
	}

	private Consumer<Application> versioned(String write) {
		Content content = content(write);
		long version = 1 + this.random.nextInt(3);
		return switch (this.random.nextInt(8)) {
			case 0 -> (it) -> it.insert(content, null);
			case 1 -> (it) -> it.update(content, version);
			case 2 -> (it) -> it.delete(version);
			case 3 -> Application::deleteByKey;
			case 4 -> Application::read;
			case 5 -> (it) -> it.save(content, null);
			default -> (it) -> it.save(content, version);
		};
	}

	private Content content(String write) {
		Content old = Content.of("W0");
		return switch (this.random.nextInt(5)) {
			case 0 -> old.retitled(write);
			case 1 -> old.rewritten(write);
			case 2 -> Content.of(write).withoutImage();
			default -> Content.of(write);
		};
	}

	/**
	 * What the item is at the beginning.
	 */
	enum Beginning {

		ABSENT(Scenario.NOTHING, false), STORED((it) -> it.save(Content.of("W0")), false), BOTH_STORED((it) -> {
			it.save(Content.of("W0"));
			it.on(ItemKey.SECOND).save(Content.of("W0"));
		}, false), FOREIGN((it) -> it.writeForeign(Content.of("W0")), false), ABSENT_VERSIONED(Scenario.NOTHING, true),
		STORED_VERSIONED((it) -> it.save(Content.of("W0"), null), true);

		private final Consumer<Application> script;

		private final boolean versioned;

		Beginning(Consumer<Application> script, boolean versioned) {
			this.script = script;
			this.versioned = versioned;
		}

		Consumer<Application> script() {
			return this.script;
		}

		boolean versioned() {
			return this.versioned;
		}

	}

}

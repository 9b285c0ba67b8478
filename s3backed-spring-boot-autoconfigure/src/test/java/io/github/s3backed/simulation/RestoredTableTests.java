package io.github.s3backed.simulation;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A table is set back to an earlier point in time, as a restore by DynamoDB does, which
 * knows nothing of the objects.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RestoredTableTests {

	private static final Content OLD = Content.of("W0");

	private static final Consumer<Application> CHANGED = (it) -> {
		it.save(OLD);
		it.save(OLD.rewritten("later"));
	};

	private static final Consumer<Application> CHANGED_AND_DELETED = (it) -> {
		CHANGED.accept(it);
		it.on(ItemKey.SECOND).save(OLD);
		it.delete();
	};

	private Workers workers;

	@BeforeAll
	void start() {
		this.workers = new Workers();
	}

	@AfterAll
	void end() {
		this.workers.close();
	}

	/**
	 * What the bucket has lost is an error to readers, and neither they nor writers nor a
	 * sweep make it worse.
	 */
	@ParameterizedTest
	@MethodSource("uses")
	void whatIsLostIsToldAndNothingMoreIsLost(Scenario use) {
		Scenario restored = after(use, setBack(CHANGED, 1));
		assertThat(restored.start(this.workers.first()).lost()).hasSize(1);
		expectNone(restored);
	}

	@ParameterizedTest
	@MethodSource("uses")
	void nothingIsLostWhereTheBucketKeepsVersions(Scenario use) {
		for (int moment = 1; moment <= 3; moment++) {
			Consumer<Application> setBack = setBack(CHANGED_AND_DELETED, moment);
			Scenario restored = after(use, (it) -> {
				setBack.accept(it);
				it.arrange(World::restoreObjects);
			}).versionedBucket();
			assertThat(restored.start(this.workers.first()).lost()).isEmpty();
			expectNone(restored);
		}
	}

	@ParameterizedTest
	@MethodSource("uses")
	void nothingThatWasReplacedIsLostWhereItIsRetained(Scenario use) {
		Scenario restored = after(use, setBack(CHANGED, 1)).retaining();
		assertThat(restored.start(this.workers.first()).lost()).isEmpty();
		expectNone(restored);
	}

	/**
	 * A delete takes the objects with it, whatever is retained.
	 */
	@Test
	void retentionDoesNotBringDeletedItemsBack() {
		Scenario restored = after(Scenario.of("deleted", Scenario.NOTHING), setBack(CHANGED_AND_DELETED, 2))
			.retaining();
		assertThat(restored.start(this.workers.first()).lost()).hasSize(2);
	}

	/**
	 * Between the last write and the restore a sweep looks at everything.
	 */
	private static Consumer<Application> setBack(Consumer<Application> before, int moment) {
		return (it) -> {
			before.accept(it);
			it.waitLong();
			it.sweep();
			it.arrange((world) -> world.restoreTable(moment));
		};
	}

	private static Scenario after(Scenario use, Consumer<Application> before) {
		return use.after(before);
	}

	static Stream<Scenario> uses() {
		Content same = OLD.retitled("W");
		return Stream.of(use("reader", Application::read), use("reader of all", Application::readAll),
				use("writer", (it) -> it.save(Content.of("W"))), use("writer of the same", (it) -> it.save(same)),
				use("deleter", Application::delete));
	}

	private static Scenario use(String name, Consumer<Application> script) {
		return Scenario.of(name + " and sweeper after a restore", Scenario.NOTHING)
			.with("W", script)
			.with("sweeper", Application::sweep);
	}

	private void expectNone(Scenario scenario) {
		for (Limits limits : List.of(new Limits(1, 0, 0), new Limits(0, 1, 1))) {
			Exploration exploration = new Explorer(this.workers, limits)
				.allowing((call, fault) -> fault.representative())
				.explore(scenario);
			assertThat(exploration.simplest()).isNull();
		}
	}

}

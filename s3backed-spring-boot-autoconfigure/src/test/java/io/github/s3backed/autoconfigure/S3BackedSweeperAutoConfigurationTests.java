package io.github.s3backed.autoconfigure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.github.s3backed.Place;
import io.github.s3backed.autoconfigure.entities.Letter;
import io.github.s3backed.autoconfigure.entities.Page;
import io.github.s3backed.autoconfigure.entities.Snapshot;
import io.github.s3backed.sweep.S3BackedSweeper;
import io.github.s3backed.sweep.SweepOptions;
import io.github.s3backed.sweep.SweepReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockito.InOrder;

import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.dao.TransientDataAccessResourceException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.argThat;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;

/**
 * When the sweep runs, and when it does not.
 */
class S3BackedSweeperAutoConfigurationTests {

	private static final Place PLACE = new Place("b", "", null);

	private final ApplicationContextRunner runner = TestContexts.withBucket();

	@Test
	void theSweeperIsThereAndDoesNothingByItself() {
		this.runner.run((context) -> assertThat(context).hasSingleBean(S3BackedSweeper.class)
			.doesNotHaveBean(SweepCommand.class)
			.doesNotHaveBean(SweepSchedule.class));
	}

	@Test
	void switchedOffThereIsNoSweeper() {
		this.runner.withPropertyValues("s3backed.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(S3BackedSweeper.class));
	}

	@ParameterizedTest
	@CsvSource({ "report, false", "delete, true" })
	void theCommandSweepsOnceTheApplicationHasStarted(String command, boolean delete) {
		SweepJob job = mock();
		SweepReport report = mock();
		given(report.isComplete()).willReturn(true);
		given(job.sweep(delete)).willReturn(List.of(report));
		new SweepCommand(job, command).run(new DefaultApplicationArguments());
		verify(job).sweep(delete);
		this.runner.withPropertyValues("s3backed.sweep=" + command)
			.run((context) -> assertThat(context).hasSingleBean(SweepCommand.class));
	}

	@Test
	void aSweepThatWasStoppedEndsTheApplicationWithAnError() {
		SweepJob job = mock();
		SweepReport report = mock();
		given(report.table()).willReturn("page");
		given(report.stopped()).willReturn("none of 100 objects belongs to an item");
		given(job.sweep(true)).willReturn(List.of(report));
		assertThatIllegalStateException()
			.isThrownBy(() -> new SweepCommand(job, "delete").run(new DefaultApplicationArguments()))
			.withMessageContainingAll("'page'", "none of 100 objects");
	}

	@ParameterizedTest
	@CsvSource({ "grace, 1h, PT1H22M at least with s3backed.lease=PT1H", "max-garbage-share, 2, between 0 and 1",
			"requests-per-second, -1, not be negative", "workers, 257, must be 1 to 256",
			"workers, 0, must be 1 to 256", "worker, 1, less than s3backed.sweeper.workers=1" })
	void anOptionThatDoesNotDoStopsTheApplicationThatSweepsByTheClock(String property, String value, String reason) {
		this.runner
			.withPropertyValues("s3backed.sweeper.cron=0 0 3 1 1 *", "s3backed.sweeper." + property + "=" + value)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidConfigurationPropertyValueException.class)
				.hasMessageContaining("s3backed.sweeper." + property)
				.hasMessageContaining(reason));
	}

	@Test
	void theClockIsSetByAProperty() {
		this.runner.withPropertyValues("s3backed.sweeper.cron=0 0 3 1 1 *")
			.run((context) -> assertThat(context).hasSingleBean(SweepSchedule.class));
	}

	@Test
	void theClockRunsWhereAllBeansAreLazy() {
		this.runner
			.withInitializer(
					(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
			.withPropertyValues("s3backed.sweeper.cron=0 0 3 1 1 *")
			.run((context) -> assertThat(context.getBeanFactory().containsSingleton("s3BackedSweepSchedule")).isTrue());
	}

	@Test
	void anUnknownCommandStopsTheApplication() {
		this.runner.withPropertyValues("s3backed.sweep=everything")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidConfigurationPropertyValueException.class)
				.hasMessageContaining("s3backed.sweep"));
	}

	@Test
	void aWrongCronExpressionStopsTheApplication() {
		this.runner.withPropertyValues("s3backed.sweeper.cron=daily")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidConfigurationPropertyValueException.class)
				.hasMessageContaining("s3backed.sweeper.cron"));
	}

	@Test
	void theJobSweepsEveryEntityClassWithTheGivenOptions() {
		S3BackedSweeper sweeper = sweeper();
		SweepReport report = mock();
		given(sweeper.sweep(any(), any(), any())).willReturn(report);
		EntityTypes types = mock();
		given(types.all()).willReturn(Set.of(Page.class));
		assertThat(new SweepJob(sweeper, types, SweepOptions.dryRun().withRequestsPerSecond(7)).sweep(true))
			.containsExactly(report);
		verify(sweeper).sweep(eq(Page.class), any(),
				argThat((options) -> options.delete() && options.requestsPerSecond() == 7));
	}

	private static S3BackedSweeper sweeper() {
		S3BackedSweeper sweeper = mock();
		given(sweeper.places(any())).willReturn(List.of(PLACE));
		return sweeper;
	}

	@Test
	void theJobSweepsEveryPlaceOfATableWhenOneFails() {
		S3BackedSweeper sweeper = mock();
		Place former = new Place("former", "", null);
		given(sweeper.places(Page.class)).willReturn(List.of(PLACE, former));
		given(sweeper.sweep(Page.class, PLACE, SweepOptions.dryRun())).willThrow(new IllegalStateException("no"));
		EntityTypes types = mock();
		given(types.all()).willReturn(Set.of(Page.class));
		assertThatIllegalStateException()
			.isThrownBy(() -> new SweepJob(sweeper, types, SweepOptions.dryRun()).sweep(false));
		verify(sweeper).sweep(Page.class, former, SweepOptions.dryRun());
	}

	@Test
	void theJobSweepsTheOtherTablesWhenOneFails() {
		S3BackedSweeper sweeper = sweeper();
		RuntimeException failure = new TransientDataAccessResourceException("busy");
		given(sweeper.sweep(eq(Page.class), any(), any())).willThrow(failure);
		given(sweeper.sweep(eq(Letter.class), any(), any())).willThrow(new IllegalArgumentException("short"));
		EntityTypes types = mock();
		given(types.all()).willReturn(new LinkedHashSet<>(List.of(Page.class, Letter.class, Snapshot.class)));
		assertThatExceptionOfType(TransientDataAccessResourceException.class)
			.isThrownBy(() -> new SweepJob(sweeper, types, SweepOptions.dryRun()).sweep(false))
			.satisfies((thrown) -> assertThat(thrown.getSuppressed()).singleElement()
				.isInstanceOf(IllegalArgumentException.class));
		verify(sweeper).sweep(eq(Snapshot.class), any(), any());
	}

	@Test
	void aScheduledSweepThatFailsDoesNotEndTheSchedule() {
		S3BackedSweeper sweeper = sweeper();
		given(sweeper.sweep(any(), any(), any())).willThrow(new TransientDataAccessResourceException("busy"));
		EntityTypes types = mock();
		given(types.all()).willReturn(Set.of(Page.class));
		new SweepJob(sweeper, types, SweepOptions.dryRun()).sweepAndLog(true);
		verify(sweeper).sweep(any(), any(), any());
	}

	@ParameterizedTest
	@CsvSource({ "1, true, 'true'", "2, true, 'false,true'", "2, false, 'false'" })
	void oneOfSeveralWorkersReportsByTheClockBeforeItRemoves(int workers, boolean delete, String expected) {
		S3BackedSweeper sweeper = sweeper();
		EntityTypes types = mock();
		given(types.all()).willReturn(Set.of(Page.class));
		List<String> sweeps = new ArrayList<>();
		given(sweeper.sweep(any(), any(), any())).willAnswer((call) -> {
			sweeps.add(String.valueOf(call.getArgument(2, SweepOptions.class).delete()));
			return mock(SweepReport.class);
		});
		new SweepJob(sweeper, types, SweepOptions.dryRun().withWorker(0, workers)).sweepAndLog(delete);
		assertThat(String.join(",", sweeps)).isEqualTo(expected);
	}

	@Test
	void aTableThatFailsKeepsNoOtherFromBeingReportedAndRemovedByTheClock() {
		S3BackedSweeper sweeper = sweeper();
		given(sweeper.sweep(eq(Page.class), any(), any())).willThrow(new TransientDataAccessResourceException("busy"));
		EntityTypes types = mock();
		given(types.all()).willReturn(new LinkedHashSet<>(List.of(Page.class, Letter.class)));
		new SweepJob(sweeper, types, SweepOptions.dryRun().withWorker(0, 2)).sweepAndLog(true);
		InOrder order = inOrder(sweeper);
		order.verify(sweeper).sweep(eq(Page.class), any(), any());
		order.verify(sweeper).sweep(eq(Letter.class), any(), argThat((options) -> !options.delete()));
		order.verify(sweeper).sweep(eq(Letter.class), any(), argThat(SweepOptions::delete));
		order.verifyNoMoreInteractions();
	}

	@Test
	void theWorkerAndTheAcceptedTablesAreSetByProperties() {
		this.runner
			.withPropertyValues("s3backed.sweeper.worker=2", "s3backed.sweeper.workers=3",
					"s3backed.sweeper.accept-table-ids=one,two")
			.run((context) -> {
				SweepOptions options = new SettingsFactory(context.getBean(S3BackedProperties.class), null)
					.createSweepOptions(Duration.ofHours(2));
				assertThat(options.worker()).isEqualTo(2);
				assertThat(options.workers()).isEqualTo(3);
				assertThat(options.acceptedTableIds()).containsExactlyInAnyOrder("one", "two");
			});
	}

	@Test
	void noPropertyLetsATableBeEmptied() {
		this.runner.withPropertyValues("s3backed.sweeper.max-garbage-share=1")
			.run((context) -> assertThat(new SettingsFactory(context.getBean(S3BackedProperties.class), null)
				.createSweepOptions(Duration.ofHours(2))
				.maxGarbageShare()).isLessThan(1).isGreaterThan(0.999999));
	}

	@Test
	void theScheduleEndsWithTheApplication() {
		SweepJob job = mock();
		SweepSchedule schedule = new SweepSchedule(job, "0 0 0 1 1 *", true);
		schedule.afterPropertiesSet();
		schedule.destroy();
		verifyNoInteractions(job);
		await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName)
			.noneMatch((name) -> name.startsWith("s3backed-sweeper-")));
	}

}

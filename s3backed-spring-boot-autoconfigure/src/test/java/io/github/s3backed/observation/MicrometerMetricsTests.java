package io.github.s3backed.observation;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import io.github.s3backed.Compression;
import io.github.s3backed.observation.SweepFigures.Outcome;
import io.micrometer.common.docs.KeyName;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

/**
 * Which meters there are, and what they show.
 */
class MicrometerMetricsTests {

	private final MockClock clock = new MockClock();

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry(SimpleConfig.DEFAULT, this.clock);

	private final MicrometerMetrics metrics = new MicrometerMetrics(this.registry);

	private static SweepFigures sweep(Outcome outcome, long garbage, long removed) {
		return new SweepFigures("pages", "s3://b/", 3, true, outcome, 10, 10 - garbage, garbage, removed, removed * 100,
				1, 2, Duration.ofSeconds(5));
	}

	private void everything() {
		this.metrics.uploaded(Page.class, 10, 5, Compression.GZIP);
		this.metrics.downloaded(Page.class, 10, 5);
		this.metrics.conflict(Page.class);
		this.metrics.readRestarted(Page.class);
		this.metrics.outcomeUnknown(Page.class);
		this.metrics.danglingPointer(Page.class);
		this.metrics.cleanUpFailed("pages", 2);
		this.metrics.swept(sweep(Outcome.COMPLETE, 3, 2));
	}

	@Test
	void theMetersAreThoseThatAreDocumented() {
		everything();
		assertThat(this.registry.getMeters()).extracting((meter) -> meter.getId().getName())
			.containsExactlyInAnyOrderElementsOf(
					Arrays.stream(S3BackedMeter.values()).map(S3BackedMeter::getName).toList());
		for (S3BackedMeter documented : S3BackedMeter.values()) {
			Meter.Id id = this.registry.get(documented.getName()).meter().getId();
			assertThat(id.getType()).as(documented.getName()).isEqualTo(documented.getType());
			assertThat(id.getDescription()).isEqualTo(documented.getDescription());
			assertThat(id.getTags().stream().map(Tag::getKey)).as(documented.getName())
				.containsExactlyInAnyOrderElementsOf(
						Arrays.stream(documented.getKeyNames()).map(KeyName::asString).toList());
			if (documented.getType() != Meter.Type.TIMER) {
				assertThat(id.getBaseUnit()).as(documented.getName()).isEqualTo(documented.getBaseUnit());
			}
		}
	}

	/**
	 * Registries that name meters by their tags refuse one with other tags.
	 */
	@Test
	void eachMeterHasTheSameTagsAlways() {
		everything();
		this.metrics.writeRestarted(Page.class);
		for (Outcome outcome : Outcome.values()) {
			this.metrics.swept(sweep(outcome, 1, 0));
		}
		this.registry.getMeters()
			.stream()
			.collect(Collectors.groupingBy((meter) -> meter.getId().getName(),
					Collectors.mapping((meter) -> meter.getId().getTags().stream().map(Tag::getKey).toList(),
							Collectors.toSet())))
			.forEach((name, tags) -> assertThat(tags).as(name).hasSize(1));
	}

	@Test
	void whatIsStoredAsItIsHasNoRatio() {
		this.metrics.uploaded(Page.class, 0, 0, Compression.NONE);
		this.metrics.uploaded(Page.class, 70, 70, Compression.NONE);
		assertThat(this.registry.find("s3backed.upload.ratio").meters()).isEmpty();
		this.metrics.uploaded(Page.class, 100, 30, Compression.ZSTD);
		assertThat(this.registry.get("s3backed.upload.ratio").tags("entity", "Page", "compression", "zstd").summary())
			.satisfies((ratio) -> assertThat(ratio.totalAmount()).isEqualTo(100 / 30d))
			.satisfies((ratio) -> assertThat(ratio.count()).isEqualTo(1));
		assertThat(this.registry.get("s3backed.upload.size").summary().totalAmount()).isEqualTo(170);
		assertThat(this.registry.get("s3backed.upload.stored").summary().totalAmount()).isEqualTo(100);
		assertThat(this.registry.get("s3backed.upload.stored").summary().count()).isEqualTo(3);
	}

	@Test
	void bytesInFlightGoUpAndDown() {
		this.metrics.bytesInFlight(70);
		this.metrics.bytesInFlight(30);
		this.metrics.bytesInFlight(-70);
		System.gc();
		assertThat(this.registry.get("s3backed.in.flight").gauge().value()).isEqualTo(30);
	}

	@Test
	void theLastSweepShowsAndWhatSweepsHaveRemovedAddsUp() {
		this.metrics.swept(sweep(Outcome.COMPLETE, 3, 2));
		this.metrics.swept(sweep(Outcome.STOPPED, 8, 0));
		this.metrics.swept(sweep(Outcome.FAILED, 1, 1));
		System.gc();
		assertThat(sweepGauge("garbage")).isEqualTo(8);
		assertThat(sweepGauge("kept")).isEqualTo(2);
		assertThat(sweepGauge("listed")).isEqualTo(10);
		assertThat(sweepCounter("removed")).isEqualTo(3);
		assertThat(sweepCounter("freed")).isEqualTo(300);
		assertThat(sweepCounter("failed")).isEqualTo(3);
		assertThat(sweepCounter("aborted")).isEqualTo(6);
		for (String outcome : List.of("complete", "stopped", "failed")) {
			assertThat(this.registry.get("s3backed.sweep")
				.tags("table", "pages", "mode", "delete", "outcome", outcome)
				.timer()
				.totalTime(TimeUnit.SECONDS)).isEqualTo(5);
		}
	}

	@Test
	void onlyASweepThatCameToItsEndIsASuccess() {
		this.metrics.swept(sweep(Outcome.STOPPED, 0, 0));
		this.metrics.swept(sweep(Outcome.FAILED, 0, 0));
		assertThat(this.registry.find("s3backed.sweep.last.success").meters()).isEmpty();
		this.clock.add(Duration.ofDays(20_000));
		this.metrics.swept(sweep(Outcome.COMPLETE, 0, 0));
		double end = this.clock.wallTime() / 1000d;
		this.clock.add(Duration.ofDays(1));
		this.metrics.swept(sweep(Outcome.FAILED, 0, 0));
		assertThat(this.registry.get("s3backed.sweep.last.success").timeGauge().value(TimeUnit.SECONDS)).isEqualTo(end);
	}

	@Test
	void eachTableAndPlaceHasMetersOfItsOwn() {
		this.metrics.swept(sweep(Outcome.COMPLETE, 3, 0));
		this.metrics.swept(sweep("others", "s3://b/", 5));
		this.metrics.swept(sweep("pages", "s3://c/", 4));
		assertThat(this.registry.get("s3backed.sweep.garbage")
			.gauges()
			.stream()
			.map((gauge) -> gauge.getId().getTag("table") + " " + gauge.getId().getTag("place") + " " + gauge.value())
			.collect(Collectors.toSet()))
			.isEqualTo(Set.of("pages s3://b/ 3.0", "others s3://b/ 5.0", "pages s3://c/ 4.0"));
	}

	private static SweepFigures sweep(String table, String place, long garbage) {
		return new SweepFigures(table, place, 3, true, Outcome.COMPLETE, garbage, 0, garbage, 0, 0, 0, 0,
				Duration.ZERO);
	}

	@Test
	void whatARegistryThrowsIsKeptFromTheCaller() {
		S3BackedMetrics quiet = S3BackedMetrics.quiet(this.metrics);
		this.registry.config().onMeterAdded((meter) -> {
			throw new IllegalStateException("broken");
		});
		assertThatCode(() -> quiet.conflict(Page.class)).doesNotThrowAnyException();
		assertThatCode(() -> S3BackedMetrics.quiet(new S3BackedMetrics() {

			@Override
			public void conflict(Class<?> entity) {
				throw new NoClassDefFoundError("broken");
			}

		}).conflict(Page.class)).doesNotThrowAnyException();
	}

	private double sweepGauge(String name) {
		return this.registry.get("s3backed.sweep." + name).tags("table", "pages", "worker", "3").gauge().value();
	}

	private double sweepCounter(String name) {
		return this.registry.get("s3backed.sweep." + name).tags("table", "pages", "worker", "3").counter().count();
	}

	private static final class Page {

	}

}

package io.github.s3backed.core;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

import io.github.s3backed.Compression;
import io.github.s3backed.DanglingPointerException;
import io.github.s3backed.WriteOutcomeUnknownException;
import io.github.s3backed.observation.MicrometerMetrics;
import io.github.s3backed.observation.S3BackedMetrics;
import io.github.s3backed.testsupport.AwsEnvironment;
import io.github.s3backed.testsupport.AwsTest;
import io.github.s3backed.testsupport.Fault;
import io.github.s3backed.testsupport.ProxiedRequest;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.OptimisticLockingFailureException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What Micrometer's meters show of real operations.
 */
@AwsTest(proxied = true)
class MetersTests {

	private static final String HTML = "<li>text</li>".repeat(1000);

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	private final Machine machine = new Machine();

	private final AwsEnvironment aws;

	private final ProxiedFixture proxied;

	private final S3BackedTemplate template;

	MetersTests(AwsEnvironment aws) {
		this.aws = aws;
		this.proxied = new ProxiedFixture(aws,
				(it) -> it.metrics(new MicrometerMetrics(this.registry))
					.compression(Compression.GZIP)
					.platform(this.machine::under)
					.settings((settings) -> settings.settleTimeout(Duration.ofMillis(300))));
		this.template = this.proxied.template();
	}

	@AfterEach
	void close() {
		this.proxied.close();
	}

	private static Page page(String html) {
		return Page.of("https://example.com/", html);
	}

	private DistributionSummary summary(String name) {
		return this.registry.get("s3backed." + name).tag("entity", "Page").summary();
	}

	private double count(String name, String... tags) {
		return this.registry.find("s3backed." + name)
			.tags(tags)
			.counters()
			.stream()
			.mapToDouble((counter) -> counter.count())
			.sum();
	}

	private Fixture rival() {
		return Fixture.builder(this.aws).tablesOf(this.proxied.fixture()).build();
	}

	@Test
	void objectsAndBytesAreCountedOnTheirWayUpAndDown() {
		Page page = page(HTML);
		page.setCoverImage(new byte[] { 1, 2, 3 });
		this.template.save(page);
		long stored = this.aws.objectSizes().values().stream().mapToLong(Long::longValue).sum();
		assertThat(summary("upload.size").count()).isEqualTo(2);
		assertThat(summary("upload.size").totalAmount()).isEqualTo(HTML.length() + 3);
		assertThat(summary("upload.stored").totalAmount()).isEqualTo(stored);
		assertThat(summary("upload.ratio").count()).isEqualTo(1);
		assertThat(summary("upload.ratio").max()).isEqualTo((double) HTML.length() / (stored - 3));
		assertThat(this.registry.find("s3backed.download.size").meters()).isEmpty();
		this.template.findByKey(Page.class, Operation.key());
		assertThat(summary("download.size").totalAmount()).isEqualTo(HTML.length() + 3);
		assertThat(summary("download.stored").totalAmount()).isEqualTo(stored);
		this.template.save(page);
		assertThat(summary("upload.size").count()).isEqualTo(2);
	}

	@Test
	void whatIsBeingSentIsInFlight() {
		AtomicReference<Double> sending = new AtomicReference<>();
		this.proxied.s3().next(ProxiedRequest.http("PUT", ".*"), (exchange) -> {
			sending.set(this.registry.get("s3backed.in.flight").gauge().value());
			exchange.forward();
		});
		this.template.save(page("short"));
		assertThat(sending).hasValue(5d);
		assertThat(this.registry.get("s3backed.in.flight").gauge().value()).isZero();
		this.proxied.s3().always(ProxiedRequest.http("PUT", ".*"), Fault.s3Error(403, "AccessDenied"));
		assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> this.template.save(page("other")));
		assertThat(this.registry.get("s3backed.in.flight").gauge().value()).isZero();
	}

	@Test
	void aWriteThatStartsOverIsAConflictAndARestart() {
		this.template.save(page("before"));
		try (Fixture rival = rival()) {
			this.proxied.dynamoDb().next(ProxiedRequest.operation("PutItem"), (exchange) -> {
				rival.template().save(page("rival"));
				exchange.forward();
			});
			this.template.save(page("after"));
		}
		assertThat(count("conflicts", "entity", "Page")).isEqualTo(1);
		assertThat(count("restarts", "entity", "Page", "kind", "write")).isEqualTo(1);
	}

	@Test
	void aWriteThatComesTooLateIsAConflictAndNoRestart() {
		this.template.save(page("before"));
		assertThatExceptionOfType(DuplicateKeyException.class).isThrownBy(() -> this.template.insert(page("after")));
		assertThat(count("conflicts", "entity", "Page")).isEqualTo(1);
		assertThat(count("restarts")).isZero();
	}

	@Test
	void aVersionThatIsAnotherIsAConflictBeforeTheCommitToo() {
		this.proxied.fixture().withTable(ConflictTests.Versioned.class);
		ConflictTests.Versioned stale = this.template.save(new ConflictTests.Versioned("id", null, "old"));
		this.template.save(stale);
		assertThatExceptionOfType(OptimisticLockingFailureException.class).isThrownBy(() -> this.template.save(stale));
		assertThat(count("conflicts", "entity", "Versioned")).isEqualTo(1);
		assertThat(count("restarts")).isZero();
	}

	@Test
	void aWriteThatBeginsAnewForItsClockIsARestartAndNoConflict() {
		this.machine.off(Duration.ofHours(2));
		this.template.save(page("new"));
		assertThat(count("restarts", "kind", "write")).isEqualTo(1);
		assertThat(count("conflicts")).isZero();
	}

	@Test
	void aReadThatStartsOverIsARestart() {
		this.template.save(page("before"));
		try (Fixture rival = rival()) {
			this.proxied.s3().next(ProxiedRequest.http("GET", ".*/html/.*"), (exchange) -> {
				rival.template().save(page("after"));
				exchange.forward();
			});
			assertThat(this.template.findByKey(Page.class, Operation.key())).contains(page("after"));
		}
		assertThat(count("restarts", "entity", "Page", "kind", "read")).isEqualTo(1);
		assertThat(summary("download.size").count()).isEqualTo(1);
	}

	@Test
	void anUnknownOutcomeIsCounted() {
		this.proxied.dynamoDb().always(ProxiedRequest.operation("PutItem"), Fault.connectionReset());
		assertThatExceptionOfType(WriteOutcomeUnknownException.class)
			.isThrownBy(() -> this.template.insert(page("new")));
		assertThat(count("unknown.outcomes", "entity", "Page")).isEqualTo(1);
		assertThat(count("conflicts")).isZero();
	}

	@Test
	void objectsThatCouldNotBeRemovedAreCounted() {
		Page page = page("before");
		page.setCoverImage(new byte[] { 1, 2, 3 });
		this.template.save(page);
		this.proxied.s3().always(ProxiedRequest.http("POST", "/[^/]+/?\\?delete.*"), Fault.s3Error(503, "SlowDown"));
		this.template.save(page("after"));
		assertThat(count("cleanup.failed", "table", this.proxied.fixture().table(Page.class))).isEqualTo(2);
	}

	@Test
	void aDanglingPointerIsCounted() {
		this.template.save(page("lost"));
		this.aws.objectSizes()
			.keySet()
			.forEach((key) -> this.aws.s3().deleteObject((it) -> it.bucket(this.aws.bucket()).key(key)));
		assertThatExceptionOfType(DanglingPointerException.class)
			.isThrownBy(() -> this.template.findByKey(Page.class, Operation.key()));
		assertThat(count("dangling.pointers", "entity", "Page")).isEqualTo(1);
	}

	@Test
	void metricsThatFailChangeNothing() {
		S3BackedMetrics failing = (S3BackedMetrics) Proxy.newProxyInstance(getClass().getClassLoader(),
				new Class<?>[] { S3BackedMetrics.class }, (proxy, method, args) -> {
					throw new IllegalStateException(method.getName());
				});
		try (Fixture fixture = Fixture.builder(this.aws).metrics(failing).build().withTable(Page.class)) {
			fixture.template().save(page("before"));
			fixture.template().save(page("after"));
			assertThat(fixture.template().findByKey(Page.class, Operation.key())).contains(page("after"));
			assertThatExceptionOfType(DuplicateKeyException.class)
				.isThrownBy(() -> fixture.template().insert(page("other")));
			assertThat(this.aws.objectSizes()).hasSize(1);
		}
	}

}

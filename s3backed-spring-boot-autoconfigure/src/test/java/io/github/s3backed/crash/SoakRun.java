package io.github.s3backed.crash;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import io.github.s3backed.history.Histories;
import io.github.s3backed.sweep.SweepOptions;
import io.github.s3backed.sweep.SweepReport;
import io.github.s3backed.testsupport.AwsEndpoints;
import io.github.s3backed.testsupport.AwsEnvironment;
import io.github.s3backed.testsupport.FaultProxy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;

import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * Many threads that write and read, and one that sweeps, while a share of all requests
 * goes wrong. It ends after a while, or at the first thing that must not happen.
 */
final class SoakRun {

	private static final double FAULTS = 0.05;

	private static final int OWN_KEYS_OF_THREAD = 5;

	private static final int COMMON_KEYS = 40;

	private static final double SWEEP_REQUESTS_PER_SECOND = 50;

	/**
	 * How long it may take to judge what the clients were told.
	 */
	private static final Duration JUDGEMENT = Duration.ofMinutes(3);

	private final Figures figures = new Figures();

	private final Histories record = new Histories();

	private final Queue<Throwable> violations = new ConcurrentLinkedQueue<>();

	private final CountDownLatch stop = new CountDownLatch(1);

	private final List<KeyHistory> all = new ArrayList<>();

	private final AwsEnvironment aws;

	private final String table;

	private final int threads;

	private final long seed;

	SoakRun(AwsEnvironment aws, int threads, long seed) {
		this.aws = aws;
		this.table = aws.newTableName();
		this.threads = threads;
		this.seed = seed;
	}

	/**
	 * Run, and check what is left in the end.
	 * @return what was done
	 * @throws AssertionError with all that must not have happened
	 */
	Figures run(Duration duration) throws IOException, InterruptedException {
		try (EntryStore direct = new EntryStore(this.aws.endpoints(), this.aws.bucket(), this.table,
				ClientOverrideConfiguration.builder().addExecutionInterceptor(new LaterClock()).build())) {
			this.aws.createTable(this.table, direct.tableMetadata());
			try (FaultProxy s3 = FaultProxy.start(this.aws.endpoints().s3()).withoutRecord();
					FaultProxy dynamoDb = FaultProxy.start(this.aws.endpoints().dynamoDb()).withoutRecord()) {
				WireFaults faults = new WireFaults(this.figures, FAULTS);
				faults.injectIntoS3(s3);
				faults.injectIntoDynamoDb(dynamoDb);
				work(this.aws.endpoints().at(s3.endpoint(), dynamoDb.endpoint()), duration);
				s3.awaitQuiet();
				dynamoDb.awaitQuiet();
				this.record.settle();
			}
			requireNoViolation();
			SweepReport last = new StoreCheck(this.aws, direct, this.all, this.record).requireSound();
			this.record.requireLinearizable(JUDGEMENT);
			this.figures.add("operations judged by their history", this.record.size());
			this.figures.add("last sweep: alive", last.alive());
			this.figures.add("last sweep: garbage removed", last.deleted());
		}
		return this.figures;
	}

	private void work(AwsEndpoints endpoints, Duration duration) throws InterruptedException {
		ExecutorService executor = Executors.newFixedThreadPool(this.threads + 1,
				new CustomizableThreadFactory("soak-"));
		try (EntryStore store = new EntryStore(endpoints, this.aws.bucket(), this.table,
				ClientOverrideConfiguration.builder().apiCallAttemptTimeout(WireFaults.CALL_TIMEOUT).build())) {
			workers(store).forEach((worker) -> executor.execute(() -> repeat(worker::step)));
			executor.execute(() -> repeat(() -> sweep(store)));
			awaitEnd(duration);
			executor.shutdown();
			if (!executor.awaitTermination(2, TimeUnit.MINUTES)) {
				executor.shutdownNow();
				throw new AssertionError("Operations do not end");
			}
		}
	}

	private List<SoakWorker> workers(EntryStore store) {
		List<KeyHistory> common = histories("common", COMMON_KEYS, false);
		List<List<KeyHistory>> own = new ArrayList<>();
		for (int thread = 0; thread < this.threads; thread++) {
			own.add(histories("own-" + thread, OWN_KEYS_OF_THREAD, true));
		}
		this.all.addAll(common);
		own.forEach(this.all::addAll);
		List<SoakWorker> workers = new ArrayList<>();
		own.forEach((histories) -> workers.add(new SoakWorker(store, this.figures, this.record, histories, common,
				this.all, new Random(this.seed + workers.size()))));
		return workers;
	}

	private static List<KeyHistory> histories(String name, int number, boolean singleWriter) {
		List<KeyHistory> histories = new ArrayList<>();
		for (int key = 0; key < number; key++) {
			EntryType type = EntryType.values()[key % EntryType.values().length];
			histories.add(new KeyHistory(type.id(name + "-" + key), singleWriter));
		}
		return histories;
	}

	private void repeat(Runnable step) {
		try {
			while (this.stop.getCount() > 0) {
				step.run();
			}
		}
		catch (Throwable ex) {
			this.violations.add(ex);
			this.stop.countDown();
		}
	}

	/**
	 * By the real clock: what writers are about to commit must stay.
	 */
	private void sweep(EntryStore store) {
		try {
			SweepReport report = store.sweeper()
				.sweep(PlainEntry.class,
						SweepOptions.dryRun()
							.withDelete()
							.withGrace(store.sweeper().minGrace())
							.withMaxGarbageShare(1)
							.withRequestsPerSecond(SWEEP_REQUESTS_PER_SECOND));
			this.figures.count("sweep completed");
			this.figures.add("sweep: garbage removed beside writers", report.deleted());
			this.figures.add("sweep: objects judged", report.objects());
		}
		catch (DataAccessException ex) {
			this.figures.count("sweep failed " + ex.getClass().getSimpleName());
		}
	}

	private void awaitEnd(Duration duration) throws InterruptedException {
		for (long minute = 0; minute < duration.toMinutes(); minute++) {
			if (this.stop.await(1, TimeUnit.MINUTES)) {
				return;
			}
			System.out.printf("Soak: minute %d, %d reads, %d requests, %d faults%n", minute + 1,
					this.figures.sum("read "), this.figures.sum("request "), this.figures.sum("fault "));
		}
		this.stop.await(duration.toSecondsPart(), TimeUnit.SECONDS);
		this.stop.countDown();
	}

	private void requireNoViolation() {
		if (!this.violations.isEmpty()) {
			AssertionError error = new AssertionError("With seed " + this.seed + " after\n" + this.figures,
					this.violations.poll());
			this.violations.forEach(error::addSuppressed);
			throw error;
		}
	}

}

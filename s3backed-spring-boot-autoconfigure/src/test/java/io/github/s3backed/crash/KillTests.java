package io.github.s3backed.crash;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

import io.github.s3backed.crash.CrashingWriter.Arguments;
import io.github.s3backed.sweep.SweepReport;
import io.github.s3backed.testsupport.AwsBackend;
import io.github.s3backed.testsupport.AwsEnvironment;
import io.github.s3backed.testsupport.AwsTest;
import io.github.s3backed.testsupport.FaultProxy;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Kills processes that write, at every request of the protocol and at random.
 */
@AwsTest(value = AwsBackend.IN_PROCESS, because = "the processes that it kills have the stand-ins' credentials")
class KillTests {

	private static final int KILLS = Integer.getInteger("s3backed.crash.kills", 30);

	private static final long SEED = Long.getLong("s3backed.crash.seed", System.nanoTime());

	private static final int WRITES_OF_PROCESS = 1_000_000;

	/**
	 * How long it may take to judge what the writers were told.
	 */
	private static final Duration JUDGEMENT = Duration.ofMinutes(3);

	private final WriterRecord record = new WriterRecord(CrashingWriter.ids());

	private final Map<String, Long> orphans = new TreeMap<>();

	private final Random random = new Random(SEED);

	private final AwsEnvironment aws;

	private final FaultProxy s3;

	private final FaultProxy dynamoDb;

	private final EntryStore store;

	private final String table;

	KillTests(AwsEnvironment aws) {
		this.aws = aws;
		this.s3 = FaultProxy.start(aws.endpoints().s3()).withoutRecord();
		this.dynamoDb = FaultProxy.start(aws.endpoints().dynamoDb()).withoutRecord();
		this.table = aws.newTableName();
		this.store = new EntryStore(aws.endpoints(), aws.bucket(), this.table,
				ClientOverrideConfiguration.builder().addExecutionInterceptor(new LaterClock()).build());
		aws.createTable(this.table, this.store.tableMetadata());
	}

	@AfterEach
	void close() throws IOException {
		this.store.close();
		this.s3.close();
		this.dynamoDb.close();
	}

	@Test
	@Timeout(value = 1, unit = TimeUnit.HOURS)
	void whereverAWriterIsKilledItemsResolveAndAcknowledgedWritesAreThereAndASweepLeavesNoOrphan() throws Exception {
		List<KillPoint> points = KillPoint.everywhere(this.random);
		int interrupted = 0;
		for (int kill = 0; kill < KILLS; kill++) {
			if (kill % (2 * points.size()) == 0) {
				points = KillPoint.everywhere(this.random);
			}
			KillPoint point = (kill % 2 == 0) ? points.get((kill / 2) % points.size()) : null;
			interrupted += killAndCheck(kill, point);
		}
		System.out.printf("Kills: %d from seed %d, %d operations cut off, orphans swept away: %s%n", KILLS, SEED,
				interrupted, this.orphans);
		System.out.printf("Kills: %d operations judged by their history%n", this.record.histories().size());
		this.record.histories().requireLinearizable(JUDGEMENT);
		assertThat(interrupted).as("operations cut off").isPositive();
		assertThat(this.orphans.values()).as("orphans").anyMatch((count) -> count > 0);
	}

	private int killAndCheck(int kill, @Nullable KillPoint point) throws Exception {
		String where = (point != null) ? point.place() : "at random";
		try {
			run(kill, point);
			this.s3.awaitQuiet();
			this.dynamoDb.awaitQuiet();
			int interrupted = this.record.settle();
			SweepReport report = new StoreCheck(this.aws, this.store, this.record.keys(), this.record.histories())
				.requireSound();
			this.orphans.merge(where, report.garbage(), Long::sum);
			return interrupted;
		}
		catch (Exception | AssertionError ex) {
			throw new AssertionError("Kill " + kill + " " + where + ", with -Ds3backed.crash.seed=" + SEED, ex);
		}
	}

	private void run(int kill, @Nullable KillPoint point) throws IOException, InterruptedException {
		Arguments arguments = new Arguments(this.s3.endpoint().toString(), this.dynamoDb.endpoint().toString(),
				this.aws.bucket(), this.table, this.random.nextLong(), 1L + (long) kill * WRITES_OF_PROCESS,
				(point != null) ? point.toArgument() : "");
		int lines = (point != null) ? Integer.MAX_VALUE : 1 + this.random.nextInt(100);
		try (WriterProcess writer = WriterProcess.start(arguments)) {
			int status = writer.follow(lines, this.record);
			assertThat(status).as("exit status; see " + WriterProcess.log()).isNotIn(0, 1);
			if (point != null) {
				assertThat(status).as("exit status; see " + WriterProcess.log()).isEqualTo(Halt.STATUS);
			}
		}
	}

}

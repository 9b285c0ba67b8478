package io.github.s3backed.crash;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.s3backed.crash.Operation.Result;
import io.github.s3backed.testsupport.AwsEndpoints;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;

/**
 * A process that writes entries at random until it is killed. It tells of each operation
 * before it begins and after it has ended, in lines of one system call each, so that none
 * of them is cut.
 */
public final class CrashingWriter {

	static final int THREADS = 4;

	private static final int KEYS_OF_THREAD = 3;

	private static final int FAILED = 1;

	private final FileOutputStream out = new FileOutputStream(FileDescriptor.out);

	private final EntryStore store;

	private final long firstWrite;

	private CrashingWriter(EntryStore store, long firstWrite) {
		this.store = store;
		this.firstWrite = firstWrite;
	}

	/**
	 * Writes entries.
	 * @param arguments as {@link Arguments#toList()} gives them
	 */
	public static void main(String[] arguments) {
		endWithParent();
		Arguments parsed = Arguments.parse(arguments);
		ClientOverrideConfiguration.Builder configuration = ClientOverrideConfiguration.builder();
		if (!parsed.point().isEmpty()) {
			configuration.addExecutionInterceptor(new Halt(KillPoint.parse(parsed.point())));
		}
		EntryStore store = new EntryStore(
				AwsEndpoints.ofStandIns(URI.create(parsed.s3()), URI.create(parsed.dynamoDb())), parsed.bucket(),
				parsed.table(), configuration.build());
		CrashingWriter writer = new CrashingWriter(store, parsed.firstWrite());
		for (int thread = 0; thread < THREADS; thread++) {
			writer.start(thread, parsed.seed());
		}
	}

	/**
	 * The keys of all threads. Each is written by one thread only.
	 */
	static List<String> ids() {
		List<String> ids = new ArrayList<>();
		for (int thread = 0; thread < THREADS; thread++) {
			ids.addAll(ids(thread));
		}
		return ids;
	}

	private static List<String> ids(int thread) {
		List<String> ids = new ArrayList<>();
		for (EntryType type : EntryType.values()) {
			for (int key = 0; key < KEYS_OF_THREAD; key++) {
				ids.add(type.id(thread + "-" + key));
			}
		}
		return ids;
	}

	private void start(int thread, long seed) {
		new Thread(() -> {
			try {
				write(ids(thread), new Random(seed + thread));
			}
			catch (Throwable ex) {
				ex.printStackTrace();
				Runtime.getRuntime().halt(FAILED);
			}
		}, "writer-" + thread).start();
	}

	private void write(List<String> ids, Random random) {
		Map<String, Long> writes = new HashMap<>();
		while (true) {
			String id = ids.get(random.nextInt(ids.size()));
			long write = writes.merge(id, this.firstWrite, (last, first) -> last + 1);
			Operation operation = Operation.random(random);
			AtomicBoolean started = new AtomicBoolean();
			Result result = operation.perform(this.store, id, write, (action) -> {
				started.set(true);
				say("START " + id + " " + write + " " + action.kind() + " " + action.versioned() + " "
						+ action.version());
			});
			if (started.get()) {
				say(result.outcome() + " " + id + " " + write + " " + result.answer());
			}
		}
	}

	private void say(String line) {
		byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
		try {
			this.out.write(bytes);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The parent does not listen", ex);
		}
	}

	private static void endWithParent() {
		Thread thread = new Thread(() -> {
			try {
				System.in.transferTo(FileOutputStream.nullOutputStream());
			}
			catch (IOException ex) {
				ex.printStackTrace();
			}
			Runtime.getRuntime().halt(FAILED);
		}, "end-with-parent");
		thread.setDaemon(true);
		thread.start();
	}

	/**
	 * What a writer is told.
	 *
	 * @param s3 the endpoint of S3
	 * @param dynamoDb the endpoint of DynamoDB
	 * @param bucket the bucket
	 * @param table the table
	 * @param seed makes the operations
	 * @param firstWrite the number of each key's first write
	 * @param point where to end, or an empty string for nowhere
	 */
	record Arguments(String s3, String dynamoDb, String bucket, String table, long seed, long firstWrite,
			String point) {

		static Arguments parse(String[] arguments) {
			return new Arguments(arguments[0], arguments[1], arguments[2], arguments[3], Long.parseLong(arguments[4]),
					Long.parseLong(arguments[5]), arguments[6]);
		}

		List<String> toList() {
			return List.of(this.s3, this.dynamoDb, this.bucket, this.table, Long.toString(this.seed),
					Long.toString(this.firstWrite), this.point);
		}

	}

}

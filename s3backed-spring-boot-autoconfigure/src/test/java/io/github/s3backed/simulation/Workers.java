package io.github.s3backed.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

/**
 * Conducts runs on every core.
 */
final class Workers implements AutoCloseable {

	/**
	 * Says a lot where so much fails.
	 */
	private static final String LOGGER = "io.github.s3backed";

	private final LoggingSystem logging = LoggingSystem.get(Workers.class.getClassLoader());

	private final List<Kit> kits = new ArrayList<>();

	private final ExecutorService executor;

	Workers() {
		this.logging.setLogLevel(LOGGER, LogLevel.OFF);
		int cores = Runtime.getRuntime().availableProcessors();
		for (int i = 0; i < cores; i++) {
			this.kits.add(new Kit());
		}
		this.executor = Executors.newFixedThreadPool(cores, (task) -> {
			Thread thread = new Thread(task, "simulation-worker");
			thread.setDaemon(true);
			return thread;
		});
	}

	Kit first() {
		return this.kits.get(0);
	}

	/**
	 * Lets every worker do its share, and adds up the results.
	 */
	Exploration all(Function<Kit, Exploration> share) {
		List<Future<Exploration>> futures = new ArrayList<>();
		this.kits.forEach((kit) -> futures.add(this.executor.submit(() -> share.apply(kit))));
		Exploration total = Exploration.NOTHING;
		for (Future<Exploration> future : futures) {
			total = total.plus(get(future));
		}
		return total;
	}

	private static Exploration get(Future<Exploration> future) {
		try {
			return future.get();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException("A run could not be conducted", ex.getCause());
		}
	}

	@Override
	public void close() {
		this.logging.setLogLevel(LOGGER, null);
		this.executor.shutdownNow();
		this.kits.forEach(Kit::close);
	}

}

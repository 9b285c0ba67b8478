package io.github.s3backed.autoconfigure;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * Sweeps once when the application has started: {@code --s3backed.sweep=report} or
 * {@code --s3backed.sweep=delete}.
 */
class SweepCommand implements ApplicationRunner {

	private final SweepJob job;

	private final boolean delete;

	SweepCommand(SweepJob job, String command) {
		this.job = job;
		this.delete = switch (command) {
			case "report" -> false;
			case "delete" -> true;
			default -> throw new InvalidConfigurationPropertyValueException("s3backed.sweep", command,
					"It must be 'report' or 'delete'");
		};
	}

	@Override
	public void run(ApplicationArguments args) {
		this.job.sweep(this.delete);
	}

}

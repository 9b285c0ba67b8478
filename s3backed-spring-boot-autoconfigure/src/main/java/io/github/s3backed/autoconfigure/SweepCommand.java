package io.github.s3backed.autoconfigure;

import java.util.List;

import io.github.s3backed.sweep.SweepReport;
import io.github.s3backed.sweep.SweepScope;

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

	/**
	 * Ends the application if a sweep was stopped, so that whoever runs the command
	 * learns of it from its exit code.
	 */
	@Override
	public void run(ApplicationArguments args) {
		List<String> stopped = this.job.sweep(this.delete)
			.stream()
			.filter((report) -> !report.isComplete())
			.map((report) -> "at table '" + report.table() + "'" + place(report) + ": " + report.stopped())
			.toList();
		if (!stopped.isEmpty()) {
			throw new IllegalStateException("The sweep was stopped " + String.join(", ", stopped));
		}
	}

	private static String place(SweepReport report) {
		SweepScope scope = report.scope();
		return (scope != null) ? " in s3://" + scope.bucket() + "/" + scope.prefix() : "";
	}

}

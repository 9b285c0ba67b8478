package io.github.s3backed.crash;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A {@link CrashingWriter} in a JVM of its own.
 */
final class WriterProcess implements AutoCloseable {

	private static final File LOG = Path.of("target", "crashing-writer.log").toFile();

	private final Process process;

	private WriterProcess(Process process) {
		this.process = process;
	}

	static WriterProcess start(CrashingWriter.Arguments arguments) throws IOException {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx128m",
						"-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
						CrashingWriter.class.getName()));
		command.addAll(arguments.toList());
		return new WriterProcess(
				new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(LOG)).start());
	}

	/**
	 * Follow what the process says to its end, and kill it after so many lines.
	 * @param lines when to kill it; {@link Integer#MAX_VALUE} if it ends by itself
	 * @param record takes down what it says
	 * @return the exit status
	 */
	int follow(int lines, WriterRecord record) throws IOException, InterruptedException {
		try (BufferedReader reader = this.process.inputReader(StandardCharsets.UTF_8)) {
			int count = 0;
			for (String line = reader.readLine(); line != null; line = reader.readLine()) {
				if (++count == lines) {
					// Process itself would close the stream that has yet to be read.
					this.process.toHandle().destroyForcibly();
				}
				record.add(line.split(" "));
			}
		}
		return this.process.waitFor();
	}

	static File log() {
		return LOG;
	}

	@Override
	public void close() {
		this.process.destroyForcibly();
	}

}

package io.github.s3backed.simulation;

import java.util.ArrayList;
import java.util.List;

/**
 * What happened in a run, line by line; kept only where somebody will read it.
 */
final class Trace {

	private final boolean kept;

	private final List<String> lines = new ArrayList<>();

	Trace(boolean kept) {
		this.kept = kept;
	}

	void add(Object... parts) {
		if (this.kept) {
			StringBuilder line = new StringBuilder();
			for (Object part : parts) {
				line.append(part);
			}
			this.lines.add(line.toString());
		}
	}

	String text() {
		return String.join("\n", this.lines);
	}

}

package io.github.s3backed.simulation;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Says how much was explored.
 */
final class Report {

	private final Map<String, Line> lines = new LinkedHashMap<>();

	synchronized void add(String what, Exploration exploration) {
		this.lines.merge(what, new Line(1, exploration.points(), exploration.runs()), Line::plus);
	}

	void print() {
		this.lines.forEach((what, line) -> System.out.printf("Simulation: %s: %d scenarios, %d wire calls, %d runs%n",
				what, line.scenarios(), line.points(), line.runs()));
	}

	private record Line(int scenarios, int points, long runs) {

		private Line plus(Line other) {
			return new Line(this.scenarios + other.scenarios, this.points + other.points, this.runs + other.runs);
		}

	}

}

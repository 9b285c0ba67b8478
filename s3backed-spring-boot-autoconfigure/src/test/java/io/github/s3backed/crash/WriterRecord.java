package io.github.s3backed.crash;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

import io.github.s3backed.crash.Operation.Outcome;
import io.github.s3backed.history.Action;
import io.github.s3backed.history.Action.Kind;
import io.github.s3backed.history.Answer;
import io.github.s3backed.history.Call;
import io.github.s3backed.history.Histories;

/**
 * Takes down what writers say, in the order in which they say it.
 */
final class WriterRecord {

	private final Map<String, KeyHistory> keys = new LinkedHashMap<>();

	private final Map<String, Call> open = new HashMap<>();

	private final Histories histories = new Histories();

	WriterRecord(Collection<String> ids) {
		ids.forEach((id) -> this.keys.put(id, new KeyHistory(id, true)));
	}

	/**
	 * A writer begins an operation, or has ended one.
	 */
	void add(String[] words) {
		String id = words[1];
		long write = Long.parseLong(words[2]);
		KeyHistory key = this.keys.get(id);
		if (words[0].equals("START")) {
			Action action = action(words, write);
			key.start(write, action.value() == null);
			this.open.put(id, this.histories.begin(id, "writer", action));
		}
		else {
			key.end(write, Outcome.valueOf(words[0]));
			this.open.remove(id).end(Answer.of(Answer.Kind.valueOf(words[3])));
		}
	}

	private static Action action(String[] words, long write) {
		Kind kind = Kind.valueOf(words[3]);
		boolean deletes = kind == Kind.DELETE || kind == Kind.DELETE_BY_KEY;
		Action action = deletes ? Action.of(kind) : Action.write(kind, write);
		if (!Boolean.parseBoolean(words[4])) {
			return action;
		}
		return action.expecting(words[5].equals("null") ? null : Long.valueOf(words[5]));
	}

	/**
	 * The writer has gone, and its requests have, too.
	 * @return how many operations were cut off
	 */
	int settle() {
		this.open.clear();
		this.histories.settle();
		return this.keys.values().stream().mapToInt(KeyHistory::endAll).sum();
	}

	Collection<KeyHistory> keys() {
		return this.keys.values();
	}

	Histories histories() {
		return this.histories;
	}

}

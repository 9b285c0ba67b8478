package io.github.s3backed.crash;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/**
 * Where a writer is to end: right before a request is sent, or right after its reply has
 * come.
 *
 * @param call the kind of request
 * @param after whether the request is sent and answered
 * @param count which of the requests of this kind
 */
record KillPoint(Call call, boolean after, int count) {

	private static final int MAX_COUNT = 6;

	/**
	 * The requests of all operations that write.
	 */
	enum Call {

		READ_PREDECESSOR("GetItem", null), UPLOAD_TEXT("PutObject", "/text/"), UPLOAD_IMAGE("PutObject", "/image/"),
		COMMIT("PutItem", null), COMMIT_DELETE("DeleteItem", null), CLEAN_UP("DeleteObjects", null);

		private final String operation;

		private final @Nullable String keyPart;

		Call(String operation, @Nullable String keyPart) {
			this.operation = operation;
			this.keyPart = keyPart;
		}

		boolean matches(String operation, SdkRequest request) {
			return this.operation.equals(operation) && (this.keyPart == null
					|| (request instanceof PutObjectRequest upload && upload.key().contains(this.keyPart)));
		}

	}

	/**
	 * Every place, each once.
	 */
	static List<KillPoint> everywhere(Random random) {
		List<KillPoint> points = new ArrayList<>();
		for (Call call : Call.values()) {
			points.add(new KillPoint(call, false, 1 + random.nextInt(MAX_COUNT)));
			points.add(new KillPoint(call, true, 1 + random.nextInt(MAX_COUNT)));
		}
		return points;
	}

	static KillPoint parse(String argument) {
		String[] parts = argument.split(":");
		return new KillPoint(Call.valueOf(parts[0]), Boolean.parseBoolean(parts[1]), Integer.parseInt(parts[2]));
	}

	String toArgument() {
		return this.call + ":" + this.after + ":" + this.count;
	}

	String place() {
		return (this.after ? "after " : "before ") + this.call;
	}

}

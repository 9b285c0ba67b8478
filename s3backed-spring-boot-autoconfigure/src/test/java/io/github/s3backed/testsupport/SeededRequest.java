package io.github.s3backed.testsupport;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * A request to a {@link SeededS3}.
 *
 * @param operation the name of the operation, such as {@code UploadPart}
 * @param bucket the bucket
 * @param key the key; empty if it concerns the bucket
 * @param parameters the parameters after the question mark
 * @param headers the headers by their names in lower case
 */
public record SeededRequest(String operation, String bucket, String key, Map<String, String> parameters,
		Map<String, String> headers) {

	/**
	 * Which part it is about.
	 * @return its number; 0 if it is about none
	 */
	public int part() {
		return Integer.parseInt(this.parameters.getOrDefault("partNumber", "0"));
	}

	/**
	 * Which range it asks for.
	 * @return the range as in the header; {@code null} if it asks for everything
	 */
	public @Nullable String range() {
		return header("range");
	}

	@Nullable String header(String name) {
		return this.headers.get(name);
	}

	String parameter(String name) {
		return this.parameters.getOrDefault(name, "");
	}

	String uploadId() {
		return parameter("uploadId");
	}

	/**
	 * The user metadata in the headers.
	 */
	Map<String, String> metadata() {
		Map<String, String> metadata = new TreeMap<>();
		this.headers.forEach((name, value) -> {
			if (name.startsWith("x-amz-meta-")) {
				metadata.put(name, value);
			}
		});
		return metadata;
	}

	/**
	 * The request as a store takes it that does not know some headers.
	 */
	SeededRequest without(Collection<String> ignored) {
		Map<String, String> known = new TreeMap<>(this.headers);
		known.keySet().removeAll(ignored);
		return new SeededRequest(this.operation, this.bucket, this.key, this.parameters, known);
	}

	static SeededRequest of(String method, String target, Map<String, String> headers) {
		int question = target.indexOf('?');
		String path = (question < 0) ? target : target.substring(0, question);
		Map<String, String> parameters = parameters((question < 0) ? "" : target.substring(question + 1));
		int slash = path.indexOf('/', 1);
		String bucket = decode(path.substring(1, (slash < 0) ? path.length() : slash));
		String key = (slash < 0) ? "" : decode(path.substring(slash + 1));
		return new SeededRequest(key.isEmpty() ? ofBucket(method, parameters) : ofObject(method, parameters, headers),
				bucket, key, parameters, headers);
	}

	private static String ofBucket(String method, Map<String, String> parameters) {
		return switch (method) {
			case "HEAD" -> "HeadBucket";
			case "POST" -> parameters.containsKey("delete") ? "DeleteObjects" : method;
			case "GET" -> parameters.containsKey("uploads") ? "ListMultipartUploads"
					: parameters.containsKey("list-type") ? "ListObjectsV2" : method + parameters.keySet();
			default -> method;
		};
	}

	private static String ofObject(String method, Map<String, String> parameters, Map<String, String> headers) {
		boolean upload = parameters.containsKey("uploadId");
		boolean copy = headers.containsKey("x-amz-copy-source");
		return switch (method) {
			case "HEAD" -> "HeadObject";
			case "GET" -> upload ? "ListParts" : "GetObject";
			case "DELETE" -> upload ? "AbortMultipartUpload" : "DeleteObject";
			case "POST" -> upload ? "CompleteMultipartUpload" : "CreateMultipartUpload";
			case "PUT" -> upload ? (copy ? "UploadPartCopy" : "UploadPart") : (copy ? "CopyObject" : "PutObject");
			default -> method;
		};
	}

	private static Map<String, String> parameters(String query) {
		Map<String, String> parameters = new TreeMap<>();
		for (String parameter : query.split("&")) {
			if (!parameter.isEmpty()) {
				int equals = parameter.indexOf('=');
				parameters.put(decode((equals < 0) ? parameter : parameter.substring(0, equals)),
						(equals < 0) ? "" : decode(parameter.substring(equals + 1)));
			}
		}
		return parameters;
	}

	static String decode(String text) {
		return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
	}

	static String headerName(String name) {
		return name.trim().toLowerCase(Locale.ROOT);
	}

	@Override
	public String toString() {
		return this.operation + " " + this.bucket + "/" + this.key + ((part() > 0) ? " part " + part() : "")
				+ ((range() != null) ? " " + range() : "");
	}

}

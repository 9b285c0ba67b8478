package io.github.s3backed.testsupport;

import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/**
 * The objects of a {@link SeededS3}, and what its requests do to them.
 */
final class SeededBucket {

	private static final int PAGE = 1000;

	private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d*)");

	private final String name;

	private final NavigableMap<String, SeededObject> objects = new ConcurrentSkipListMap<>();

	private final SeededUploads uploads = new SeededUploads();

	SeededBucket(String name) {
		this.name = name;
	}

	NavigableMap<String, SeededObject> objects() {
		return this.objects;
	}

	SeededUploads uploads() {
		return this.uploads;
	}

	SeededReply answer(SeededBody body) throws IOException {
		SeededRequest request = body.request();
		if (!request.bucket().equals(this.name)) {
			throw new SeededRefusal(404, "NoSuchBucket", "No bucket " + request.bucket());
		}
		return switch (request.operation()) {
			case "HeadBucket" -> SeededReply.of(200, Map.of());
			case "PutObject" -> put(request, body.content());
			case "CopyObject" -> copy(request);
			case "GetObject" -> get(request);
			case "HeadObject" -> head(request);
			case "DeleteObject" -> delete(request);
			case "DeleteObjects" -> deleteAll(body.bytes());
			case "ListObjectsV2" -> list(request);
			case "CreateMultipartUpload" -> this.uploads.begin(request);
			case "UploadPart" -> stored(this.uploads.add(request, body::content));
			case "UploadPartCopy" -> copied("CopyPartResult", this.uploads.add(request, () -> source(request)));
			case "CompleteMultipartUpload" -> complete(request, body.bytes());
			case "AbortMultipartUpload" -> abort(request);
			case "ListParts" -> this.uploads.list(request);
			case "ListMultipartUploads" -> this.uploads.listAll(request);
			default -> throw new SeededRefusal(501, "NotImplemented", "This stand-in does not know " + request);
		};
	}

	private SeededReply put(SeededRequest request, SeededContent content) {
		if (content.small() == null && content.origin().position() != 0) {
			throw new SeededRefusal(400, "NotSeeded", "Begins at " + content.origin());
		}
		store(request, new SeededObject(content, SeededObject.headers(request), content.eTag(), Instant.now()));
		return stored(content);
	}

	/**
	 * Keeps an object, unless there must be none and there is one.
	 */
	private void store(SeededRequest request, SeededObject object) {
		boolean kept = (request.header("if-none-match") != null)
				? this.objects.putIfAbsent(request.key(), object) == null
				: this.objects.put(request.key(), object) != object;
		if (!kept) {
			throw new SeededRefusal(412, "PreconditionFailed", "There is an object " + request.key());
		}
	}

	private static SeededReply stored(SeededContent content) {
		return SeededReply.of(200,
				Map.of("ETag", content.eTag(), "x-amz-checksum-crc32c", Crc32c.format(content.crc32c())));
	}

	private SeededReply complete(SeededRequest request, byte[] parts) {
		SeededObject object = this.uploads.complete(request, parts);
		store(request, object);
		this.uploads.remove(request);
		return SeededReply.xml(200,
				"<CompleteMultipartUploadResult>" + SeededXml.element("Key", request.key())
						+ SeededXml.element("ETag", object.eTag())
						+ SeededXml.element("ChecksumCRC32C", Crc32c.format(object.content().crc32c()))
						+ SeededXml.element("ChecksumType", "FULL_OBJECT") + "</CompleteMultipartUploadResult>");
	}

	private SeededReply abort(SeededRequest request) {
		this.uploads.remove(request);
		return SeededReply.of(204, Map.of());
	}

	private SeededReply copy(SeededRequest request) {
		SeededObject source = sourceObject(request);
		boolean replaced = "REPLACE".equals(request.header("x-amz-metadata-directive"));
		SeededContent content = source.content();
		store(request, new SeededObject(content, replaced ? SeededObject.headers(request) : source.headers(),
				content.eTag(), Instant.now()));
		return copied("CopyObjectResult", content);
	}

	private static SeededReply copied(String element, SeededContent content) {
		return SeededReply.xml(200,
				"<" + element + ">" + SeededXml.element("ETag", content.eTag())
						+ SeededXml.element("LastModified", Instant.now())
						+ SeededXml.element("ChecksumCRC32C", Crc32c.format(content.crc32c())) + "</" + element + ">");
	}

	private SeededContent source(SeededRequest request) {
		SeededObject source = sourceObject(request);
		Range range = range(request.header("x-amz-copy-source-range"), source);
		return source.content().part(range.first, range.length);
	}

	private SeededObject sourceObject(SeededRequest request) {
		String source = SeededRequest.decode(String.valueOf(request.header("x-amz-copy-source")));
		String key = source.substring(source.indexOf('/', 1) + 1);
		SeededObject object = existing(key);
		requireMatch(object, request.header("x-amz-copy-source-if-match"));
		return object;
	}

	private SeededReply get(SeededRequest request) {
		SeededObject object = existing(request.key());
		requireMatch(object, request.header("if-match"));
		Range range = range(request.range(), object);
		boolean whole = request.range() == null;
		Map<String, String> headers = object.describe(whole && request.header("x-amz-checksum-mode") != null);
		if (!whole) {
			headers.put("Content-Range",
					"bytes " + range.first + "-" + (range.first + range.length - 1) + "/" + object.content().length());
		}
		return new SeededReply(whole ? 200 : 206, headers, range.length,
				(out) -> object.content().writeTo(out, range.first, range.length));
	}

	private SeededReply head(SeededRequest request) {
		SeededObject object = existing(request.key());
		requireMatch(object, request.header("if-match"));
		return new SeededReply(200, object.describe(request.header("x-amz-checksum-mode") != null),
				object.content().length(), (out) -> {
				});
	}

	private SeededReply delete(SeededRequest request) {
		this.objects.remove(request.key());
		return SeededReply.of(204, Map.of());
	}

	private SeededReply deleteAll(byte[] body) {
		StringBuilder xml = new StringBuilder("<DeleteResult>");
		for (Element object : SeededXml.elements(body, "Object")) {
			String key = String.valueOf(SeededXml.text(object, "Key"));
			this.objects.remove(key);
			xml.append("<Deleted>").append(SeededXml.element("Key", key)).append("</Deleted>");
		}
		return SeededReply.xml(200, xml.append("</DeleteResult>").toString());
	}

	private SeededReply list(SeededRequest request) {
		String prefix = request.parameter("prefix");
		String delimiter = request.parameter("delimiter");
		String token = request.parameter("continuation-token");
		String after = token.isEmpty() ? request.parameter("start-after") : token;
		Map<String, String> entries = new TreeMap<>();
		String last = null;
		for (Map.Entry<String, SeededObject> entry : this.objects.tailMap(prefix, true).entrySet()) {
			String key = entry.getKey();
			if (!key.startsWith(prefix) || entries.size() > PAGE) {
				break;
			}
			int end = delimiter.isEmpty() ? -1 : key.indexOf(delimiter, prefix.length());
			String shown = (end < 0) ? key : key.substring(0, end + delimiter.length());
			if (shown.compareTo(after) > 0) {
				entries.put(shown, (end < 0) ? describe(key, entry.getValue())
						: "<CommonPrefixes>" + SeededXml.element("Prefix", shown) + "</CommonPrefixes>");
			}
			last = (entries.size() == PAGE) ? shown : last;
		}
		boolean truncated = entries.size() > PAGE;
		String xml = String.join("", entries.values().stream().limit(PAGE).toList());
		return SeededReply.xml(200, "<ListBucketResult>" + xml + SeededXml.element("IsTruncated", truncated)
				+ SeededXml.element("NextContinuationToken", truncated ? last : null) + "</ListBucketResult>");
	}

	private static String describe(String key, SeededObject object) {
		return "<Contents>" + SeededXml.element("Key", key) + SeededXml.element("Size", object.content().length())
				+ SeededXml.element("LastModified", object.lastModified()) + SeededXml.element("ETag", object.eTag())
				+ "</Contents>";
	}

	private SeededObject existing(String key) {
		SeededObject object = this.objects.get(key);
		if (object == null) {
			throw new SeededRefusal(404, "NoSuchKey", "No object " + key);
		}
		return object;
	}

	private static void requireMatch(SeededObject object, @Nullable String eTag) {
		if (eTag != null && !eTag.replace("\"", "").equals(object.eTag().replace("\"", ""))) {
			throw new SeededRefusal(412, "PreconditionFailed", "The object is " + object.eTag());
		}
	}

	private static Range range(@Nullable String range, SeededObject object) {
		long length = object.content().length();
		Matcher matcher = RANGE.matcher((range != null) ? range : "bytes=0-");
		if (!matcher.matches()) {
			throw new SeededRefusal(501, "NotImplemented", "This stand-in does not know the range " + range);
		}
		long first = Long.parseLong(matcher.group(1));
		long last = matcher.group(2).isEmpty() ? length - 1 : Math.min(length - 1, Long.parseLong(matcher.group(2)));
		if (range != null && (first >= length || last < first)) {
			throw new SeededRefusal(416, "InvalidRange", range + " of " + length);
		}
		return new Range(first, last - first + 1);
	}

	private record Range(long first, long length) {

	}

}

package io.github.s3backed.testsupport;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/**
 * The multipart uploads of a {@link SeededS3}.
 */
final class SeededUploads {

	private static final int PAGE = 1000;

	private static final int MAX_PARTS = 10_000;

	private static final long MIN_PART = 5L << 20;

	private final NavigableMap<String, Upload> uploads = new ConcurrentSkipListMap<>();

	private final AtomicInteger begun = new AtomicInteger();

	SeededReply begin(SeededRequest request) {
		String id = "upload-%06d".formatted(this.begun.incrementAndGet());
		this.uploads.put(id,
				new Upload(request.key(), id, SeededObject.headers(request), Instant.now(), new TreeMap<>()));
		return SeededReply.xml(200,
				"<InitiateMultipartUploadResult>" + SeededXml.element("Bucket", request.bucket())
						+ SeededXml.element("Key", request.key()) + SeededXml.element("UploadId", id)
						+ "</InitiateMultipartUploadResult>");
	}

	/**
	 * Adds a part.
	 * @param content the part, as it comes in
	 */
	SeededContent add(SeededRequest request, Arriving content) throws IOException {
		if (request.part() < 1 || request.part() > MAX_PARTS) {
			throw new SeededRefusal(400, "InvalidArgument", "No number of a part: " + request.part());
		}
		open(request);
		SeededContent arrived = content.arrive();
		Upload upload = open(request);
		synchronized (upload) {
			upload.parts.put(request.part(), arrived);
		}
		return arrived;
	}

	/**
	 * Makes the object of the parts. The upload stays open if that is refused.
	 */
	SeededObject complete(SeededRequest request, byte[] body) {
		Upload upload = open(request);
		synchronized (upload) {
			List<SeededContent> parts = chosen(upload, SeededXml.elements(body, "Part"));
			SeededContent whole = new SeededParts(parts).whole();
			String size = request.header("x-amz-mp-object-size");
			if (size != null && Long.parseLong(size) != whole.length()) {
				throw new SeededRefusal(400, "InvalidRequest", "Not " + size + " bytes: " + whole.length());
			}
			SeededBody.require("the object's CRC-32C", request.header("x-amz-checksum-crc32c"),
					Crc32c.format(whole.crc32c()));
			return new SeededObject(whole, upload.headers, whole.eTag().replaceFirst("\"$", "-" + parts.size() + "\""),
					upload.initiated);
		}
	}

	private static List<SeededContent> chosen(Upload upload, List<Element> listed) {
		List<SeededContent> chosen = new ArrayList<>();
		int last = 0;
		for (Element element : listed) {
			int number = Integer.parseInt(String.valueOf(SeededXml.text(element, "PartNumber")));
			if (number <= last) {
				throw new SeededRefusal(400, "InvalidPartOrder", "Part " + number + " after " + last);
			}
			last = number;
			SeededContent part = upload.parts.get(number);
			String checksum = SeededXml.text(element, "ChecksumCRC32C");
			if (part == null || !part.eTag().equals(SeededXml.text(element, "ETag"))
					|| (checksum != null && !checksum.equals(Crc32c.format(part.crc32c())))) {
				throw new SeededRefusal(400, "InvalidPart", "Part " + number + " is missing or another");
			}
			if (chosen.size() < listed.size() - 1 && part.length() < MIN_PART) {
				throw new SeededRefusal(400, "EntityTooSmall", "Part " + number + " has " + part.length() + " bytes");
			}
			chosen.add(part);
		}
		if (chosen.isEmpty()) {
			throw new SeededRefusal(400, "MalformedXML", "No parts");
		}
		return chosen;
	}

	void remove(SeededRequest request) {
		open(request);
		this.uploads.remove(request.uploadId());
	}

	SeededReply list(SeededRequest request) {
		Upload upload = open(request);
		StringBuilder xml = new StringBuilder("<ListPartsResult>");
		synchronized (upload) {
			String marker = request.parameter("part-number-marker");
			NavigableMap<Integer, SeededContent> rest = upload.parts
				.tailMap(marker.isEmpty() ? 0 : Integer.parseInt(marker), false);
			rest.entrySet()
				.stream()
				.limit(PAGE)
				.forEach((entry) -> xml.append("<Part>")
					.append(SeededXml.element("PartNumber", entry.getKey()))
					.append(SeededXml.element("Size", entry.getValue().length()))
					.append(SeededXml.element("ETag", entry.getValue().eTag()))
					.append(SeededXml.element("ChecksumCRC32C", Crc32c.format(entry.getValue().crc32c())))
					.append("</Part>"));
			xml.append(SeededXml.element("IsTruncated", rest.size() > PAGE));
			rest.keySet()
				.stream()
				.limit(PAGE)
				.reduce((first, second) -> second)
				.ifPresent((last) -> xml.append(SeededXml.element("NextPartNumberMarker", last)));
		}
		return SeededReply.xml(200, xml.append("</ListPartsResult>").toString());
	}

	SeededReply listAll(SeededRequest request) {
		String marker = request.parameter("key-marker");
		List<Upload> rest = this.uploads.values()
			.stream()
			.filter((it) -> it.key.startsWith(request.parameter("prefix"))
					&& it.isAfter(marker, request.parameter("upload-id-marker")))
			.sorted((one, other) -> (one.key + '\0' + one.id).compareTo(other.key + '\0' + other.id))
			.toList();
		List<Upload> page = rest.subList(0, Math.min(PAGE, rest.size()));
		StringBuilder xml = new StringBuilder("<ListMultipartUploadsResult>");
		page.forEach((upload) -> xml.append("<Upload>")
			.append(SeededXml.element("Key", upload.key))
			.append(SeededXml.element("UploadId", upload.id))
			.append(SeededXml.element("Initiated", upload.initiated))
			.append("</Upload>"));
		xml.append(SeededXml.element("IsTruncated", rest.size() > page.size()));
		if (rest.size() > page.size()) {
			xml.append(SeededXml.element("NextKeyMarker", page.get(page.size() - 1).key))
				.append(SeededXml.element("NextUploadIdMarker", page.get(page.size() - 1).id));
		}
		return SeededReply.xml(200, xml.append("</ListMultipartUploadsResult>").toString());
	}

	/**
	 * The keys that open uploads are for.
	 */
	Collection<String> keys() {
		return this.uploads.values().stream().map(Upload::key).collect(Collectors.toList());
	}

	private Upload open(SeededRequest request) {
		Upload upload = this.uploads.get(request.uploadId());
		if (upload == null || !upload.key.equals(request.key())) {
			throw new SeededRefusal(404, "NoSuchUpload", "No upload " + request.uploadId() + " of " + request.key());
		}
		return upload;
	}

	/**
	 * A content that comes in, or is copied.
	 */
	@FunctionalInterface
	interface Arriving {

		SeededContent arrive() throws IOException;

	}

	private record Upload(String key, String id, Map<String, String> headers, Instant initiated,
			NavigableMap<Integer, SeededContent> parts) {

		private boolean isAfter(@Nullable String keyMarker, String idMarker) {
			if (keyMarker == null || keyMarker.isEmpty()) {
				return true;
			}
			int order = this.key.compareTo(keyMarker);
			return order > 0 || (order == 0 && !idMarker.isEmpty() && this.id.compareTo(idMarker) > 0);
		}

	}

}

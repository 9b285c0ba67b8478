package io.github.s3backed;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

import com.fasterxml.jackson.annotation.JsonValue;

import org.springframework.core.io.Resource;

/**
 * The content of an S3-backed property of type {@link Resource}, as a read gives it: a
 * handle to the object, which is read as often as it is opened, a few parts at a time. It
 * is equal to another handle to the same object. Saved back with the entity that it was
 * read with it costs no request; saved with another entity of its class it is copied by
 * S3 itself.
 * <p>
 * Description, length, file name and URI are known without a request. A handle is good
 * for as long as the object is there; a write that replaces the content removes the
 * object, see {@code s3backed.superseded-retention}.
 * <p>
 * As JSON it is what {@link #getStoredAttribute()} returns, and never the content.
 * Neither is it serializable.
 */
public interface S3BackedResource extends Resource {

	/**
	 * Tells where and how the content is stored, without a request.
	 * @return its description
	 */
	@JsonValue
	StoredAttribute getStoredAttribute();

	/**
	 * Opens the content. Nothing is sent before the first byte is read: then a
	 * {@code GetObject}, and another one with a range each time when the connection
	 * breaks. The stream throws an {@link IOException} <b>before</b> it gives the last
	 * byte if size or SHA-256 are not those that were stored. Skipping before the first
	 * byte is read is free where the content is not compressed; the SHA-256 is not
	 * compared then.
	 * @return a stream, to be closed; closed early, it breaks the connection off
	 * @throws IOException never; reading may, with a {@link SupersededContentException},
	 * {@link DanglingPointerException}, {@link CorruptObjectException} or another
	 * {@link org.springframework.dao.DataAccessException} as its cause
	 */
	@Override
	InputStream getInputStream() throws IOException;

	/**
	 * Opens a part of the content: a range of the object where it is not compressed, else
	 * it is read from its beginning and decompressed. The SHA-256 of a part is not known,
	 * so nothing is compared but the length.
	 * @param position where it begins, in bytes
	 * @param length its length, in bytes
	 * @return a stream, to be closed
	 * @throws IllegalArgumentException if the content has no such part
	 * @throws IOException never; reading may, as with {@link #getInputStream()}
	 */
	InputStream getInputStream(long position, long length) throws IOException;

	/**
	 * Downloads the content to a file, which is there when it is whole, and compared with
	 * the SHA-256. Until then it is a file beside it whose name ends in {@code .part}; if
	 * there is one of an earlier attempt and the content is not compressed, the download
	 * goes on from its end.
	 * @param file the file, which is replaced if it is there
	 * @throws IOException if the content cannot be read, as with
	 * {@link #getInputStream()}, or the file cannot be written; the unfinished file stays
	 * unless it is known to be wrong
	 */
	void downloadTo(Path file) throws IOException;

}

package io.github.s3backed.content;

import java.io.InputStream;

/**
 * Reads stored contents.
 */
public interface ObjectContents {

	/**
	 * Reads a content whole.
	 * @param object the object
	 * @return the content, compared with its pointer
	 * @throws org.springframework.dao.DataAccessException if it cannot be read
	 */
	byte[] read(StoredObject object);

	/**
	 * Opens a content. Nothing is sent before the first byte is read.
	 * @param object the object
	 * @return a stream that fails before its last byte if the content is not what its
	 * pointer says
	 */
	InputStream open(StoredObject object);

	/**
	 * Opens a part of a content. Nothing is sent before the first byte is read.
	 * @param object the object
	 * @param position where the part begins
	 * @param length its length
	 * @return a stream
	 * @throws IllegalArgumentException if the content has no such part
	 */
	InputStream open(StoredObject object, long position, long length);

}

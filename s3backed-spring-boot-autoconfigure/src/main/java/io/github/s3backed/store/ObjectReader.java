package io.github.s3backed.store;

import java.io.IOException;
import java.io.InputStream;

/**
 * Reads an object while it arrives.
 *
 * @param <R> the type of the result
 */
@FunctionalInterface
public interface ObjectReader<R> {

	/**
	 * Reads the object. May be called again from the beginning if the connection breaks.
	 * @param body the object's bytes, closed by the caller
	 * @param length their number as S3 gives it, or -1
	 * @return the result
	 * @throws IOException if the body breaks off, which is tried again
	 */
	R read(InputStream body, long length) throws IOException;

}

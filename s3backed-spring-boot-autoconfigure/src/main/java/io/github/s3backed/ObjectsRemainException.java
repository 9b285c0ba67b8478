package io.github.s3backed;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.NonTransientDataAccessResourceException;

/**
 * A delete was applied, its item is gone, but some of its S3 objects could not be
 * removed. Nothing points to them; a sweep that removes garbage takes them away.
 */
public class ObjectsRemainException extends NonTransientDataAccessResourceException {

	private final List<String> objectUris;

	public ObjectsRemainException(String message, List<String> objectUris, @Nullable Throwable cause) {
		super(message, cause);
		this.objectUris = List.copyOf(objectUris);
	}

	/**
	 * Lists what remains.
	 * @return the objects, as {@code s3://bucket/key}
	 */
	public List<String> getObjectUris() {
		return this.objectUris;
	}

}

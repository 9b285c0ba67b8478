package io.github.s3backed.transfer;

import java.util.ArrayList;
import java.util.List;

import io.github.s3backed.Compression;
import io.github.s3backed.CorruptObjectException;
import io.github.s3backed.content.UploadedObject;
import io.github.s3backed.pointer.ObjectLocation;
import io.github.s3backed.pointer.Pointer;
import io.github.s3backed.store.MultipartUploads;
import io.github.s3backed.store.MultipartUploads.OpenUpload;
import io.github.s3backed.store.MultipartUploads.StoredPart;
import io.github.s3backed.store.NewObject;
import io.github.s3backed.store.ObjectCopies;
import io.github.s3backed.store.ObjectCopies.Copied;
import io.github.s3backed.store.ObjectState;
import io.github.s3backed.store.ObjectStore;
import io.github.s3backed.store.ObjectUnavailableException;

/**
 * Has S3 copy a stored content, so that another item has an object of its own. Objects
 * over 5 GB are copied in parts.
 *
 * @param objects looks at objects
 * @param multipart makes objects of parts
 * @param copies copies objects
 */
public record ContentCopies(ObjectStore objects, MultipartUploads multipart, ObjectCopies copies) {

	/** The size of a part that is copied, in bytes. */
	private static final long PART = 1L << 30;

	/**
	 * Copies an object.
	 * @param attribute the attribute that is to have the copy
	 * @param source the pointer to the object
	 * @param target what the copy is to be
	 * @param watch is told what is sent
	 * @return whether there is such an object; its copy is proven to be the same then
	 * @throws CorruptObjectException if the object or its copy is not what the pointer
	 * says
	 */
	public boolean copy(String attribute, Pointer source, NewObject target, UploadWatch watch) {
		ObjectState state = this.objects.head(source.location()).orElse(null);
		if (state == null) {
			return false;
		}
		if (state.length() != source.stored()) {
			throw new CorruptObjectException("Object " + source.location() + " of attribute '" + attribute + "' has "
					+ state.length() + " bytes stored, its pointer says " + source.stored(), null);
		}
		return unlessGone(source.location(), () -> copy(attribute, source, state, target, watch));
	}

	/**
	 * Tells whether an object was there until it was copied.
	 */
	private static boolean unlessGone(ObjectLocation source, Runnable copy) {
		try {
			copy.run();
			return true;
		}
		catch (ObjectUnavailableException ex) {
			if (ex.location().equals(source)) {
				return false;
			}
			throw ex;
		}
	}

	/**
	 * Makes a copy of what somebody else has put into S3: the object itself is nobody's,
	 * may be removed at any time, and on some stores replaced.
	 * @param attribute the attribute that is to have the copy
	 * @param source what was announced
	 * @param target what the copy is to be
	 * @param watch is told what is sent
	 * @return whether there is such an object; its copy is proven to be what was
	 * announced then
	 * @throws CorruptObjectException if the object is not what was announced
	 */
	public boolean adopt(String attribute, UploadedObject source, NewObject target, UploadWatch watch) {
		ObjectState state = this.objects.head(source.location()).orElse(null);
		if (state == null) {
			return false;
		}
		if (state.length() != source.size()) {
			throw new CorruptObjectException("The upload " + source.location() + " for attribute '" + attribute
					+ "' has " + state.length() + " bytes, announced were " + source.size(), null);
		}
		return unlessGone(source.location(), () -> adopt(attribute, source, state, target, watch));
	}

	private void adopt(String attribute, UploadedObject source, ObjectState state, NewObject target,
			UploadWatch watch) {
		watch.beforeSending();
		Copied copied = this.copies.copy(source.location(), state, source.sha256(), target);
		watch.answered(copied.date());
		if (!copied.proven()) {
			Pointer pointer = new Pointer(target.location(), source.size(), source.size(), source.sha256(),
					Compression.NONE, target.contentType());
			this.objects.get(target.location(), new VerifyingReader(attribute, pointer).discarding());
		}
	}

	private void copy(String attribute, Pointer source, ObjectState state, NewObject target, UploadWatch watch) {
		Integer crc32c = state.crc32c();
		watch.beforeSending();
		if (source.stored() <= ObjectCopies.MAX_LENGTH || crc32c == null) {
			Copied copied = this.copies.copy(source.location(), state, target);
			watch.answered(copied.date());
			if (!copied.proven()) {
				this.objects.get(target.location(), new VerifyingReader(attribute, source).discarding());
			}
			return;
		}
		copyInParts(source.location(), state, crc32c, target, watch);
	}

	private void copyInParts(ObjectLocation source, ObjectState state, int crc32c, NewObject target,
			UploadWatch watch) {
		OpenUpload upload = this.multipart.begin(target, state.length());
		watch.begun(upload);
		List<StoredPart> parts = new ArrayList<>();
		for (long from = 0; from < state.length(); from += PART) {
			watch.beforeSending();
			parts.add(this.multipart.copy(upload, parts.size() + 1, source, state, from,
					Math.min(state.length(), from + PART)));
		}
		watch.beforeSending();
		this.multipart.complete(upload, parts, state.length(), crc32c);
		watch.completed(upload);
	}

}

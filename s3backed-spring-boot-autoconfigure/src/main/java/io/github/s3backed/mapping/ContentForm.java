package io.github.s3backed.mapping;

import io.github.s3backed.S3BackedValue;
import io.github.s3backed.codec.ValueCodec;
import io.github.s3backed.content.ContentSource;
import io.github.s3backed.content.KnownContent;
import io.github.s3backed.content.StoredObject;
import io.github.s3backed.content.StoredResource;
import io.github.s3backed.content.StoredValue;
import io.github.s3backed.content.StreamedContent;
import io.github.s3backed.content.UploadedResource;

import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.dao.DataRetrievalFailureException;

/**
 * The form in which a property has its content.
 */
sealed interface ContentForm {

	/**
	 * Returns the content of a value.
	 * @throws IllegalArgumentException if the value cannot be written
	 */
	ContentSource toContent(Object value);

	/**
	 * Returns the value of a content that is in memory.
	 * @throws IllegalArgumentException if it is not of the property's type
	 */
	Object fromBytes(byte[] bytes);

	/**
	 * Returns the value of a content that is stored.
	 */
	Object fromObject(StoredObject object);

	/**
	 * Tells whether a content is read only when the application asks for it.
	 */
	boolean isLazy();

	/**
	 * Tells whether a content need not fit into memory.
	 */
	boolean isStreamed();

	/**
	 * Returns the media type of contents whose attribute does not say.
	 */
	String contentType();

	/**
	 * A value that is read and written whole.
	 *
	 * @param codec turns it into bytes and back
	 */
	record Whole(ValueCodec codec) implements ContentForm {

		@Override
		public ContentSource toContent(Object value) {
			return KnownContent.of(this.codec.encode(value));
		}

		@Override
		public Object fromBytes(byte[] bytes) {
			return this.codec.decode(bytes);
		}

		@Override
		public Object fromObject(StoredObject object) {
			byte[] bytes = object.contents().read(object);
			try {
				return this.codec.decode(bytes);
			}
			catch (IllegalArgumentException ex) {
				throw new DataRetrievalFailureException("Attribute '" + object.attribute() + "' of " + object.item()
						+ " cannot be read: " + ex.getMessage(), ex);
			}
		}

		@Override
		public boolean isLazy() {
			return false;
		}

		@Override
		public boolean isStreamed() {
			return false;
		}

		@Override
		public String contentType() {
			return this.codec.contentType();
		}

	}

	/**
	 * A resource.
	 */
	record Streamed() implements ContentForm {

		@Override
		public ContentSource toContent(Object value) {
			if (value instanceof UploadedResource uploaded) {
				return uploaded.object();
			}
			return (value instanceof StoredResource stored) ? stored.object() : new StreamedContent((Resource) value);
		}

		@Override
		public Object fromBytes(byte[] bytes) {
			return new ByteArrayResource(bytes);
		}

		@Override
		public Object fromObject(StoredObject object) {
			return new StoredResource(object);
		}

		@Override
		public boolean isLazy() {
			return true;
		}

		@Override
		public boolean isStreamed() {
			return true;
		}

		@Override
		public String contentType() {
			return "application/octet-stream";
		}

	}

	/**
	 * A handle to a value. One that was read may have been changed since, so that it is
	 * written as if it were new.
	 *
	 * @param form the form of the value itself
	 */
	record Handle(ContentForm form) implements ContentForm {

		@Override
		public ContentSource toContent(Object value) {
			return (value instanceof StoredValue<?> stored && stored.loaded() == null) ? stored.object()
					: this.form.toContent(((S3BackedValue<?>) value).get());
		}

		@Override
		public Object fromBytes(byte[] bytes) {
			return S3BackedValue.of(this.form.fromBytes(bytes));
		}

		@Override
		public Object fromObject(StoredObject object) {
			return new StoredValue<>(object, this.form::fromObject);
		}

		@Override
		public boolean isLazy() {
			return true;
		}

		@Override
		public boolean isStreamed() {
			return this.form.isStreamed();
		}

		@Override
		public String contentType() {
			return this.form.contentType();
		}

	}

}

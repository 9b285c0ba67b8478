package io.github.s3backed.simulation;

import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/**
 * What an entity holds beside its key and version. Each value names the write that it
 * comes from, so that mixing shows.
 *
 * @param title stays in the item
 * @param html goes to S3
 * @param image goes to S3
 */
record Content(@Nullable String title, @Nullable String html, @Nullable String image) {

	/**
	 * Returns content of a write of its own with two large attributes.
	 */
	static Content of(String write) {
		return new Content("title of " + write, "html of " + write, "image of " + write);
	}

	Content withoutImage() {
		return new Content(this.title, this.html, null);
	}

	Content withoutLargeAttributes() {
		return new Content(this.title, null, null);
	}

	/**
	 * Returns this with the title of another write and the same large attributes.
	 */
	Content retitled(String write) {
		return new Content("title of " + write, this.html, this.image);
	}

	/**
	 * Returns this with title and HTML of another write and the same image.
	 */
	Content rewritten(String write) {
		return new Content("title of " + write, "html of " + write, this.image);
	}

	<T extends Document> T into(T document, ItemKey key) {
		document.setKey(key);
		document.setTitle(this.title);
		document.setHtml(this.html);
		document.setImage((this.image != null) ? this.image.getBytes(StandardCharsets.UTF_8) : null);
		return document;
	}

	static Content from(Document document) {
		byte[] image = document.getImage();
		return new Content(document.getTitle(), document.getHtml(),
				(image != null) ? new String(image, StandardCharsets.UTF_8) : null);
	}

}

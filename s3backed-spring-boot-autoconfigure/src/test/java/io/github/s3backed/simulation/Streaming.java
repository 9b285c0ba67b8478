package io.github.s3backed.simulation;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import io.github.s3backed.CorruptObjectException;
import io.github.s3backed.S3BackedResource;
import io.github.s3backed.S3BackedValue;
import io.github.s3backed.StoredAttribute;
import io.github.s3backed.pointer.Sha256;
import org.jspecify.annotations.Nullable;

import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
import org.springframework.dao.DataAccessException;

/**
 * An application that streams contents, and keeps handles to those that are stored.
 */
final class Streaming {

	private final Application application;

	Streaming(Application application) {
		this.application = application;
	}

	/**
	 * Saves an image of unknown length, which can be read but once.
	 */
	void save(Content content) {
		write(Operation.Type.SAVE, content, document(content, Streaming::once));
	}

	/**
	 * Saves an image whose length is known.
	 */
	void saveOfKnownLength(Content content) {
		write(Operation.Type.SAVE, content, document(content, ByteArrayResource::new));
	}

	void insert(Content content) {
		write(Operation.Type.INSERT, content, document(content, Streaming::once));
	}

	void update(Content content) {
		write(Operation.Type.UPDATE, content, document(content, Streaming::once));
	}

	private static Resource once(byte[] bytes) {
		return new InputStreamResource(new ByteArrayInputStream(bytes));
	}

	private StreamedDocument document(Content content, Function<byte[], Resource> image) {
		StreamedDocument document = new StreamedDocument();
		document.setKey(this.application.key());
		document.setTitle(content.title());
		document.setHtml((content.html() != null) ? S3BackedValue.of(content.html()) : null);
		document
			.setImage((content.image() != null) ? image.apply(content.image().getBytes(StandardCharsets.UTF_8)) : null);
		return document;
	}

	private void write(Operation.Type type, Content content, StreamedDocument document) {
		this.application.perform(type, content, null, () -> switch (type) {
			case SAVE -> this.application.template().save(document);
			case INSERT -> this.application.template().insert(document);
			default -> this.application.template().update(document);
		});
	}

	/**
	 * Reads the item and its contents after it.
	 */
	void read() {
		read((image) -> image.getInputStream().readAllBytes());
	}

	/**
	 * Reads the item and the image in two ranges. That they are what was stored nobody
	 * but the reader can know.
	 */
	void readRanges() {
		read((image) -> {
			StoredAttribute stored = image.getStoredAttribute();
			byte[] all = new byte[(int) stored.size()];
			int half = all.length / 2;
			fill(all, 0, image.getInputStream(0, half));
			fill(all, half, image.getInputStream(half, all.length - half));
			if (!HexFormat.of().formatHex(Sha256.newDigest().digest(all)).equals(stored.sha256())) {
				throw new CorruptObjectException("The ranges are not what was stored", null);
			}
			return all;
		});
	}

	private static void fill(byte[] bytes, int position, InputStream source) throws IOException {
		byte[] range = source.readAllBytes();
		System.arraycopy(range, 0, bytes, position, range.length);
	}

	private void read(ImageReader reader) {
		this.application.perform(Operation.Type.READ, null, null,
				() -> find().map((document) -> read(document, reader)));
	}

	private Optional<StreamedDocument> find() {
		return this.application.template().findByKey(StreamedDocument.class, this.application.key().key());
	}

	private static Content read(StreamedDocument document, ImageReader reader) {
		S3BackedValue<String> html = document.getHtml();
		try {
			byte[] image = (document.getImage() instanceof S3BackedResource stored) ? reader.read(stored) : null;
			return new Content(document.getTitle(), (html != null) ? html.get() : null,
					(image != null) ? new String(image, StandardCharsets.UTF_8) : null);
		}
		catch (IOException ex) {
			if (ex.getCause() instanceof DataAccessException failure) {
				throw failure;
			}
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Reads the item and not its contents, and saves it with another title.
	 */
	void retitle(String write) {
		Found found = findHandles();
		if (found != null) {
			save(found, found.content().retitled(write));
		}
	}

	/**
	 * Reads the item and not its contents, does something else, and saves it with another
	 * title.
	 */
	void retitleAfter(Runnable meanwhile, String write) {
		Found found = findHandles();
		meanwhile.run();
		if (found != null) {
			save(found, found.content().retitled(write));
		}
	}

	/**
	 * Reads another item and not its contents, and saves it as this one.
	 */
	void copy(ItemKey from, String write) {
		Found found = this.application.on(from).streaming().findHandles();
		if (found != null) {
			save(found, found.content().retitled(write));
		}
	}

	private void save(Found found, Content content) {
		StreamedDocument document = found.document();
		document.setKey(this.application.key());
		document.setTitle(content.title());
		this.application.perform(Operation.Type.SAVE, content, null, () -> {
			this.application.operation().saves(found.handles());
			return this.application.template().save(document);
		});
	}

	/**
	 * Saves an item, and what that has returned once more under another title.
	 */
	void saveTwice(Content content, String write) {
		save(content);
		if (this.application.operation().result() instanceof StreamedDocument saved) {
			save(new Found(saved, content, handles(saved)), content.retitled(write));
		}
	}

	private @Nullable Found findHandles() {
		Found[] found = new Found[1];
		this.application.perform(Operation.Type.READ, null, null, () -> find().map((document) -> {
			found[0] = new Found(document, content(document), handles(document));
			return found[0].content();
		}));
		return found[0];
	}

	/**
	 * Returns what an entity holds, by what was stored, without a request.
	 */
	private Content content(StreamedDocument document) {
		Content html = contentOf(uri(document.getHtml()));
		Content image = contentOf(uri(document.getImage()));
		return new Content(document.getTitle(), (html != null) ? html.html() : null,
				(image != null) ? image.image() : null);
	}

	private @Nullable Content contentOf(@Nullable String uri) {
		return (uri == null) ? null
				: Objects
					.requireNonNull(this.application.world()
						.items()
						.commits()
						.stream()
						.filter((commit) -> Pointers.of(commit.after()).contains(uri))
						.findFirst()
						.orElseThrow()
						.operation())
					.content();
	}

	private static Set<String> handles(StreamedDocument document) {
		Set<String> uris = new HashSet<>();
		uris.add(uri(document.getHtml()));
		uris.add(uri(document.getImage()));
		uris.remove(null);
		return uris;
	}

	private static @Nullable String uri(@Nullable Object content) {
		StoredAttribute stored = null;
		if (content instanceof S3BackedValue<?> value) {
			stored = value.getStoredAttribute();
		}
		else if (content instanceof S3BackedResource resource) {
			stored = resource.getStoredAttribute();
		}
		return (stored != null) ? stored.uri() : null;
	}

	/**
	 * An entity whose contents have not been read.
	 *
	 * @param document the entity
	 * @param content what it holds
	 * @param handles where its contents are
	 */
	private record Found(StreamedDocument document, Content content, Set<String> handles) {
	}

	/**
	 * Reads a stored image.
	 */
	@FunctionalInterface
	private interface ImageReader {

		byte[] read(S3BackedResource image) throws IOException;

	}

}

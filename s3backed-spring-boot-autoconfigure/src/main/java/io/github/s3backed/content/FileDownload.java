package io.github.s3backed.content;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;

import io.github.s3backed.Compression;
import io.github.s3backed.CorruptObjectException;
import io.github.s3backed.pointer.Pointer;
import io.github.s3backed.pointer.Sha256;
import software.amazon.awssdk.core.SdkBytes;

/**
 * Downloads a content to a file. What is not finished is in a file of its own, named by
 * the write that stored the content, so that another attempt goes on with the same
 * content.
 */
final class FileDownload {

	private static final int BUFFER = 64 * 1024;

	private final StoredObject object;

	private final Pointer pointer;

	private final Path file;

	private final Path part;

	FileDownload(StoredObject object, Path file) {
		this.object = object;
		this.pointer = object.pointer();
		this.file = file;
		this.part = file.resolveSibling(file.getFileName() + "." + object.key().token() + ".part");
	}

	void run() throws IOException {
		MessageDigest digest = Sha256.newDigest();
		long done = digestPart(digest);
		try (OutputStream out = Files.newOutputStream(this.part, StandardOpenOption.CREATE,
				StandardOpenOption.APPEND)) {
			copy((done == 0) ? this.object.contents().open(this.object)
					: this.object.contents().open(this.object, done, this.pointer.size() - done), out, digest);
		}
		if (!SdkBytes.fromByteArrayUnsafe(digest.digest()).equals(this.pointer.sha256())) {
			Files.delete(this.part);
			String message = "Object " + this.object.location() + " has another SHA-256 than its pointer says";
			throw new IOException(message, new CorruptObjectException(message, null));
		}
		moveToFile();
	}

	/**
	 * Reads what an earlier attempt has left. Where it cannot be gone on from it is
	 * removed.
	 */
	private long digestPart(MessageDigest digest) throws IOException {
		long length = Files.exists(this.part) ? Files.size(this.part) : 0;
		if (length == 0) {
			return 0;
		}
		if (this.pointer.compression() != Compression.NONE || length > this.pointer.size()) {
			Files.delete(this.part);
			return 0;
		}
		try (InputStream in = Files.newInputStream(this.part)) {
			copy(in, OutputStream.nullOutputStream(), digest);
		}
		return length;
	}

	private static void copy(InputStream source, OutputStream out, MessageDigest digest) throws IOException {
		try (InputStream in = source) {
			byte[] buffer = new byte[BUFFER];
			for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
				out.write(buffer, 0, read);
				digest.update(buffer, 0, read);
			}
		}
	}

	private void moveToFile() throws IOException {
		try {
			Files.move(this.part, this.file, StandardCopyOption.ATOMIC_MOVE);
		}
		catch (AtomicMoveNotSupportedException ex) {
			Files.move(this.part, this.file, StandardCopyOption.REPLACE_EXISTING);
		}
	}

}

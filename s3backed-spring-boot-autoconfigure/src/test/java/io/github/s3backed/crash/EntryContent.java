package io.github.s3backed.crash;

import java.util.Arrays;
import java.util.Random;

import org.jspecify.annotations.Nullable;

/**
 * What a write stores, made from its key and number, so that a reader can tell whether
 * all that it read comes from one write.
 */
final class EntryContent {

	private static final int LONGEST = 20_000;

	/**
	 * So many writes in a row have the same image, which is not uploaded again.
	 */
	private static final int WRITES_WITH_ONE_IMAGE = 3;

	private EntryContent() {
	}

	static void fill(Entry entry, String id, long write) {
		entry.setId(id);
		entry.setWrite(write);
		entry.setText(text(id, write));
		entry.setImage(image(id, write));
	}

	/**
	 * Returns the write that an entry comes from.
	 */
	static long requireWhole(Entry entry) {
		String id = entry.getId();
		Long write = entry.getWrite();
		if (id == null || write == null) {
			throw new AssertionError("An entry has lost its id or write: " + id + ", " + write);
		}
		if (!text(id, write).equals(entry.getText())) {
			throw new AssertionError("The text of " + id + " is not of write " + write + " but " + entry.getText());
		}
		if (!Arrays.equals(image(id, write), entry.getImage())) {
			throw new AssertionError("The image of " + id + " is not of write " + write);
		}
		return write;
	}

	private static String text(String id, long write) {
		Random random = random(id, write);
		return id + "#" + write + "#" + "text".repeat(random.nextInt(LONGEST / 4));
	}

	/**
	 * Some writes have one S3-backed attribute only.
	 */
	private static byte @Nullable [] image(String id, long write) {
		long number = write / WRITES_WITH_ONE_IMAGE;
		if (number % 4 == 0) {
			return null;
		}
		Random random = random(id, -number);
		byte[] image = new byte[1 + random.nextInt(LONGEST)];
		random.nextBytes(image);
		return image;
	}

	private static Random random(String id, long number) {
		return new Random(31L * id.hashCode() + number);
	}

}

package io.github.s3backed.testsupport;

import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.zip.CRC32C;

import org.springframework.core.io.Resource;

/**
 * Endless bytes that are made from a seed, never kept: each is known by its position.
 * They do not shrink when they are compressed. Eight bytes at a multiple of eight are the
 * seed and the position, mixed in a way that can be undone, so that any 23 bytes in a row
 * tell where they come from.
 *
 * @param seed the seed, from 1 to {@value #MAX_SEED}
 */
public record SeededBytes(int seed) {

	/**
	 * The largest seed.
	 */
	public static final int MAX_SEED = (1 << 23) - 1;

	/**
	 * How many bytes are needed to tell where they come from.
	 */
	static final int TELLING = 23;

	private static final int BUFFER = 128 * 1024;

	/**
	 * More than 8 TB.
	 */
	private static final int POSITION_BITS = 40;

	private static final long FIRST_FACTOR = 0xbf58476d1ce4e5b9L;

	private static final long SECOND_FACTOR = 0x94d049bb133111ebL;

	private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

	public SeededBytes {
		if (seed < 1 || seed > MAX_SEED) {
			throw new IllegalArgumentException("No seed from 1 to " + MAX_SEED + ": " + seed);
		}
	}

	/**
	 * Where bytes come from.
	 *
	 * @param bytes the bytes of a seed
	 * @param position which of them is the first
	 */
	record Origin(SeededBytes bytes, long position) {

	}

	/**
	 * Find out where bytes come from.
	 * @param found the bytes
	 * @param length how many there are
	 * @return their seed and position, as far as one can tell by the first
	 * {@value #TELLING}; empty if they come from no seed
	 */
	static Optional<Origin> origin(byte[] found, int length) {
		for (int skipped = 0; skipped < Long.BYTES && length >= TELLING; skipped++) {
			long first = unmix((long) WORD.get(found, skipped));
			long second = unmix((long) WORD.get(found, skipped + Long.BYTES));
			long seed = first >>> POSITION_BITS;
			long position = (first & ((1L << POSITION_BITS) - 1)) * Long.BYTES - skipped;
			if (second == first + 1 && seed >= 1 && seed <= MAX_SEED && position >= 0) {
				return Optional.of(new Origin(new SeededBytes((int) seed), position));
			}
		}
		return Optional.empty();
	}

	/**
	 * The bytes from a position on.
	 * @param position the position of the first
	 * @param target where to put them
	 * @param offset where to begin there
	 * @param length how many
	 */
	public void fill(long position, byte[] target, int offset, int length) {
		long at = position;
		int to = offset;
		int end = offset + length;
		while (to < end && (at % Long.BYTES != 0)) {
			target[to++] = byteAt(at++);
		}
		long word = word(at);
		int lastWord = end - Long.BYTES;
		int start = to;
		for (; to <= lastWord; to += Long.BYTES) {
			WORD.set(target, to, mix(word++));
		}
		at += to - start;
		while (to < end) {
			target[to++] = byteAt(at++);
		}
	}

	/**
	 * Compare bytes with those of this seed.
	 * @param position the position that the first should have
	 * @param found the bytes
	 * @param offset where they begin there
	 * @param length how many
	 * @return the position of the first that is another; -1 if there is none
	 */
	long firstDifference(long position, byte[] found, int offset, int length) {
		int from = offset;
		int end = offset + length;
		int lastWord = end - Long.BYTES;
		while (from < end) {
			long at = position + from - offset;
			if (at % Long.BYTES == 0) {
				int start = from;
				long word = word(at);
				while (from <= lastWord && (long) WORD.get(found, from) == mix(word++)) {
					from += Long.BYTES;
				}
				at += from - start;
			}
			if (from < end && found[from++] != byteAt(at)) {
				return at;
			}
		}
		return -1;
	}

	byte byteAt(long position) {
		return (byte) (mix(word(position)) >>> (position % Long.BYTES * Byte.SIZE));
	}

	private long word(long position) {
		return ((long) this.seed << POSITION_BITS) + position / Long.BYTES;
	}

	/**
	 * The first bytes.
	 * @param length how many
	 * @return a stream of them, quick and without memory
	 */
	public InputStream stream(long length) {
		return new SeededInputStream(this, 0, length);
	}

	/**
	 * The first bytes, as often as they are read.
	 * @param length how many
	 * @return a resource that knows its length
	 */
	public Resource resource(long length) {
		return SeededResource.ofKnownLength(this, length);
	}

	/**
	 * The first bytes, once, as of something that comes over the network.
	 * @param length how many
	 * @return a resource that does not know its length
	 */
	public Resource resourceOfUnknownLength(long length) {
		return SeededResource.ofUnknownLength(this, length);
	}

	/**
	 * Compute the checksum of some of the bytes.
	 * @param position the position of the first
	 * @param length how many
	 * @return their CRC-32C
	 */
	public int crc32c(long position, long length) {
		byte[] buffer = new byte[(int) Math.min(BUFFER, length)];
		CRC32C checksum = new CRC32C();
		for (long done = 0; done < length; done += buffer.length) {
			int next = (int) Math.min(buffer.length, length - done);
			fill(position + done, buffer, 0, next);
			checksum.update(buffer, 0, next);
		}
		return (int) checksum.getValue();
	}

	/**
	 * The finalizer of SplittableRandom.
	 */
	private static long mix(long word) {
		long mixed = (word ^ (word >>> 30)) * FIRST_FACTOR;
		mixed = (mixed ^ (mixed >>> 27)) * SECOND_FACTOR;
		return mixed ^ (mixed >>> 31);
	}

	private static long unmix(long mixed) {
		long word = (mixed ^ (mixed >>> 31) ^ (mixed >>> 62)) * inverse(SECOND_FACTOR);
		word = (word ^ (word >>> 27) ^ (word >>> 54)) * inverse(FIRST_FACTOR);
		return word ^ (word >>> 30) ^ (word >>> 60);
	}

	/**
	 * Each step doubles the number of bits that are right, of which there are three at
	 * first.
	 */
	private static long inverse(long odd) {
		long inverse = odd;
		for (int bits = 3; bits < Long.SIZE; bits *= 2) {
			inverse *= 2 - odd * inverse;
		}
		return inverse;
	}

}

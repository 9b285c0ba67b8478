package io.github.s3backed.testsupport;

import java.nio.ByteBuffer;
import java.util.Base64;

/**
 * CRC-32C of what arrives in parts, in any order.
 */
final class Crc32c {

	private static final int POLYNOMIAL = 0x82F63B78;

	private Crc32c() {
	}

	/**
	 * The checksum of two contents in a row, as zlib combines them: the first is moved by
	 * as many zero bytes as the second is long.
	 */
	static int combine(int first, int second, long secondLength) {
		int[] zeros = oneZeroBit();
		int[] other = new int[Integer.SIZE];
		square(other, zeros);
		square(zeros, other);
		int checksum = first;
		for (long rest = secondLength; rest != 0; rest >>= 1) {
			square(other, zeros);
			if ((rest & 1) != 0) {
				checksum = times(other, checksum);
			}
			int[] swap = zeros;
			zeros = other;
			other = swap;
		}
		return checksum ^ second;
	}

	private static int[] oneZeroBit() {
		int[] operator = new int[Integer.SIZE];
		operator[0] = POLYNOMIAL;
		for (int bit = 1; bit < Integer.SIZE; bit++) {
			operator[bit] = 1 << (bit - 1);
		}
		return operator;
	}

	private static void square(int[] target, int[] operator) {
		for (int bit = 0; bit < Integer.SIZE; bit++) {
			target[bit] = times(operator, operator[bit]);
		}
	}

	private static int times(int[] operator, int vector) {
		int sum = 0;
		for (int bit = 0; bit < Integer.SIZE; bit++) {
			if ((vector >>> bit & 1) != 0) {
				sum ^= operator[bit];
			}
		}
		return sum;
	}

	/**
	 * A checksum as S3 writes it.
	 */
	static String format(int checksum) {
		return Base64.getEncoder().encodeToString(ByteBuffer.allocate(Integer.BYTES).putInt(checksum).array());
	}

}

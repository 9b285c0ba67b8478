package io.github.s3backed.core;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import io.github.s3backed.Compression;
import io.github.s3backed.S3Backed;
import io.github.s3backed.testsupport.AwsEnvironment;
import io.github.s3backed.testsupport.AwsTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Attributes of 100 MB, one at a time to spare the heap.
 */
@AwsTest
class HugeAttributeTests {

	private static final int SIZE = 100 * 1024 * 1024;

	private final AwsEnvironment aws;

	HugeAttributeTests(AwsEnvironment aws) {
		this.aws = aws;
	}

	@ParameterizedTest
	@EnumSource
	void bytesComeBack(Compression compression) {
		byte[] bytes = bytes();
		byte[] found = roundTrip(compression, new Huge("id", null, bytes, null)).bytes();
		assertThat(Arrays.equals(found, bytes)).isTrue();
	}

	@ParameterizedTest
	@EnumSource
	void textComesBack(Compression compression) {
		String text = line().repeat(SIZE / line().length() + 1);
		String found = roundTrip(compression, new Huge("id", text, null, null)).text();
		assertThat(text.equals(found)).isTrue();
	}

	@ParameterizedTest
	@EnumSource
	void jsonComesBack(Compression compression) {
		List<String> lines = Collections.nCopies(SIZE / line().length() + 1, line());
		List<String> found = roundTrip(compression, new Huge("id", null, null, lines)).lines();
		assertThat(lines.equals(found)).isTrue();
	}

	private Huge roundTrip(Compression compression, Huge huge) {
		try (Fixture fixture = new Fixture(this.aws, compression).withTable(Huge.class)) {
			fixture.template().insert(huge);
			return fixture.template().findByKey(Huge.class, Key.builder().partitionValue("id").build()).orElseThrow();
		}
	}

	/**
	 * Random enough not to look like a bomb, and repetitive enough to be compressed fast.
	 */
	private static byte[] bytes() {
		byte[] block = new byte[64 * 1024];
		new Random(1).nextBytes(block);
		byte[] bytes = new byte[SIZE];
		for (int from = 0; from < SIZE; from += 2 * block.length) {
			System.arraycopy(block, 0, bytes, from, block.length);
		}
		return bytes;
	}

	private static String line() {
		StringBuilder line = new StringBuilder();
		new Random(1).ints(5000, 'a', 'z').forEach((it) -> line.append((char) it));
		return line.toString();
	}

	record Huge(@DynamoDbPartitionKey String id, @S3Backed @Nullable String text, @S3Backed byte @Nullable [] bytes,
			@S3Backed @Nullable List<String> lines) {
	}

}

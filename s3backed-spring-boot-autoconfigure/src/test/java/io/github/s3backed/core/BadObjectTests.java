package io.github.s3backed.core;

import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;

import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import com.sun.management.ThreadMXBean;
import io.github.s3backed.Compression;
import io.github.s3backed.DanglingPointerException;
import io.github.s3backed.event.DanglingPointerEvent;
import io.github.s3backed.testsupport.AwsEnvironment;
import io.github.s3backed.testsupport.AwsTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Objects that something else has altered or removed: never wrong data, and never more of
 * it in memory than the pointer says.
 */
@AwsTest
class BadObjectTests {

	private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

	private final AwsEnvironment aws;

	private final BytesRead bytesRead = new BytesRead();

	private TamperedPage page;

	BadObjectTests(AwsEnvironment aws) {
		this.aws = aws;
		this.page = new TamperedPage(Fixture.builder(aws).interceptor(this.bytesRead).build().withTable(Page.class));
	}

	@AfterEach
	void close() {
		this.page.fixture().close();
	}

	@Test
	void anObjectThatWasRemovedIsADanglingPointer() {
		this.page.save("html");
		String uri = this.page.pointer().get("uri").s();
		this.page.removeObject();
		assertThatExceptionOfType(DanglingPointerException.class).isThrownBy(this.page::find)
			.withMessageContaining("'html'")
			.withMessageContaining(uri);
		assertThat(this.page.fixture().events()).singleElement()
			.isEqualTo(new DanglingPointerEvent(this.page.table(), "html", uri));
		assertThat(this.page.fixture().requests().counts()).containsEntry("GetObject", 1L);
	}

	@Test
	void anEntityWhoseObjectWasRemovedIsMendedByDeletingItAndSavingItAnew() {
		this.page.save("html");
		this.page.removeObject();
		this.page.save("html");
		assertThatExceptionOfType(DanglingPointerException.class).isThrownBy(this.page::find)
			.withMessageContaining("delete the entity by its key and save it anew");
		assertThat(this.page.delete()).isTrue();
		this.page.save("html");
		assertThat(this.page.find()).contains(Page.of(TamperedPage.URL, "html"));
	}

	@ParameterizedTest
	@EnumSource
	void anObjectThatWasAlteredIsRefused(Compression compression) {
		use(Fixture.builder(this.aws).compression(compression));
		this.page.save("html ".repeat(100));
		byte[] stored = this.page.object();
		byte[] altered = stored.clone();
		altered[altered.length / 2] ^= 1;
		this.page.overwriteObject(altered);
		this.page.assertCorrupt("'html'");
		this.page.overwriteObject(Arrays.copyOf(stored, stored.length - 1));
		this.page.assertCorrupt("'html'");
		this.page.overwriteObject(Arrays.copyOf(stored, stored.length + 1));
		this.page.assertCorrupt("'html'");
	}

	@ParameterizedTest
	@CsvSource({ "GZIP, 40", "GZIP, 200000", "ZSTD, 40", "ZSTD, 200000" })
	void anObjectThatIsNotCompressedAsItsPointerSaysIsRefusedAtOnce(Compression compression, int length) {
		this.page.save("html");
		byte[] garbage = new byte[length];
		new Random(1).nextBytes(garbage);
		this.page.overwriteObject(garbage);
		this.page.changePointer(Map.of("codec", AttributeValue.fromS(compression.name().toLowerCase()), "stored",
				AttributeValue.fromN(Integer.toString(length)), "size", AttributeValue.fromN("1000")));
		this.page.assertCorrupt("cannot be decompressed");
		assertThat(this.page.fixture().requests().counts()).containsEntry("GetObject", 1L);
	}

	@ParameterizedTest
	@EnumSource(names = { "GZIP", "ZSTD" })
	void aCompressedObjectThatEndsEarlyIsRefusedAtOnce(Compression compression) {
		use(Fixture.builder(this.aws).compression(compression));
		this.page.save(new Random(1).ints(50_000)
			.mapToObj(Integer::toString)
			.reduce(new StringBuilder(), StringBuilder::append, StringBuilder::append)
			.toString());
		byte[] stored = this.page.object();
		this.page.overwriteObject(Arrays.copyOf(stored, stored.length / 2));
		this.page.changePointer(Map.of("stored", AttributeValue.fromN(Integer.toString(stored.length / 2))));
		this.page.assertCorrupt("'html'");
		assertThat(this.page.fixture().requests().counts()).containsEntry("GetObject", 1L);
	}

	@ParameterizedTest
	@EnumSource(names = { "GZIP", "ZSTD" })
	void aDecompressionBombIsNotReadFurtherThanItsPointerSays(Compression compression) throws IOException {
		this.page.save("html");
		byte[] bomb = bomb(compression);
		this.page.overwriteObject(bomb);
		this.page.changePointer(Map.of("codec", AttributeValue.fromS(compression.name().toLowerCase()), "stored",
				AttributeValue.fromN(Integer.toString(bomb.length)), "size", AttributeValue.fromN("1000")));
		this.bytesRead.count.set(0);
		long before = THREADS.getCurrentThreadAllocatedBytes();
		this.page.assertCorrupt("more bytes than its pointer says");
		long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
		assertThat(this.bytesRead.count).hasValueLessThan(bomb.length / 2);
		assertThat(allocated).isLessThan(bomb.length);
	}

	/**
	 * Ten gigabytes of zeros: the same compressed part again and again, and then bytes
	 * that do not compress.
	 */
	private static byte[] bomb(Compression compression) throws IOException {
		ByteArrayOutputStream part = new ByteArrayOutputStream();
		try (OutputStream out = (compression == Compression.GZIP) ? new GZIPOutputStream(part)
				: new ZstdOutputStreamNoFinalizer(part)) {
			byte[] zeros = new byte[1 << 20];
			for (int i = 0; i < 8; i++) {
				out.write(zeros);
			}
		}
		ByteArrayOutputStream bomb = new ByteArrayOutputStream();
		for (int i = 0; i < 1280; i++) {
			bomb.writeBytes(part.toByteArray());
		}
		byte[] padding = new byte[4 << 20];
		new Random(1).nextBytes(padding);
		bomb.writeBytes(padding);
		return bomb.toByteArray();
	}

	private void use(Fixture.Builder builder) {
		close();
		this.page = new TamperedPage(builder.interceptor(this.bytesRead).build().withTable(Page.class));
	}

	/**
	 * Counts how much of objects is read.
	 */
	private static final class BytesRead implements ExecutionInterceptor {

		private final AtomicLong count = new AtomicLong();

		@Override
		public Optional<InputStream> modifyHttpResponseContent(Context.ModifyHttpResponse context,
				ExecutionAttributes attributes) {
			return (context.request() instanceof GetObjectRequest) ? context.responseBody().map(this::counting)
					: context.responseBody();
		}

		private InputStream counting(InputStream body) {
			return new FilterInputStream(body) {

				@Override
				public int read() throws IOException {
					int next = super.read();
					BytesRead.this.count.addAndGet((next < 0) ? 0 : 1);
					return next;
				}

				@Override
				public int read(byte[] bytes, int offset, int length) throws IOException {
					int read = super.read(bytes, offset, length);
					BytesRead.this.count.addAndGet(Math.max(0, read));
					return read;
				}

			};
		}

	}

}

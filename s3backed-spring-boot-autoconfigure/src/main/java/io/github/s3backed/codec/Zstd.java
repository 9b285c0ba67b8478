package io.github.s3backed.codec;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;

/**
 * The only class that needs zstd-jni, which is optional.
 */
final class Zstd {

	private Zstd() {
	}

	static OutputStream encoder(OutputStream out) throws IOException {
		return new ZstdOutputStreamNoFinalizer(out);
	}

	static InputStream decoder(InputStream in) throws IOException {
		return new ZstdInputStreamNoFinalizer(in);
	}

}

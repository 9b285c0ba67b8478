package io.github.s3backed.codec;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import org.jspecify.annotations.Nullable;

/**
 * The only class that needs zstd-jni, which is optional.
 */
final class Zstd {

	/**
	 * Of this level the window would be 32 MB, up to 128 MB of the highest, for which not
	 * every reader has the memory.
	 */
	private static final int FIRST_WITH_LARGE_WINDOW = 20;

	/**
	 * 8 MB, which every reader is to support.
	 *
	 * @see <a href=
	 * "https://www.rfc-editor.org/rfc/rfc8878.html#name-window-descriptor">RFC 8878</a>
	 */
	private static final int MAX_WINDOW_LOG = 23;

	private Zstd() {
	}

	static OutputStream encoder(OutputStream out, @Nullable Integer level) throws IOException {
		ZstdOutputStreamNoFinalizer encoder = new ZstdOutputStreamNoFinalizer(out);
		if (level != null) {
			encoder.setLevel(level);
		}
		if (level != null && level >= FIRST_WITH_LARGE_WINDOW) {
			encoder.setWindowLog(MAX_WINDOW_LOG);
		}
		return encoder;
	}

	static InputStream decoder(InputStream in) throws IOException {
		return new ZstdInputStreamNoFinalizer(in);
	}

}

package io.github.s3backed.codec;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;

import org.jspecify.annotations.Nullable;

/**
 * A gzip stream that has a level.
 */
final class Gzip extends GZIPOutputStream {

	Gzip(OutputStream out, int buffer, @Nullable Integer level) throws IOException {
		super(out, buffer, true);
		if (level != null) {
			this.def.setLevel(level);
		}
	}

}

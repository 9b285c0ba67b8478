package com.example.crawler.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;

import org.jspecify.annotations.Nullable;

/**
 * How a body was encoded on its way. None is asked for, but servers use them all the
 * same.
 */
enum ContentCoding {

	IDENTITY {

		@Override
		InputStream decode(InputStream body) {
			return body;
		}

	},

	GZIP {

		@Override
		InputStream decode(InputStream body) throws IOException {
			return new GZIPInputStream(body);
		}

	},

	DEFLATE {

		@Override
		InputStream decode(InputStream body) {
			return new InflaterInputStream(body);
		}

	};

	/**
	 * Returns the coding of a body.
	 * @param header the {@code Content-Encoding}, or {@code null}
	 * @return the coding
	 * @throws IOException if it is one that cannot be decoded
	 */
	static ContentCoding of(@Nullable String header) throws IOException {
		String name = (header != null) ? header.strip().toLowerCase(Locale.ROOT) : "";
		return switch (name) {
			case "", "identity" -> IDENTITY;
			case "gzip", "x-gzip" -> GZIP;
			case "deflate" -> DEFLATE;
			default -> throw new IOException("encoded as '" + header + "', which was not asked for");
		};
	}

	abstract InputStream decode(InputStream body) throws IOException;

}

package io.github.s3backed.store;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * Reads when a service answered, by its own clock, from the header {@code Date}.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#name-date">RFC 9110</a>
 */
final class ServiceDate {

	private ServiceDate() {
	}

	static @Nullable Instant of(SdkResponse response) {
		return of(response.sdkHttpResponse());
	}

	static @Nullable Instant of(@Nullable SdkHttpResponse response) {
		return (response != null) ? response.firstMatchingHeader("Date").map(ServiceDate::parse).orElse(null) : null;
	}

	private static @Nullable Instant parse(String date) {
		try {
			return DateTimeFormatter.RFC_1123_DATE_TIME.parse(date, Instant::from);
		}
		catch (DateTimeParseException ex) {
			return null;
		}
	}

}

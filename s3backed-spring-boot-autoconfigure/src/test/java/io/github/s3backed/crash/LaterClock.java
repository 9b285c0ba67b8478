package io.github.s3backed.crash;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * Makes S3's clock, as its replies tell it, be far ahead of the time at which objects
 * were stored: all of them are old.
 */
final class LaterClock implements ExecutionInterceptor {

	private static final Duration AHEAD = Duration.ofDays(2);

	private static final String DATE = "Date";

	@Override
	public SdkHttpResponse modifyHttpResponse(Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
		Instant date = context.httpResponse()
			.firstMatchingHeader(DATE)
			.map((it) -> DateTimeFormatter.RFC_1123_DATE_TIME.parse(it, Instant::from))
			.orElseGet(Instant::now);
		return context.httpResponse()
			.toBuilder()
			.putHeader(DATE, DateTimeFormatter.RFC_1123_DATE_TIME.format(date.plus(AHEAD).atOffset(ZoneOffset.UTC)))
			.build();
	}

}

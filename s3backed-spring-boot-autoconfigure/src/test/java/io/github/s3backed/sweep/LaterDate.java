package io.github.s3backed.sweep;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * Lets S3 answer as if time had gone on, so that objects are old.
 */
final class LaterDate implements ExecutionInterceptor {

	private volatile Duration later = Duration.ZERO;

	void goOn(Duration duration) {
		this.later = this.later.plus(duration);
	}

	@Override
	public SdkHttpResponse modifyHttpResponse(Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
		String date = DateTimeFormatter.RFC_1123_DATE_TIME
			.format(Instant.now().plus(this.later).atOffset(ZoneOffset.UTC));
		return context.httpResponse().toBuilder().putHeader("Date", date).build();
	}

}

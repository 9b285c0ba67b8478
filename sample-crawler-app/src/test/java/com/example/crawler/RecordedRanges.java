package com.example.crawler;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;

/**
 * Records which ranges of objects the application asks S3 for.
 */
public final class RecordedRanges implements ExecutionInterceptor {

	private final List<String> headers = new CopyOnWriteArrayList<>();

	/**
	 * The ranges.
	 * @return one for each object that was asked for, empty where it was all of it
	 */
	public List<String> headers() {
		return List.copyOf(this.headers);
	}

	public void clear() {
		this.headers.clear();
	}

	@Override
	public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
		if (context.request() instanceof GetObjectRequest) {
			this.headers.add(context.httpRequest().firstMatchingHeader("Range").orElse(""));
		}
	}

}

package com.example.crawler.web;

import java.time.Duration;
import java.util.Optional;

import com.example.crawler.crawl.MemoryBudget;
import com.example.crawler.crawl.MemoryBudget.Share;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Has a share of the memory from before a request is handled until it is answered.
 */
class MemoryInterceptor implements HandlerInterceptor {

	private static final String SHARE = MemoryInterceptor.class.getName();

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private final MemoryBudget budget;

	private final long needed;

	MemoryInterceptor(MemoryBudget budget, long needed) {
		this.budget = budget;
		this.needed = needed;
	}

	@Override
	public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
			throws InterruptedException {
		Optional<Share> share = this.budget.take(this.needed, PATIENCE);
		request.setAttribute(SHARE, share.orElseThrow(() -> new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE,
				"Other pages fill the memory. Try again in a while.")));
		return true;
	}

	@Override
	public void afterCompletion(HttpServletRequest request, HttpServletResponse response, Object handler,
			@Nullable Exception ex) {
		if (request.getAttribute(SHARE) instanceof Share share) {
			share.close();
		}
	}

}

package com.example.crawler.web;

import java.io.IOException;
import java.net.URI;
import java.util.Set;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses requests for other hosts and forms that another site sends from a visitor's
 * browser, and tells browsers to guess no content types and run no scripts but those of
 * the application.
 * <p>
 * A browser says where a request comes from ({@code Sec-Fetch-Site}, and {@code Origin}
 * where it is an old one), and no page can make it lie. What says neither is no browser.
 * This is enough for an application without logins; with Spring Security, use that.
 */
@Component
class BrowserDefenceFilter extends OncePerRequestFilter {

	static final String CONTENT_SECURITY_POLICY = "Content-Security-Policy";

	private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD", "OPTIONS");

	private static final Set<String> OWN_SITE = Set.of("same-origin", "none");

	private final AllowedHosts hosts;

	BrowserDefenceFilter(AllowedHosts hosts) {
		this.hosts = hosts;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		defend(response);
		if (!this.hosts.include(request.getHeader(HttpHeaders.HOST))) {
			response.sendError(HttpStatus.MISDIRECTED_REQUEST.value(),
					"This is not served under that name; 'crawler.allowed-hosts' can allow it");
		}
		else if (SAFE_METHODS.contains(request.getMethod()) || isFromOwnSite(request)) {
			chain.doFilter(request, response);
		}
		else {
			response.sendError(HttpServletResponse.SC_FORBIDDEN, "Forms of other sites are not accepted");
		}
	}

	static void defend(HttpServletResponse response) {
		response.setHeader("X-Content-Type-Options", "nosniff");
		response.setHeader(CONTENT_SECURITY_POLICY, "default-src 'self'; frame-ancestors 'none'");
	}

	private static boolean isFromOwnSite(HttpServletRequest request) {
		String site = request.getHeader("Sec-Fetch-Site");
		if (site != null) {
			return OWN_SITE.contains(site);
		}
		String origin = request.getHeader(HttpHeaders.ORIGIN);
		return origin == null || authorityOf(origin).equals(request.getHeader(HttpHeaders.HOST));
	}

	private static String authorityOf(String origin) {
		try {
			@Nullable String authority = URI.create(origin).getAuthority();
			return (authority != null) ? authority : "";
		}
		catch (IllegalArgumentException ex) {
			return "";
		}
	}

}

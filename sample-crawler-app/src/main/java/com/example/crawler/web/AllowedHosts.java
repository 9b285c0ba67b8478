package com.example.crawler.web;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.example.crawler.CrawlerProperties;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;
import org.springframework.util.Assert;

/**
 * The names under which the application may be addressed.
 * <p>
 * A page of another site can have its own name lead to this machine (DNS rebinding), and
 * is then of one origin with the application for the browser: the name is all that gives
 * it away.
 */
@Component
class AllowedHosts {

	private static final Pattern HOST = Pattern.compile("(\\[[0-9a-f:.]+]|[^:\\[\\]]+)(:\\d*)?",
			Pattern.CASE_INSENSITIVE);

	private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]");

	private final List<String> names;

	AllowedHosts(CrawlerProperties properties) {
		this.names = properties.allowedHosts().stream().map((name) -> name.strip().toLowerCase(Locale.ROOT)).toList();
		this.names.forEach((name) -> Assert.isTrue(name.equals(nameOf(name)),
				() -> "'crawler.allowed-hosts' takes names without a port, but has '" + name + "'"));
	}

	/**
	 * Tells whether a request is for this application.
	 * @param header the {@code Host} as it was sent, or {@code null}: a browser sends it
	 * @return whether it may be answered
	 */
	boolean include(@Nullable String header) {
		if (header == null) {
			return true;
		}
		String name = nameOf(header);
		return LOOPBACK.matcher(name).matches() || this.names.contains(name);
	}

	private static String nameOf(String host) {
		Matcher matcher = HOST.matcher(host.strip());
		return matcher.matches() ? matcher.group(1).toLowerCase(Locale.ROOT) : "";
	}

}

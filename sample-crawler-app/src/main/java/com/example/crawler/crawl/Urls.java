package com.example.crawler.crawl;

import java.net.IDN;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.example.crawler.page.Page;
import org.jsoup.internal.StringUtil;
import org.jspecify.annotations.Nullable;

/**
 * Brings URLs into the one form under which a page is requested and stored. That goes no
 * further than RFC 3986 goes, for a server may tell all else apart.
 */
final class Urls {

	// No user name: in a link it serves to mislead, or is a secret.
	private static final Pattern URL = Pattern.compile(
			"(https?)://([^/?#@:\\[\\]]+|\\[[0-9a-f:.]+])(?::(\\d{0,5}))?([/?][^#]*)?(?:#.*)?",
			Pattern.DOTALL | Pattern.CASE_INSENSITIVE);

	private static final Pattern TO_ENCODE = Pattern.compile("%(?![0-9A-Fa-f]{2})|[^A-Za-z0-9\\-._~!$&'()*+,;=:@/?%]+");

	private Urls() {
	}

	/**
	 * Returns the normal form of an absolute URL: without fragment, default port and dot
	 * segments, and with characters encoded that links often have and URLs must not.
	 * @param url the URL
	 * @return the normal form, or empty if it is not a URL that can be crawled
	 */
	static Optional<URI> normalize(String url) {
		Matcher matcher = URL.matcher(url.strip());
		if (!matcher.matches()) {
			return Optional.empty();
		}
		String scheme = matcher.group(1).toLowerCase(Locale.ROOT);
		try {
			String host = IDN.toASCII(matcher.group(2)).toLowerCase(Locale.ROOT);
			URI uri = URI.create(scheme + "://" + host + port(scheme, matcher.group(3)) + path(matcher.group(4)));
			uri = uri.getRawPath().contains("/.") ? uri.normalize() : uri;
			return Optional.of(uri).filter(Urls::canBeCrawled);
		}
		catch (IllegalArgumentException ex) {
			return Optional.empty();
		}
	}

	private static String port(String scheme, @Nullable String port) {
		String defaultPort = scheme.equals("https") ? "443" : "80";
		return (port == null || port.isEmpty() || port.equals(defaultPort)) ? "" : ":" + port;
	}

	private static String path(@Nullable String pathAndQuery) {
		String path = (pathAndQuery != null) ? TO_ENCODE.matcher(pathAndQuery).replaceAll(Urls::encode) : "";
		return path.startsWith("/") ? path : "/" + path;
	}

	private static String encode(MatchResult characters) {
		StringBuilder encoded = new StringBuilder();
		for (byte octet : characters.group().getBytes(StandardCharsets.UTF_8)) {
			encoded.append("%%%02X".formatted(octet));
		}
		return encoded.toString();
	}

	private static boolean canBeCrawled(URI url) {
		return url.getHost() != null && url.getPort() != 0 && url.getPort() <= 65_535
				&& Page.isUrlLength(url.toString());
	}

	/**
	 * Returns where a link or a redirect leads.
	 * @param base the URL of the page that it was found on
	 * @param reference the link, absolute or relative
	 * @return the normal form, or empty if it is not a URL that can be crawled
	 */
	static Optional<URI> resolve(URI base, String reference) {
		return normalize(StringUtil.resolve(base.toString(), reference));
	}

	/**
	 * Returns the site of a URL: its host, and its port unless that is a default one, so
	 * that a site keeps its name when it moves from http to https.
	 * @param url the URL
	 * @return the site
	 */
	static String siteOf(URI url) {
		return (url.getPort() < 0) ? url.getHost() : url.getHost() + ":" + url.getPort();
	}

}

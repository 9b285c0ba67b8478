package com.example.crawler.fetch;

import java.util.Locale;
import java.util.function.Predicate;

/**
 * The kind of content that a request is made for. A body of another kind is not read.
 */
public enum MediaKind {

	HTML("text/html,application/xhtml+xml", (type) -> type.matches("(text/html|application/xhtml\\+xml)([; ].*)?")),

	IMAGE("image/*", (type) -> type.startsWith("image/")),

	ANY("*/*", (type) -> true);

	private final String accept;

	private final Predicate<String> test;

	MediaKind(String accept, Predicate<String> test) {
		this.accept = accept;
		this.test = test;
	}

	String accept() {
		return this.accept;
	}

	boolean includes(String contentType) {
		return this.test.test(contentType.strip().toLowerCase(Locale.ROOT));
	}

}

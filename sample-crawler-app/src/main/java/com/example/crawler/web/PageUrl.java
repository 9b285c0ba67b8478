package com.example.crawler.web;

import com.example.crawler.page.Page;

import org.springframework.util.Assert;

/**
 * A request parameter that can be the key of a {@link Page}.
 *
 * @param value the URL
 */
record PageUrl(String value) {

	PageUrl {
		Assert.hasText(value, "The URL of a page must not be empty");
		Assert.isTrue(Page.isUrlLength(value), "The URL of a page is too long");
	}

	public static PageUrl of(String value) {
		return new PageUrl(value);
	}

}

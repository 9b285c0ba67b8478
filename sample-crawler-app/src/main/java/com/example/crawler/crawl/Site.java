package com.example.crawler.crawl;

import java.io.IOException;
import java.net.URI;

import com.example.crawler.fetch.Fetcher;
import com.example.crawler.fetch.Request;
import com.example.crawler.fetch.Response;
import crawlercommons.robots.BaseRobotRules;

/**
 * The site of a crawl, with its rules kept: what robots.txt allows, and how fast.
 */
final class Site {

	private final String name;

	private final BaseRobotRules rules;

	private final Pacer pacer;

	private final Fetcher fetcher;

	Site(String name, BaseRobotRules rules, Pacer pacer, Fetcher fetcher) {
		this.name = name;
		this.rules = rules;
		this.pacer = pacer;
		this.fetcher = fetcher;
	}

	String name() {
		return this.name;
	}

	boolean contains(URI url) {
		return this.name.equals(Urls.siteOf(url));
	}

	boolean allows(URI url) {
		return this.rules.isAllowed(url.toString());
	}

	Response fetch(Request request) throws IOException, InterruptedException {
		this.pacer.awaitTurn();
		return this.fetcher.fetch(request);
	}

}

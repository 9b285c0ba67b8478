package io.github.s3backed.store;

import java.util.Collections;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/**
 * The items of the pages of a {@code Scan}, one after the other. With
 * {@link Stream#flatMap} instead, the iterator of a stream would take a whole page at
 * once, and with it all that is made of its items further down.
 */
final class ScannedItems implements Iterator<Map<String, AttributeValue>> {

	private final Iterator<ScanResponse> pages;

	private Iterator<Map<String, AttributeValue>> page = Collections.emptyIterator();

	private ScannedItems(Iterator<ScanResponse> pages) {
		this.pages = pages;
	}

	static Stream<Map<String, AttributeValue>> of(Stream<ScanResponse> pages) {
		return StreamSupport.stream(
				Spliterators.spliteratorUnknownSize(new ScannedItems(pages.iterator()), Spliterator.NONNULL), false);
	}

	@Override
	public boolean hasNext() {
		while (!this.page.hasNext() && this.pages.hasNext()) {
			this.page = this.pages.next().items().iterator();
		}
		return this.page.hasNext();
	}

	@Override
	public Map<String, AttributeValue> next() {
		if (!hasNext()) {
			throw new NoSuchElementException();
		}
		return this.page.next();
	}

}

package io.github.s3backed.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.github.s3backed.S3BackedOperations;
import io.github.s3backed.WriteOutcomeUnknownException;
import io.github.s3backed.WriteResolution;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.Key;

import org.springframework.data.domain.Limit;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Window;
import org.springframework.stereotype.Service;

@Service
class PageService {

	private static final Log logger = LogFactory.getLog(PageService.class);

	private final PageRepository pages;

	private final S3BackedOperations operations;

	PageService(PageRepository pages, S3BackedOperations operations) {
		this.pages = pages;
		this.operations = operations;
	}

	void keep(Page page) {
		this.pages.save(page); // uploads what changed, then commits
	}

	Optional<Page> find(String url) {
		return this.pages.findById(url);
	}

	Window<Page> list(@Nullable String after) {
		ScrollPosition position = (after != null) ? ScrollPosition.forward(Map.of("url", after))
				: ScrollPosition.keyset();
		return this.pages.findAll(position, Limit.of(50));
	}

	List<Key> export(Consumer<Page> target) {
		List<Key> unreadable = new ArrayList<>();
		try (Stream<Page> pages = this.operations.findAll(Page.class, (item) -> {
			logger.error("Left out of the export: " + item.key(), item.cause());
			unreadable.add(item.key());
		})) {
			pages.forEach(target);
		}
		return unreadable;
	}

	boolean keepForCertain(Page page) {
		try {
			this.pages.save(page);
			return true;
		}
		catch (WriteOutcomeUnknownException ex) {
			return this.operations.resolve(Page.class, this.operations.keyOf(page),
					ex.getToken()) == WriteResolution.APPLIED;
		}
	}

}

package io.github.s3backed.docs;

import java.util.Optional;

import io.github.s3backed.S3BackedOperations;
import io.github.s3backed.WriteOutcomeUnknownException;
import io.github.s3backed.WriteResolution;

import org.springframework.stereotype.Service;

@Service
class PageService {

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

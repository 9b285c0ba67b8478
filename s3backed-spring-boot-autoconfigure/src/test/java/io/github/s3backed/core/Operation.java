package io.github.s3backed.core;

import java.util.EnumSet;
import java.util.Set;

import io.github.s3backed.S3BackedOperations;
import software.amazon.awssdk.enhanced.dynamodb.Key;

/**
 * The ways to write and delete one page.
 */
enum Operation {

	SAVE_NEW {
		@Override
		void run(S3BackedOperations operations) {
			operations.save(after());
		}
	},

	SAVE_CHANGED {
		@Override
		void run(S3BackedOperations operations) {
			operations.save(after());
		}
	},

	SAVE_UNCHANGED {
		@Override
		void run(S3BackedOperations operations) {
			operations.save(before());
		}
	},

	INSERT {
		@Override
		void run(S3BackedOperations operations) {
			operations.insert(after());
		}
	},

	UPDATE {
		@Override
		void run(S3BackedOperations operations) {
			operations.update(after());
		}
	},

	DELETE {
		@Override
		void run(S3BackedOperations operations) {
			operations.delete(before());
		}
	},

	DELETE_BY_KEY {
		@Override
		void run(S3BackedOperations operations) {
			operations.deleteByKey(Page.class, key());
		}
	};

	static final Set<Operation> CREATING = EnumSet.of(SAVE_NEW, INSERT);

	static final Set<Operation> DELETING = EnumSet.of(DELETE, DELETE_BY_KEY);

	static final Set<Operation> REPLACING = EnumSet.of(SAVE_CHANGED, SAVE_UNCHANGED, UPDATE);

	static final Set<Operation> WRITING = EnumSet.complementOf(EnumSet.copyOf(DELETING));

	static final Set<Operation> READING_FIRST = EnumSet.complementOf(EnumSet.of(INSERT));

	static final Set<Operation> UPLOADING = EnumSet.of(SAVE_NEW, SAVE_CHANGED, INSERT, UPDATE);

	/**
	 * Stores what the operation expects to find.
	 */
	void prepare(S3BackedOperations operations) {
		if (!CREATING.contains(this)) {
			operations.insert(before());
		}
	}

	abstract void run(S3BackedOperations operations);

	/**
	 * The request that commits the operation.
	 */
	String commit() {
		return DELETING.contains(this) ? "DeleteItem" : "PutItem";
	}

	static Page before() {
		return page("before");
	}

	static Page after() {
		return page("after");
	}

	/**
	 * A page with two S3-backed attributes.
	 */
	static Page page(String content) {
		Page page = Page.of("https://example.com/", content + " html");
		page.setCoverImage((content + " image").getBytes());
		return page;
	}

	static Key key() {
		return Key.builder().partitionValue("https://example.com/").build();
	}

}

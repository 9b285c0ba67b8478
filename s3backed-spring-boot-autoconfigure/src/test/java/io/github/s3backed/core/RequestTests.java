package io.github.s3backed.core;

import java.util.Map;

import io.github.s3backed.testsupport.AwsEnvironment;
import io.github.s3backed.testsupport.AwsTest;
import io.github.s3backed.testsupport.RequestCounter.Transmission;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.enhanced.dynamodb.Key;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What operations send to AWS, and that they send no more.
 */
@AwsTest
class RequestTests {

	private final Fixture fixture;

	RequestTests(AwsEnvironment aws) {
		this.fixture = new Fixture(aws).withTable(Page.class);
	}

	@BeforeEach
	void forgetSetUp() {
		this.fixture.requests().clear();
	}

	@AfterEach
	void close() {
		this.fixture.close();
	}

	@Test
	void saveUploadsEachAttributeOnceInParallelAndCommitsOnce() {
		this.fixture.requests().meet("PutObject", 2);
		this.fixture.template().save(page("html", "image"));
		assertSent(Map.of("GetItem", 1L, "PutObject", 2L, "PutItem", 1L));
		Transmission first = this.fixture.requests().transmissions("PutObject").get(0);
		assertThat(first.overlaps(this.fixture.requests().transmissions("PutObject").get(1))).isTrue();
	}

	@Test
	void insertDoesNotReadFirst() {
		this.fixture.template().insert(page("html", "image"));
		assertSent(Map.of("PutObject", 2L, "PutItem", 1L));
	}

	@Test
	void saveOfUnchangedAttributesUploadsNothingAndRemovesNothing() {
		this.fixture.template().save(page("html", "image"));
		this.fixture.requests().clear();
		this.fixture.template().save(page("html", "image"));
		assertSent(Map.of("GetItem", 1L, "PutItem", 1L));
	}

	@Test
	void updateUploadsWhatChangedAndRemovesWhatItReplaced() {
		this.fixture.template().save(page("html", "image"));
		this.fixture.requests().clear();
		this.fixture.template().update(page("changed", "image"));
		assertSent(Map.of("GetItem", 1L, "PutObject", 1L, "PutItem", 1L, "DeleteObjects", 1L));
		assertThat(this.fixture.aws().objectSizes()).hasSize(2);
	}

	@Test
	void findReadsTheItemAndEachObjectOnceInParallel() {
		this.fixture.template().save(page("html", "image"));
		this.fixture.requests().clear();
		this.fixture.requests().meet("GetObject", 2);
		assertThat(this.fixture.template().findByKey(Page.class, key())).contains(page("html", "image"));
		assertSent(Map.of("GetItem", 1L, "GetObject", 2L));
	}

	@Test
	void deleteRemovesTheItemAndThenAllObjectsAtOnce() {
		this.fixture.template().save(page("html", "image"));
		this.fixture.requests().clear();
		assertThat(this.fixture.template().deleteByKey(Page.class, key())).isTrue();
		assertSent(Map.of("GetItem", 1L, "DeleteItem", 1L, "DeleteObjects", 1L));
		assertThat(this.fixture.aws().objectSizes()).isEmpty();
		assertThat(this.fixture.items(Page.class)).isEmpty();
	}

	@Test
	void existsReadsNoObject() {
		this.fixture.template().save(page("html", "image"));
		this.fixture.requests().clear();
		assertThat(this.fixture.template().existsByKey(Page.class, key())).isTrue();
		assertSent(Map.of("GetItem", 1L));
	}

	private void assertSent(Map<String, Long> counts) {
		assertThat(this.fixture.requests().counts()).containsExactlyInAnyOrderEntriesOf(counts);
	}

	private static Page page(String html, String image) {
		Page page = Page.of("https://example.com/", html);
		page.setCoverImage(image.getBytes());
		return page;
	}

	private static Key key() {
		return Key.builder().partitionValue("https://example.com/").build();
	}

}

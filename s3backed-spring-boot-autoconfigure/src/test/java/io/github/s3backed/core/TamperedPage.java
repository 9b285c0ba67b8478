package io.github.s3backed.core;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import io.github.s3backed.CorruptObjectException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.model.AttributeAction;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.AttributeValueUpdate;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * One page with an S3-backed attribute, {@code html}, and the ways to alter what is
 * stored of it behind the library's back.
 *
 * @param fixture the template that stores the page
 */
record TamperedPage(Fixture fixture) {

	static final String URL = "https://example.com/";

	void save(String html) {
		this.fixture.template().save(Page.of(URL, html));
	}

	Optional<Page> find() {
		return this.fixture.template().findByKey(Page.class, Operation.key());
	}

	boolean delete() {
		return this.fixture.template().deleteByKey(Page.class, Operation.key());
	}

	Map<String, AttributeValue> item(String url) {
		return this.fixture.aws()
			.dynamoDb()
			.getItem((it) -> it.tableName(table()).key(Map.of("url", AttributeValue.fromS(url))).consistentRead(true))
			.item();
	}

	Map<String, AttributeValue> pointer() {
		return item(URL).get("html").m();
	}

	String objectKey() {
		return pointer().get("uri").s().substring("s3://".length() + this.fixture.aws().bucket().length() + 1);
	}

	byte[] object() {
		return this.fixture.aws().object(objectKey());
	}

	void removeObject() {
		this.fixture.aws().s3().deleteObject((it) -> it.bucket(this.fixture.aws().bucket()).key(objectKey()));
	}

	void overwriteObject(byte[] content) {
		this.fixture.aws()
			.s3()
			.putObject((it) -> it.bucket(this.fixture.aws().bucket()).key(objectKey()), RequestBody.fromBytes(content));
	}

	/**
	 * Changes fields of the stored pointer.
	 */
	void changePointer(Map<String, AttributeValue> fields) {
		Map<String, AttributeValue> pointer = new HashMap<>(pointer());
		pointer.putAll(fields);
		change("html", AttributeValue.fromM(pointer));
	}

	/**
	 * Changes an attribute of the stored item, and forgets the requests so far.
	 */
	void change(String attribute, AttributeValue value) {
		this.fixture.aws()
			.dynamoDb()
			.updateItem((it) -> it.tableName(table())
				.key(Map.of("url", AttributeValue.fromS(URL)))
				.attributeUpdates(Map.of(attribute,
						AttributeValueUpdate.builder().action(AttributeAction.PUT).value(value).build())));
		this.fixture.requests().clear();
	}

	String table() {
		return this.fixture.table(Page.class);
	}

	void assertCorrupt(String mentioned) {
		assertThatExceptionOfType(CorruptObjectException.class).isThrownBy(this::find).withMessageContaining(mentioned);
	}

}

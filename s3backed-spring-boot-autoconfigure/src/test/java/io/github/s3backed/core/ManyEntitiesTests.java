package io.github.s3backed.core;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.s3backed.S3Backed;
import io.github.s3backed.testsupport.AwsEnvironment;
import io.github.s3backed.testsupport.AwsTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbSortKey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Operations on more than one entity, and those that read no object.
 */
@AwsTest
class ManyEntitiesTests {

	private static final int COUNT = 5;

	private final Fixture fixture;

	private List<Line> lines = List.of();

	ManyEntitiesTests(AwsEnvironment aws) {
		this.fixture = new Fixture(aws).withTable(Line.class);
	}

	@BeforeEach
	void insertSome() {
		insert(COUNT);
	}

	private void insert(int count) {
		this.lines = IntStream.range(0, count)
			.mapToObj((number) -> new Line("line", number, "text " + number))
			.toList();
		this.lines.forEach(this.fixture.template()::save);
		this.fixture.requests().clear();
	}

	@AfterEach
	void close() {
		this.fixture.close();
	}

	@Test
	void moreKeysThanABatchHoldsAreFoundEachOnceAndThoseThatAreNotThereAreLeftOut() {
		insert(101);
		List<Key> keys = new ArrayList<>();
		this.lines.forEach((line) -> keys.add(key(line.number())));
		this.lines.forEach((line) -> keys.add(key(line.number())));
		keys.add(key(101));
		assertThat(this.fixture.template().findAllByKey(Line.class, keys))
			.containsExactlyInAnyOrderElementsOf(this.lines);
		assertThat(this.fixture.requests().counts()).containsEntry("BatchGetItem", 2L)
			.containsEntry("GetObject", 101L)
			.containsOnlyKeys("BatchGetItem", "GetObject");
	}

	@Test
	void noKeysFindNothingAndSendNothing() {
		assertThat(this.fixture.template().findAllByKey(Line.class, List.of())).isEmpty();
		assertThat(this.fixture.requests().counts()).isEmpty();
	}

	@Test
	void allAreFoundAndEachIsLoadedWhenTheStreamComesToIt() {
		try (Stream<Line> all = this.fixture.template().findAll(Line.class)) {
			assertThat(all.limit(3)).hasSize(3).isSubsetOf(this.lines);
		}
		assertThat(this.fixture.requests().counts()).containsEntry("GetObject", 3L);
		assertThat(this.fixture.template().findAll(Line.class)).containsExactlyInAnyOrderElementsOf(this.lines);
	}

	@Test
	void anIteratorLoadsNoMoreThanItGives() {
		try (Stream<Line> all = this.fixture.template().findAll(Line.class)) {
			Iterator<Line> lines = all.iterator();
			assertThat(lines.next()).isIn(this.lines);
			assertThat(this.fixture.requests().counts()).containsEntry("GetObject", 1L);
			assertThat(lines).toIterable().hasSize(COUNT - 1);
		}
	}

	@Test
	void manyAreSavedInTheOrderGiven() {
		List<Line> changed = this.lines.stream().map((it) -> new Line("line", it.number(), "new")).toList();
		assertThat(this.fixture.template().saveAll(changed)).containsExactlyElementsOf(changed);
		assertThat(this.fixture.template().findAll(Line.class)).containsExactlyInAnyOrderElementsOf(changed);
	}

	@Test
	void countReadsNoObject() {
		assertThat(this.fixture.template().count(Line.class)).isEqualTo(COUNT);
		assertThat(this.fixture.requests().counts()).containsOnlyKeys("Scan");
	}

	@Test
	void deleteAllLeavesNeitherItemNorObject() {
		this.fixture.template().deleteAll(Line.class);
		assertThat(this.fixture.items(Line.class)).isEmpty();
		assertThat(this.fixture.aws().objectSizes()).isEmpty();
		assertThat(this.fixture.template().count(Line.class)).isZero();
	}

	@Test
	void existenceIsToldWithoutReadingAnObject() {
		assertThat(this.fixture.template().existsByKey(Line.class, key(0))).isTrue();
		assertThat(this.fixture.template().existsByKey(Line.class, key(COUNT))).isFalse();
		assertThat(this.fixture.requests().counts()).containsOnlyKeys("GetItem");
	}

	@Test
	void storedAttributesAreToldWithoutReadingAnObject() {
		assertThat(this.fixture.template().findStoredAttributes(Line.class, key(0))).hasSize(1);
		assertThat(this.fixture.template().findStoredAttributes(Line.class, key(COUNT))).isEmpty();
		assertThat(this.fixture.requests().counts()).containsOnlyKeys("GetItem");
	}

	@Test
	void whatIsNotThereIsNotFoundAndNotDeleted() {
		assertThat(this.fixture.template().findByKey(Line.class, key(COUNT))).isEmpty();
		assertThat(this.fixture.template().deleteByKey(Line.class, key(COUNT))).isFalse();
		this.fixture.template().delete(new Line("line", COUNT, "text"));
		assertThat(this.fixture.requests().counts()).containsOnlyKeys("GetItem");
	}

	@Test
	void keyOfEntityAndOfValuesAreTheSame() {
		S3BackedTemplate template = this.fixture.template();
		assertThat(template.keyOf(this.lines.get(4))).isEqualTo(key(4));
		assertThat(template.keyOf(Line.class, "line", 4)).isEqualTo(key(4));
		assertThat(template.keyOf(Line.class, (Object) key(4))).isEqualTo(key(4));
	}

	@Test
	void keyThatDoesNotFitIsRefused() {
		S3BackedTemplate template = this.fixture.template();
		assertThatIllegalArgumentException().isThrownBy(() -> template.keyOf(Line.class, "line"))
			.withMessageContaining("has a sort key");
		assertThatIllegalArgumentException().isThrownBy(() -> template.keyOf(Line.class, "line", "5"))
			.withMessageContaining("'number'")
			.withMessageContaining("java.lang.Integer");
		assertThatIllegalArgumentException().isThrownBy(() -> template.keyOf(Line.class, 5, 5))
			.withMessageContaining("'id'");
	}

	private static Key key(int number) {
		return Key.builder().partitionValue("line").sortValue(number).build();
	}

	record Line(@DynamoDbPartitionKey String id, @DynamoDbSortKey Integer number, @S3Backed String text) {
	}

}

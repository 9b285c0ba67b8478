package io.github.s3backed.sweep;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

import io.github.s3backed.Compression;
import io.github.s3backed.CorruptObjectException;
import io.github.s3backed.Place;
import io.github.s3backed.pointer.ItemId;
import io.github.s3backed.pointer.ObjectKey;
import io.github.s3backed.pointer.ObjectKeyFormat;
import io.github.s3backed.pointer.ObjectLocation;
import io.github.s3backed.pointer.Pointer;
import io.github.s3backed.pointer.PrimaryKey;
import io.github.s3backed.pointer.Sha256;
import io.github.s3backed.pointer.StoredItem;
import io.github.s3backed.pointer.TableKey;
import io.github.s3backed.pointer.Token;
import io.github.s3backed.pointer.WriteRecord;
import io.github.s3backed.store.ObjectInventory.ListedObject;
import io.github.s3backed.sweep.Candidate.Later;
import io.github.s3backed.sweep.Judge.Verdict;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Objects of one attribute of one item, each named by the day on which it was written,
 * that are judged on the thirtieth day with a grace period of one day and a retention of
 * ten.
 */
class JudgeTests {

	private static final Instant DAY_0 = Instant.parse("2026-01-01T00:00:00Z");

	private static final Instant NOW = day(30);

	private static final PrimaryKey OWNER = new PrimaryKey(AttributeValue.fromS("doc"), null);

	private final ObjectKeyFormat format = new ObjectKeyFormat("pages/");

	private static Instant day(double day) {
		return DAY_0.plusSeconds((long) (day * 24 * 3600));
	}

	private static Token token(double day) {
		return new Token(new UUID(day(day).toEpochMilli() << 16, 0));
	}

	private String key(double day) {
		return this.format.format("docs", OWNER, "html", token(day), null);
	}

	/**
	 * An item that points to the object of one day and was written on others, the latest
	 * first.
	 */
	private Map<String, AttributeValue> item(double pointer, double... writes) {
		Map<String, AttributeValue> item = new HashMap<>();
		item.put("html", new Pointer(new ObjectLocation("bucket", key(pointer)), 1, 1, Sha256.of(new byte[1]),
				Compression.NONE, "text/html")
			.toAttributeValue());
		List<Token> tokens = new ArrayList<>();
		for (double write : writes) {
			tokens.add(token(write));
		}
		item.put(WriteRecord.ATTRIBUTE,
				new WriteRecord(tokens.get(0), tokens.subList(1, tokens.size())).toAttributeValue());
		return item;
	}

	private Verdict judge(Duration retention, @Nullable Map<String, AttributeValue> item, double day, double... later) {
		SweepTarget target = new SweepTarget(Object.class, "docs", new TableKey("id", null),
				new Place("bucket", "pages/", null), List.of(new Place("elsewhere", "docs/", null)), retention);
		ObjectKey key = this.format.parse(key(day)).orElseThrow();
		List<Later> following = IntStream.range(0, later.length)
			.mapToObj((i) -> new Later(key(later[i]), token(later[i])))
			.toList();
		Candidate candidate = new Candidate(new ListedObject(key(day), 1, day(day)), key, OWNER, NOW, following);
		ItemId id = new ItemId(target.table(), target.tableKey(), OWNER);
		return new Judge(target, Duration.ofDays(1)).judge(candidate, (item != null) ? new StoredItem(id, item) : null);
	}

	private Verdict judge(@Nullable Map<String, AttributeValue> item, double day, double... later) {
		return judge(Duration.ofDays(10), item, day, later);
	}

	@Test
	void whatTheItemPointsToIsAlive() {
		assertThat(judge(item(5, 29), 5, 6, 7)).isEqualTo(Verdict.ALIVE);
	}

	@Test
	void whatTheItemPointsToFromWithinAMapOrAListIsAlive() {
		AttributeValue pointer = item(5, 29).get("html");
		assertThat(judge(Map.of("moved", AttributeValue.fromM(Map.of("html", pointer))), 5)).isEqualTo(Verdict.ALIVE);
		assertThat(judge(Map.of("moved", AttributeValue.fromL(List.of(pointer))), 5)).isEqualTo(Verdict.ALIVE);
	}

	/**
	 * The bucket may have been named otherwise when the item was written.
	 */
	@Test
	void whatTheItemPointsToByAnotherNameOfTheBucketIsAlive() {
		Map<String, AttributeValue> pointer = new HashMap<>(item(5, 29).get("html").m());
		pointer.put("uri", AttributeValue.fromS("s3://my-access-point-s3alias/" + key(5)));
		assertThat(judge(Map.of("html", AttributeValue.fromM(pointer)), 5)).isEqualTo(Verdict.ALIVE);
	}

	@Test
	void whatADamagedPointerMayHaveLedToIsNotJudged() {
		Map<String, AttributeValue> pointer = new HashMap<>(item(5, 29).get("html").m());
		pointer.put("uri", AttributeValue.fromS("https://bucket.s3.amazonaws.com/" + key(5)));
		Map<String, AttributeValue> item = Map.of("html", AttributeValue.fromM(pointer));
		assertThatExceptionOfType(CorruptObjectException.class).isThrownBy(() -> judge(item, 5));
	}

	@Test
	void whatIsYoungerThanTheGracePeriodIsYoung() {
		assertThat(judge(Duration.ZERO, item(5, 5), 29)).isEqualTo(Verdict.YOUNG);
		assertThat(judge(Duration.ZERO, item(5, 5), 28.99)).isEqualTo(Verdict.GARBAGE);
		assertThat(judge(Duration.ZERO, null, 29.5)).isEqualTo(Verdict.YOUNG);
	}

	@Test
	void withoutRetentionWhatWasReplacedIsGarbage() {
		assertThat(judge(Duration.ZERO, item(25, 25), 5, 25)).isEqualTo(Verdict.GARBAGE);
	}

	@Test
	void retentionBeginsWhenTheItemsPresentObjectWasPutInAnotherPlace() {
		assertThat(judge(elsewhere(item(21, 29), 21), 5)).isEqualTo(Verdict.YOUNG);
		assertThat(judge(elsewhere(item(19, 29), 19), 5)).isEqualTo(Verdict.GARBAGE);
	}

	private Map<String, AttributeValue> elsewhere(Map<String, AttributeValue> item, double day) {
		String key = new ObjectKeyFormat("docs/").format("docs", OWNER, "html", token(day), null);
		Map<String, AttributeValue> pointer = new HashMap<>(item.get("html").m());
		pointer.put("uri", AttributeValue.fromS("s3://elsewhere/" + key));
		item.put("html", AttributeValue.fromM(pointer));
		return item;
	}

	@Test
	void retentionBeginsWhenTheItemsPresentObjectReplacedAnother() {
		assertThat(judge(item(21, 29), 5, 21)).isEqualTo(Verdict.YOUNG);
		assertThat(judge(item(19, 29), 5, 19)).isEqualTo(Verdict.GARBAGE);
		assertThat(judge(item(20, 29), 5, 20)).isEqualTo(Verdict.GARBAGE);
	}

	@Test
	void retentionBeginsWhenAKnownWriteReplacedAnObject() {
		assertThat(judge(item(28, 28, 21), 5, 21, 28)).isEqualTo(Verdict.YOUNG);
		assertThat(judge(item(28, 28, 19), 5, 19, 28)).isEqualTo(Verdict.GARBAGE);
	}

	@Test
	void anObjectOfAWriteThatFailedDoesNotBeginRetention() {
		assertThat(judge(item(25, 25, 5), 5, 6, 25)).isEqualTo(Verdict.YOUNG);
	}

	@Test
	void anObjectOfAWriteThatWasAppliedBeforeDoesNotBeginRetention() {
		assertThat(judge(item(25, 25, 5, 6), 5, 6, 25)).isEqualTo(Verdict.YOUNG);
	}

	@Test
	void theSecondLaterObjectBeginsRetentionWhereTheHistoryDoesNotReach() {
		double[] nine = { 29, 28.9, 28.8, 28.7, 28.6, 28.5, 28.4, 28.3, 28.2 };
		assertThat(judge(item(29, nine), 5, 6, 7)).isEqualTo(Verdict.GARBAGE);
		assertThat(judge(item(29, nine), 5, 6, 25)).isEqualTo(Verdict.YOUNG);
	}

	@Test
	void theLastWriteBeginsRetentionWhereNoLaterObjectWasApplied() {
		assertThat(judge(item(29, 29, 28), 5, 6, 7)).isEqualTo(Verdict.YOUNG);
		assertThat(judge(item(19, 19, 18), 5, 6, 7)).isEqualTo(Verdict.GARBAGE);
	}

	@Test
	void withoutALaterObjectTheLastWriteBeginsRetention() {
		Map<String, AttributeValue> item = item(5, 25);
		item.remove("html");
		assertThat(judge(item, 5)).isEqualTo(Verdict.YOUNG);
		Map<String, AttributeValue> old = item(5, 19);
		old.remove("html");
		assertThat(judge(old, 5)).isEqualTo(Verdict.GARBAGE);
	}

	@Test
	void anObjectThatIsLaterThanTheItemsIsNotRetainedByLaterWrites() {
		assertThat(judge(item(5, 29), 19)).isEqualTo(Verdict.GARBAGE);
		assertThat(judge(item(5, 29), 21)).isEqualTo(Verdict.YOUNG);
		assertThat(judge(item(5, 29), 19, 28)).isEqualTo(Verdict.GARBAGE);
	}

	@Test
	void nothingIsRetainedForAnItemThatIsDeleted() {
		assertThat(judge(null, 28)).isEqualTo(Verdict.GARBAGE);
	}

	@Test
	void anItemOfAnotherToolRetainsByTheObjectsOwnTime() {
		Map<String, AttributeValue> item = new HashMap<>();
		assertThat(judge(item, 21)).isEqualTo(Verdict.YOUNG);
		assertThat(judge(item, 19)).isEqualTo(Verdict.GARBAGE);
	}

}

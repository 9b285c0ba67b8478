package io.github.s3backed.pointer;

import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * The form of write records and of the tokens in them.
 */
class WriteRecordTests {

	private final WriteRecord record = new WriteRecord(Tokens.SECOND, List.of(Tokens.FIRST));

	@Test
	void isStoredAsThisMap() {
		assertThat(this.record.toAttributeValue()).isEqualTo(AttributeValue.fromM(stored()));
	}

	@Test
	void isReadFromThisMap() {
		assertThat(read(stored())).isEqualTo(this.record);
	}

	@Test
	void liesInTheReservedAttribute() {
		assertThat(WriteRecord.ATTRIBUTE).isEqualTo("_s3b");
		assertThat(WriteRecord.from(Map.of("other", this.record.toAttributeValue()))).isEmpty();
	}

	@Test
	void isReadWithoutHistory() {
		Map<String, AttributeValue> map = stored();
		map.remove("h");
		assertThat(read(map)).isEqualTo(new WriteRecord(Tokens.SECOND, List.of()));
	}

	@Test
	void firstWriteHasNoHistory() {
		WriteRecord first = WriteRecord.of(Tokens.FIRST, null);
		assertThat(first.history()).isEmpty();
		assertThat(first.isComplete()).isTrue();
	}

	@Test
	void keepsTheLastEightWritesWithTheLatestFirst() {
		WriteRecord latest = afterWrites(12);
		assertThat(latest.token()).isEqualTo(Tokens.numbered(12));
		assertThat(latest.history()).containsExactly(Tokens.numbered(11), Tokens.numbered(10), Tokens.numbered(9),
				Tokens.numbered(8), Tokens.numbered(7), Tokens.numbered(6), Tokens.numbered(5), Tokens.numbered(4));
	}

	@Test
	void tellsTheOrderOfWritesAsFarAsItReaches() {
		WriteRecord latest = afterWrites(12);
		assertThat(latest.showsAfter(Tokens.numbered(12), Tokens.numbered(11))).isTrue();
		assertThat(latest.showsAfter(Tokens.numbered(10), Tokens.numbered(9))).isTrue();
		assertThat(latest.showsAfter(Tokens.numbered(9), Tokens.numbered(10))).isFalse();
		assertThat(latest.showsAfter(Tokens.numbered(11), Tokens.numbered(12))).isFalse();
		assertThat(latest.showsAfter(Tokens.numbered(4), Tokens.numbered(3))).isTrue();
		assertThat(latest.showsAfter(Tokens.numbered(3), Tokens.numbered(2))).isFalse();
		assertThat(latest.showsAfter(Tokens.numbered(9), Tokens.numbered(9))).isFalse();
	}

	@Test
	void reachesToItsFirstWriteAndToEveryWriteWhereNoneIsMissing() {
		assertThat(afterWrites(12).reachesTo(Tokens.numbered(4))).isTrue();
		assertThat(afterWrites(12).reachesTo(Tokens.numbered(3))).isFalse();
		assertThat(afterWrites(8).reachesTo(Tokens.numbered(13))).isTrue();
	}

	@Test
	void showsItsOwnWriteAndThoseBeforeAsFarAsItReaches() {
		WriteRecord latest = afterWrites(12);
		assertThat(latest.shows(Tokens.numbered(12))).isTrue();
		assertThat(latest.shows(Tokens.numbered(4))).isTrue();
		assertThat(latest.shows(Tokens.numbered(3))).isFalse();
		assertThat(latest.shows(Tokens.numbered(13))).isFalse();
	}

	@Test
	void isCompleteOnlyWhileNoWriteCanBeMissing() {
		assertThat(afterWrites(8).isComplete()).isTrue();
		assertThat(afterWrites(9).isComplete()).isFalse();
	}

	@Test
	void refusesFormatOfTheFuture() {
		Map<String, AttributeValue> map = stored();
		map.put("v", AttributeValue.fromN("2"));
		assertThatIllegalArgumentException().isThrownBy(() -> read(map))
			.withMessageContaining("format 2")
			.withMessageContaining("newer version");
	}

	@Test
	void refusesAttributeThatIsSomethingElse() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> WriteRecord.from(Map.of("_s3b", AttributeValue.fromS("mine"))))
			.withMessageContaining("'_s3b' is reserved");
		assertThatIllegalArgumentException().isThrownBy(() -> read(Map.of("v", AttributeValue.fromN("1"))))
			.withMessageContaining("'_s3b' is reserved");
	}

	@Test
	void refusesTokenThatIsNotOf16Bytes() {
		Map<String, AttributeValue> map = stored();
		map.put("w", AttributeValue.fromB(SdkBytes.fromByteArray(new byte[15])));
		assertThatIllegalArgumentException().isThrownBy(() -> read(map)).withMessageContaining("16 bytes");
		map.put("w", AttributeValue.fromS("01890000-0000-7000-8000-000000000002"));
		assertThatIllegalArgumentException().isThrownBy(() -> read(map)).withMessageContaining("16 bytes");
	}

	private static WriteRecord afterWrites(int writes) {
		@Nullable WriteRecord record = null;
		for (int i = 1; i <= writes; i++) {
			record = WriteRecord.of(Tokens.numbered(i), record);
		}
		return record;
	}

	private static WriteRecord read(Map<String, AttributeValue> map) {
		return WriteRecord.from(Map.of("_s3b", AttributeValue.fromM(map))).orElseThrow();
	}

	private static Map<String, AttributeValue> stored() {
		Map<String, AttributeValue> map = new HashMap<>();
		map.put("v", AttributeValue.fromN("1"));
		map.put("w", binary("01890000000070008000000000000002"));
		map.put("h", AttributeValue.fromL(List.of(binary("01890000000070008000000000000001"))));
		return map;
	}

	private static AttributeValue binary(String hex) {
		return AttributeValue.fromB(SdkBytes.fromByteArray(HexFormat.of().parseHex(hex)));
	}

}

package io.github.s3backed.pointer;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * The form of object keys, by which objects are found to belong to an item.
 */
class ObjectKeyFormatTests {

	private static final PrimaryKey PAGE = key("https://example.com/");

	private final ObjectKeyFormat format = new ObjectKeyFormat("pages/");

	@Test
	void keyOfTextHasThisForm() {
		assertThat(this.format.format("crawler-pages", PAGE, "html", Tokens.FIRST, "aHR0cHM6Ly9leGFtcGxlLmNvbS8.html"))
			.isEqualTo("pages/crawler-pages/c1/S.https!3a!2f!2fexample.com!2f/html/01890000-0000-7000-8000-000000000001"
					+ "/aHR0cHM6Ly9leGFtcGxlLmNvbS8.html");
	}

	@Test
	void keyWithNumericSortKeyAndNoReadableEndHasThisForm() {
		PrimaryKey key = new PrimaryKey(AttributeValue.fromS("a/b"), AttributeValue.fromN("-1.50"));
		assertThat(this.format.format("t_1.x", key, "größe", Tokens.SECOND, null))
			.isEqualTo("pages/t_1.x/99/S.a!2fb!N.-1.5/gr!c3!b6!c3!9fe/01890000-0000-7000-8000-000000000002");
	}

	@Test
	void keyOfBytesHasThisForm() {
		PrimaryKey key = new PrimaryKey(AttributeValue.fromB(SdkBytes.fromByteArray(new byte[] { 0, -1 })),
				AttributeValue.fromS("x"));
		assertThat(new ObjectKeyFormat("").format("table", key, "data", Tokens.FIRST, ""))
			.isEqualTo("table/6a/B.!00!ff!S.x/data/01890000-0000-7000-8000-000000000001");
	}

	@Test
	void keyOfLongOwnerHasThisForm() {
		assertThat(this.format.format("table", key("é".repeat(1024)), "html", Tokens.FIRST, "page.html"))
			.isEqualTo("pages/table/b6/H.b64edd2d0b6dc726a9230db8257d538fe65f24666794b7ea6c225567311ff25a"
					+ "/html/01890000-0000-7000-8000-000000000001/page.html");
	}

	@Test
	void shardPrefixHasThisForm() {
		assertThat(this.format.shardPrefix("table", 0)).isEqualTo("pages/table/00/");
		assertThat(this.format.shardPrefix("table", 255)).isEqualTo("pages/table/ff/");
	}

	@Test
	void keyTellsWhatItWasMadeOf() {
		String objectKey = this.format.format("table", PAGE, "größe", Tokens.FIRST, "a/b/c");
		ObjectKey parsed = this.format.parse(objectKey).orElseThrow();
		assertThat(parsed.table()).isEqualTo("table");
		assertThat(parsed.owner().primaryKey()).contains(PAGE);
		assertThat(parsed.attribute()).isEqualTo("größe");
		assertThat(parsed.token()).isEqualTo(Tokens.FIRST);
	}

	@Test
	void hashedOwnerIsTheItemAndNoOther() {
		PrimaryKey owner = key("é".repeat(1024));
		ObjectKey parsed = this.format.parse(this.format.format("table", owner, "html", Tokens.FIRST, null))
			.orElseThrow();
		assertThat(parsed.owner().isHashed()).isTrue();
		assertThat(parsed.owner().primaryKey()).isEmpty();
		assertThat(parsed.owner().is(owner)).isTrue();
		assertThat(parsed.owner().is(key("é".repeat(1023)))).isFalse();
		assertThat(parsed.owner().is(key(parsed.owner().segment()))).isFalse();
	}

	@Test
	void readableEndIsEscapedAndCannotPassForAnythingElse() {
		String objectKey = this.format.format("table", PAGE, "html", Tokens.FIRST, "../x/ä %");
		assertThat(objectKey).endsWith("/01890000-0000-7000-8000-000000000001/..!2fx!2f!c3!a4!20!25");
	}

	@ParameterizedTest
	@ValueSource(strings = { ".", "..", "..." })
	void noSegmentIsOfPeriodsOnly(String text) {
		String objectKey = this.format.format(text, PAGE, text, Tokens.FIRST, text);
		assertThat(objectKey.split("/")).noneMatch((segment) -> segment.matches("\\.+"));
		ObjectKey parsed = this.format.parse(objectKey).orElseThrow();
		assertThat(parsed.table()).isEqualTo(text);
		assertThat(parsed.attribute()).isEqualTo(text);
	}

	@Test
	void readableEndIsCutFromTheFrontSoThatItsExtensionStays() {
		String objectKey = this.format.format("table", PAGE, "html", Tokens.FIRST, "x".repeat(2000) + ".html");
		assertThat(objectKey).hasSize(1024).endsWith("xxx.html");
		assertThat(this.format.parse(objectKey)).hasValueSatisfying((key) -> assertThat(key.owner().is(PAGE)).isTrue());
	}

	@Test
	void longestPrefixCountsInBytes() {
		ObjectKeyFormat wide = new ObjectKeyFormat("é".repeat(400) + "/");
		String objectKey = wide.format("table", PAGE, "html", Tokens.FIRST, "x".repeat(2000));
		assertThat(objectKey.getBytes(StandardCharsets.UTF_8)).hasSize(1024);
		assertThat(wide.parse(objectKey)).isPresent();
	}

	@Test
	void prefixThatLeavesNoRoomIsRefused() {
		ObjectKeyFormat full = new ObjectKeyFormat("x".repeat(950) + "/");
		assertThatIllegalArgumentException().isThrownBy(() -> full.format("table", PAGE, "html", Tokens.FIRST, null))
			.withMessageContaining("1024")
			.withMessageContaining("s3backed.prefix");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "pages/", "pages/readme.txt", "other/table/c1/S.a/html/",
			"table/07/S.a/html/01890000-0000-7000-8000-000000000001", "pages/table/07/S.a/html",
			"pages/table/ca/S.a/html/", "pages/table/ca/S.a/html/no-token", "pages/table/07/S.a/html/1-1-1-1-1",
			"pages/table/ca/S.a/html/01890000-0000-7000-8000-00000000000A",
			"pages/ta%ble/07/S.a/html/01890000-0000-7000-8000-000000000001",
			"pages/table/07/S.a/ht!ml/01890000-0000-7000-8000-000000000001",
			"pages/table/07/S.a/ht!2Fml/01890000-0000-7000-8000-000000000001",
			"pages/table/zz/S.a/html/01890000-0000-7000-8000-000000000001",
			"pages/table/00/S.a/html/01890000-0000-7000-8000-000000000001",
			"pages/table/00/H.b64edd2d0b6dc726a9230db8257d538fe65f24666794b7ea6c225567311ff25a/html/"
					+ "01890000-0000-7000-8000-000000000001",
			"pages/table/b6/H.b6/html/01890000-0000-7000-8000-000000000001" })
	void keyOfAnotherFormIsNotRead(String objectKey) {
		assertThat(this.format.parse(objectKey)).isEmpty();
	}

	@Test
	void keyThatDiffersFromThoseOnlyInBeingRightIsRead() {
		assertThat(this.format.parse("pages/table/07/S.a/html/01890000-0000-7000-8000-000000000001")).isPresent();
	}

	private static PrimaryKey key(String partition) {
		return new PrimaryKey(AttributeValue.fromS(partition), null);
	}

}

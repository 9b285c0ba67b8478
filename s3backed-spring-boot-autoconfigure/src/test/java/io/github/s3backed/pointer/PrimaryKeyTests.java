package io.github.s3backed.pointer;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Primary keys as they stand in object keys.
 */
class PrimaryKeyTests {

	@Test
	void textKeepsWhatIsSafeAndEscapesTheRestByteByByte() {
		assertThat(string("aZ09-_.").encode()).isEqualTo("S.aZ09-_.");
		assertThat(string("/..%!\0 \uD83D\uDE00").encode()).isEqualTo("S.!2f..!25!21!00!20!f0!9f!98!80");
	}

	@ParameterizedTest
	@ValueSource(strings = { "1", "1.0", "1.00000", "1E0", "10E-1", "0.1E1", "01", "+1" })
	void notationOfNumberDoesNotMatter(String notation) {
		assertThat(number(notation)).isEqualTo(number("1")).hasSameHashCodeAs(number("1"));
		assertThat(number(notation).encode()).isEqualTo("N.1");
	}

	@ParameterizedTest
	@ValueSource(strings = { "0", "-0", "0.0", "-0.00", "0E5", "0E-130" })
	void zeroIsZero(String notation) {
		assertThat(number(notation)).isEqualTo(number("0"));
		assertThat(number(notation).encode()).isEqualTo("N.0");
	}

	@Test
	void numbersOf38DigitsAreToldApart() {
		String digits = "12345678901234567890123456789012345678";
		assertThat(number(digits).encode()).isEqualTo("N." + digits);
		assertThat(number("-0." + digits).encode()).isEqualTo("N.-0." + digits);
		assertThat(number(digits)).isNotEqualTo(number("12345678901234567890123456789012345679"));
	}

	@Test
	void numbersOfEveryMagnitudeOfDynamoDbAreKept() {
		assertThat(number("9.9999999999999999999999999999999999999E+125").encode())
			.isEqualTo("N." + "9".repeat(38) + "0".repeat(88));
		assertThat(number("1E-130").encode()).isEqualTo("N.0." + "0".repeat(129) + "1");
	}

	@ParameterizedTest
	@ValueSource(strings = { "1E126", "1E2000000000", "-1E2000000000", "1E-131", "1E-2000000000" })
	void numberThatDynamoDbCannotHoldIsRefusedWhateverItsLengthWouldBe(String number) {
		assertThatIllegalArgumentException().isThrownBy(() -> number(number)).withMessageContaining("DynamoDB");
	}

	@Test
	void typesAreToldApart() {
		PrimaryKey bytes = new PrimaryKey(AttributeValue.fromB(SdkBytes.fromUtf8String("1")), null);
		assertThat(string("1").encode()).isEqualTo("S.1");
		assertThat(number("1").encode()).isEqualTo("N.1");
		assertThat(bytes.encode()).isEqualTo("B.1");
	}

	@Test
	void sortKeyCannotBeMistakenForTheEndOfThePartitionKey() {
		assertThat(key("a", "b").encode()).isEqualTo("S.a!S.b");
		assertThat(string("a!S.b").encode()).isEqualTo("S.a!21S.b");
		assertThat(key("a!S.b", "c")).isNotEqualTo(key("a", "b!S.c"));
		assertThat(key("a!S.b", "c").encode()).isNotEqualTo(key("a", "b!S.c").encode());
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "S", "X.a", "H.a", "a", "S.a!", "S.a!2", "S.%", "S.a/b", "S.!2F", "S.!61", "S.!ff",
			"S.\u00e9", "S.a!S.b!S.c", "S.a!X.b", "N.", "N.1.0", "N.1E2", "N.x", "N.-0", "B.!g0" })
	void whatIsNotEncodedSoIsNotDecoded(String segment) {
		assertThatIllegalArgumentException().isThrownBy(() -> PrimaryKey.decode(segment));
	}

	@Test
	void textThatIsNoUnicodeIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> string("a\uD83D")).withMessageContaining("Unicode");
	}

	@Test
	void onlyTypesOfKeysAreAccepted() {
		assertThatIllegalArgumentException().isThrownBy(() -> new PrimaryKey(AttributeValue.fromBool(true), null))
			.withMessageContaining("BOOL");
	}

	@Test
	void valuesDoNotGetIntoLogs() {
		assertThat(key("secret", "hidden")).asString().doesNotContain("secret", "hidden");
	}

	private static PrimaryKey string(String text) {
		return key(text, null);
	}

	private static PrimaryKey key(String partition, @Nullable String sort) {
		return new PrimaryKey(AttributeValue.fromS(partition), (sort != null) ? AttributeValue.fromS(sort) : null);
	}

	private static PrimaryKey number(String number) {
		return new PrimaryKey(AttributeValue.fromN(number), null);
	}

	@Test
	void whatDynamoDbWouldRefuseIsRefused() {
		assertThat(string("é".repeat(1024)).encode()).isNotEmpty();
		assertThatIllegalArgumentException().isThrownBy(() -> string("é".repeat(1024) + "x"))
			.withMessage("The partition key has 2049 bytes, DynamoDB allows 2048");
		AttributeValue sort = AttributeValue.fromB(SdkBytes.fromByteArray(new byte[1025]));
		assertThatIllegalArgumentException().isThrownBy(() -> new PrimaryKey(AttributeValue.fromS("x"), sort))
			.withMessage("The sort key has 1025 bytes, DynamoDB allows 1024");
		assertThat(number("1234567890123456789012345678901234567800").encode()).isNotEmpty();
		assertThatIllegalArgumentException().isThrownBy(() -> number("123456789012345678901234567890123456789"))
			.withMessageContaining("39 significant digits");
	}

}

package io.github.s3backed.simulation;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ConditionExpressionTests {

	private static final Map<String, String> NAMES = Map.of("#r", "_s3b", "#w", "w", "#pk", "id", "#v", "version");

	private static final Map<String, AttributeValue> VALUES = Map.of(":token",
			AttributeValue.fromB(SdkBytes.fromByteArray(new byte[] { 1, 2 })), ":other",
			AttributeValue.fromB(SdkBytes.fromByteArray(new byte[] { 1, 3 })), ":version", AttributeValue.fromN("7.0"),
			":eight", AttributeValue.fromN("8"));

	private static final Map<String, AttributeValue> ITEM = Map.of("id", AttributeValue.fromS("a"), "version",
			AttributeValue.fromN("7"), "list", AttributeValue.fromL(java.util.List.of(AttributeValue.fromS("x"))),
			"_s3b",
			AttributeValue.fromM(Map.of("w", AttributeValue.fromB(SdkBytes.fromByteArray(new byte[] { 1, 2 })))));

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			#r.#w = :token                                                  | true
			#r.#w = :other                                                  | false
			:token = #r.#w                                                  | true
			attribute_exists(#pk) AND attribute_not_exists(#r)              | false
			attribute_exists(#pk) and attribute_exists(#r.#w)               | true
			attribute_not_exists(missing)                                   | true
			attribute_not_exists(#r.missing)                                | true
			attribute_not_exists(id.nested)                                 | true
			#v = :version                                                   | true
			#v < :eight AND NOT #v = :eight                                 | true
			#v <> :version                                                  | false
			missing = :version                                              | false
			missing <> :version                                             | true
			(#r.#w = :token) AND (#v = :eight OR attribute_exists(list[0])) | true
			#r.#w = :other AND #v = :eight OR #v = :version                 | true
			#r.#w = :other AND (#v = :eight OR #v = :version)               | false
			attribute_exists(list[1])                                       | false
			""")
	void evaluates(String expression, boolean expected) {
		assertThat(ConditionExpression.holds(expression, NAMES, VALUES, ITEM)).isEqualTo(expected);
	}

	@Test
	void nothingExistsInAnAbsentItem() {
		assertThat(ConditionExpression.holds("attribute_not_exists(#pk)", NAMES, VALUES, Map.of())).isTrue();
		assertThat(ConditionExpression.holds("#r.#w = :token", NAMES, VALUES, Map.of())).isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "#r.#w = ", "#r.#w = :token )", "#r.#w = :unknown", "#unknown = :token", "begins_with(id) = :token",
			"(#v = :eight", "id ! id" })
	void refusesWhatItDoesNotUnderstand(String expression) {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> ConditionExpression.holds(expression, NAMES, VALUES, ITEM));
	}

	@Test
	void projectsNestedPaths() {
		assertThat(DocumentPath.project(ITEM, "#pk, #r.#w, missing", NAMES)).containsOnlyKeys("id", "_s3b")
			.containsEntry("_s3b", ITEM.get("_s3b"));
	}

}

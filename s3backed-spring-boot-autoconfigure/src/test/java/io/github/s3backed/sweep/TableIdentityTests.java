package io.github.s3backed.sweep;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import io.github.s3backed.S3Backed;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.InvalidDataAccessResourceUsageException;
import org.springframework.util.StringUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * How a sweep tells that the objects are not those of the table that it reads.
 */
@ExtendWith(OutputCaptureExtension.class)
class TableIdentityTests {

	private static final SweepOptions DELETE = SweepOptions.dryRun().withDelete();

	private static final String MARK = "!sweep/notes/table.json";

	private final SmallTable table = new SmallTable();

	private final S3BackedSweeper sweeper = this.table.sweeper((duration) -> {
	});

	record Note(@DynamoDbPartitionKey String id, @S3Backed @Nullable String text) {
	}

	@BeforeEach
	void fill() {
		IntStream.range(0, 20).forEach((i) -> this.table.alive("note " + i));
	}

	private SweepReport sweep(SweepOptions options) {
		return this.sweeper.sweep(Note.class, options);
	}

	private void becomeTable(@Nullable String id) {
		this.table.description = TableDescription.builder().tableId(id).build();
	}

	private String mark() {
		return new String(this.table.words.getOrDefault(MARK, new byte[0]), StandardCharsets.UTF_8);
	}

	@Test
	void theFirstSweepThatRemovesLeavesTheTablesId() {
		SweepReport report = sweep(SweepOptions.dryRun());
		assertThat(report.scope()).satisfies((scope) -> assertThat(scope.tableId()).isEqualTo("first id"));
		assertThat(this.table.words).isEmpty();
		sweep(DELETE);
		assertThat(mark()).contains("first id");
		sweep(DELETE);
		assertThat(this.table.count("PutObject")).isEqualTo(1);
	}

	/**
	 * A bucket may refuse what is not encrypted as it wants.
	 */
	@Test
	void customizersHaveASayInHowTheIdIsLeft() {
		List<String> asked = new ArrayList<>();
		this.table.customizers.add((request) -> asked.add(request.getEntityType().getSimpleName() + " "
				+ request.getAttribute() + " " + request.getKey() + " " + request.getUri()));
		this.table.sweeper((duration) -> {
		}).sweep(Note.class, DELETE);
		assertThat(asked).containsExactly("Note null null s3://bucket/" + MARK);
	}

	@Test
	void nothingIsRemovedWhereTheTableIsAnotherOne() {
		sweep(DELETE);
		this.table.orphan("gone");
		becomeTable("second id");
		for (SweepOptions options : List.of(DELETE, DELETE.withMaxGarbageShare(1), SweepOptions.dryRun())) {
			assertThat(sweep(options).stopped()).contains("'notes' has the id second id", "of the table first id",
					"s3backed.sweeper.accept-table-ids");
		}
		assertThat(this.table.objects).hasSize(21);
		assertThat(mark()).contains("first id");
	}

	private void leaveMark(String id) {
		this.table.words.put(MARK,
				("{\"format\":1,\"table\":\"notes\",\"tableId\":\"" + id + "\"}").getBytes(StandardCharsets.UTF_8));
	}

	@Test
	void theFirstMarkOfAnotherTableIsNotReplacedWhereBothSweepsBeginAtOnce() {
		this.table.orphan("gone");
		this.table.beforeBatch = (before) -> leaveMark("other id");
		assertThat(sweep(DELETE).stopped()).contains("now of the table other id", "s3backed.prefix");
		assertThat(this.table.objects).hasSize(21);
		assertThat(mark()).contains("other id");
	}

	@Test
	void theSameTablesFirstSweepsMayBeginAtOnce() {
		this.table.orphan("gone");
		this.table.beforeBatch = (before) -> leaveMark("first id");
		assertThat(sweep(DELETE).deleted()).isEqualTo(1);
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void aMarkThatChangesBeforeTheRemovalStopsTheSweep(boolean replaced) {
		this.table.orphan("gone");
		this.table.beforeBatch = (before) -> {
			if (before == 1) {
				this.table.words.clear();
				if (replaced) {
					leaveMark("other id");
				}
			}
		};
		SweepReport report = sweep(DELETE);
		assertThat(report.stopped()).contains(replaced ? "now of the table other id" : "gone", "sweep again");
		assertThat(report.deleted()).isZero();
		assertThat(this.table.objects).hasSize(21);
	}

	@Test
	void leavesTheMarkWhereTheStoreKnowsNoConditions() {
		this.table.conditionsUnknown = true;
		this.table.orphan("gone");
		assertThat(sweep(DELETE).deleted()).isEqualTo(1);
		assertThat(mark()).contains("first id");
	}

	@Test
	void aTableThatIsAcceptedByItsIdTakesTheOldOnesPlace() {
		sweep(DELETE);
		this.table.orphan("gone");
		becomeTable("second id");
		assertThat(sweep(DELETE.withAcceptedTableIds(List.of("third id"))).isComplete()).isFalse();
		assertThat(sweep(DELETE.withAcceptedTableIds(List.of("second id", "third id"))).deleted()).isEqualTo(1);
		assertThat(mark()).contains("second id");
		assertThat(sweep(DELETE).isComplete()).isTrue();
	}

	@Test
	void aTableWithoutItemsLeavesNoMark() {
		this.table.items.clear();
		assertThat(sweep(DELETE.withMaxGarbageShare(1)).deleted()).isEqualTo(20);
		assertThat(this.table.words).isEmpty();
	}

	@Test
	void theShareDecidesAloneWhereTheTableMayNotBeDescribedAndThatIsSaidOnce(CapturedOutput output) {
		this.table.description = null;
		this.table.orphan("gone");
		assertThat(sweep(DELETE).deleted()).isEqualTo(1);
		assertThat(sweep(DELETE).isComplete()).isTrue();
		assertThat(StringUtils.countOccurrencesOf(output.toString(), "cannot be told without dynamodb:DescribeTable"))
			.isEqualTo(1);
		assertThat(this.table.count("GetObject")).isZero();
		this.table.items.clear();
		assertThat(sweep(DELETE).stopped()).startsWith("none of 20 objects");
	}

	/**
	 * It is no table without an id, whose mark need not be compared.
	 */
	@Test
	void anErrorPageInThePlaceOfADescriptionEndsTheSweep() {
		leaveMark("other id");
		this.table.orphan("gone");
		this.table.describedByAnErrorPage = true;
		assertThatExceptionOfType(DataAccessResourceFailureException.class).isThrownBy(() -> sweep(DELETE))
			.withMessageContainingAll("'notes'", "DescribeTable", "does not describe");
		assertThat(this.table.objects).hasSize(21);
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void theShareDecidesAloneWhereTheMarkMayNotBeReadAndItIsNotReplaced(boolean listable, CapturedOutput output) {
		leaveMark("first id");
		this.table.wordsUnreadable = true;
		this.table.wordsUnlistable = !listable;
		this.table.orphan("gone");
		assertThat(sweep(DELETE).deleted()).isEqualTo(1);
		assertThat(output).contains("cannot be told without s3:GetObject and s3:ListBucket");
		assertThat(this.table.count("PutObject")).isZero();
	}

	@Test
	void aMissingMarkIsNoForbiddenOneWhereItsKeyMayBeListed(CapturedOutput output) {
		this.table.missingIsForbidden = true;
		this.table.orphan("gone");
		assertThat(sweep(DELETE).deleted()).isEqualTo(1);
		assertThat(mark()).contains("first id");
		assertThat(output).doesNotContain("cannot be told");
		becomeTable("second id");
		assertThat(sweep(DELETE).stopped()).contains("of the table first id");
	}

	@Test
	void aMissingMarkIsToldByTheListWhereTheStoreGivesNoReason() {
		this.table.missingIsUnexplained = true;
		this.table.orphan("gone");
		assertThat(sweep(DELETE).deleted()).isEqualTo(1);
		assertThat(mark()).contains("first id");
		becomeTable("second id");
		assertThat(sweep(DELETE).stopped()).contains("of the table first id");
	}

	@Test
	void aMarkThatMayBeThereEndsTheSweepWhereTheStoreGivesNoReason() {
		this.table.missingIsUnexplained = true;
		this.table.wordsUnlistable = true;
		this.table.orphan("gone");
		assertThatExceptionOfType(InvalidDataAccessResourceUsageException.class).isThrownBy(() -> sweep(DELETE))
			.withMessageContaining("HTTP 404 without an error code");
		assertThat(this.table.objects).hasSize(21);
	}

	@Test
	void sweepsWhereTheMarkMayNotBeWritten(CapturedOutput output) {
		this.table.wordsUnwritable = true;
		this.table.orphan("gone");
		assertThat(sweep(DELETE).deleted()).isEqualTo(1);
		assertThat(output).contains("cannot be told without s3:PutObject");
	}

	@Test
	void sweepsWhereDynamoDbGivesTablesNoId() {
		becomeTable(null);
		this.table.orphan("gone");
		assertThat(sweep(DELETE).deleted()).isEqualTo(1);
		assertThat(this.table.words).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "{", "", "null", "{}", "[]", "{\"format\":1,\"table\":\"notes\"}",
			"{\"format\":1,\"table\":\"notes\",\"tableId\":\"\"}",
			"{\"format\":2,\"table\":\"notes\",\"tableId\":\"first id\"}" })
	void aMarkThatCannotBeUnderstoodStopsTheSweepAndIsNotReplaced(String mark) {
		this.table.words.put(MARK, mark.getBytes(StandardCharsets.UTF_8));
		this.table.orphan("gone");
		assertThat(sweep(DELETE).stopped()).contains("s3://bucket/" + MARK, "another version or is damaged",
				"remove it");
		assertThat(this.table.objects).hasSize(21);
		assertThat(mark()).isEqualTo(mark);
	}

}

package io.github.s3backed.sweep;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.dao.InvalidDataAccessResourceUsageException;
import org.springframework.dao.PermissionDeniedDataAccessException;
import org.springframework.util.StringUtils;

/**
 * Tells whether a table is the one whose objects a sweep has removed before. DynamoDB
 * gives each table an id that a table of the same name does not get again: one that was
 * made anew, was restored, or is another account's or region's. The first sweep that may
 * remove leaves the id beside the objects, the later ones compare it. Where DynamoDB or
 * S3 do not let it be read, the share of garbage decides alone, and that is said once.
 */
final class TableIdentity {

	static final String MARK = "table.json";

	private final SweepTarget target;

	private final SweepOptions options;

	private final SweepRequests requests;

	private final SweepPlace place;

	private final BiConsumer<String, Exception> once;

	private final Map<String, String> keyTypes = new HashMap<>();

	private @Nullable String id;

	private @Nullable String marked;

	private boolean readable;

	/**
	 * Creates the identity.
	 * @param once says something, and why, unless it was said before
	 */
	TableIdentity(SweepTarget target, SweepOptions options, SweepRequests requests, SweepPlace place,
			BiConsumer<String, Exception> once) {
		this.target = target;
		this.options = options;
		this.requests = requests;
		this.place = place;
		this.once = once;
	}

	/**
	 * The id of the table that objects are swept of.
	 *
	 * @param format the form of this
	 * @param table the table's name, for whoever reads this
	 * @param tableId the id
	 */
	record Mark(int format, String table, @Nullable String tableId) {

		private static final int FORMAT = 1;

	}

	/**
	 * Asks for the table and its mark.
	 * @return the table's id, or {@code null} if DynamoDB does not tell it
	 */
	@Nullable String look() {
		TableDescription table = permitted(this.requests::describe, "dynamodb:DescribeTable").orElse(null);
		if (table == null) {
			return null;
		}
		requireKey(table);
		this.id = table.tableId();
		if (this.id != null) {
			readMark();
		}
		return this.id;
	}

	private void requireKey(TableDescription table) {
		for (KeySchemaElement element : table.keySchema()) {
			if (!this.target.tableKey().names().contains(element.attributeName())) {
				throw new SweepStoppedException("the table has the key attribute '" + element.attributeName()
						+ "', the entity has " + this.target.tableKey().names() + "; see the table's name");
			}
		}
		table.attributeDefinitions().forEach((it) -> this.keyTypes.put(it.attributeName(), it.attributeTypeAsString()));
	}

	/**
	 * Returns the types of attributes in the table's key, {@code S}, {@code N} or
	 * {@code B}, as far as they are known.
	 */
	Map<String, String> keyTypes() {
		return this.keyTypes;
	}

	private void readMark() {
		Optional<Optional<Mark>> mark = permitted(() -> this.place.read(MARK, Mark.class),
				"s3:GetObject and s3:ListBucket");
		this.readable = mark.isPresent();
		this.marked = mark.flatMap((it) -> it).map(this::understood).orElse(null);
	}

	/**
	 * What a newer version has written is no missing mark.
	 */
	private String understood(Mark mark) {
		String tableId = mark.tableId();
		if (mark.format() != Mark.FORMAT) {
			throw this.place.notUnderstood(MARK, "its format is " + mark.format() + ", not " + Mark.FORMAT);
		}
		if (tableId == null || !StringUtils.hasText(tableId)) {
			throw this.place.notUnderstood(MARK, "it has no tableId");
		}
		return tableId;
	}

	private <T> Optional<T> permitted(Supplier<T> call, String permission) {
		try {
			return Optional.ofNullable(call.get());
		}
		catch (PermissionDeniedDataAccessException | InvalidDataAccessApiUsageException ex) {
			this.once.accept("Whether table '" + this.target.table() + "' is the one whose objects are in "
					+ this.place.location("") + " cannot be told without " + permission
					+ "; the share of garbage decides alone", ex);
			return Optional.empty();
		}
	}

	/**
	 * Tells why the objects are not this table's, or {@code null}.
	 */
	@Nullable String difference() {
		if (this.id == null || this.marked == null || this.marked.equals(this.id)
				|| this.options.acceptedTableIds().contains(this.id)) {
			return null;
		}
		return "table '" + this.target.table() + "' has the id " + this.id + ", but the objects are of the table "
				+ this.marked + " (" + this.place.location(MARK)
				+ "): it was made anew or restored, or is another one. See the table's name, region and account, and"
				+ " s3backed.bucket and s3backed.prefix or the entity's own; if it takes the place of the other for good, and has its items, set"
				+ " s3backed.sweeper.accept-table-ids to " + this.id;
	}

	/**
	 * Leaves the table's id for later sweeps, where there is none or it was accepted, and
	 * reads it again: another table's sweep may have done the same.
	 * @throws SweepStoppedException if so
	 */
	void mark() {
		String own = this.id;
		if (own == null || !this.readable || own.equals(this.marked)) {
			return;
		}
		Mark mark = new Mark(Mark.FORMAT, this.target.table(), own);
		if (permitted(() -> write(mark), "s3:PutObject").isPresent()) {
			readMark();
			if (this.readable && !own.equals(this.marked)) {
				throw changed();
			}
		}
	}

	private boolean write(Mark mark) {
		if (this.marked != null || !writeFirst(mark)) {
			this.place.write(MARK, mark);
		}
		return true;
	}

	/**
	 * Returns {@code false} if the store knows no such condition.
	 * @throws SweepStoppedException if another sweep was first, or is
	 */
	private boolean writeFirst(Mark mark) {
		try {
			this.place.writeFirst(MARK, mark);
		}
		catch (InvalidDataAccessResourceUsageException ex) {
			return false;
		}
		catch (ConcurrencyFailureException | InvalidDataAccessApiUsageException ex) {
			readMark();
			if (!Objects.equals(mark.tableId(), this.marked)) {
				throw changed();
			}
		}
		return true;
	}

	/**
	 * Reads the mark once more: is to be called right before objects are removed.
	 * @throws SweepStoppedException if it is no more what it was, nor this table's
	 */
	void requireMark() {
		if (this.id == null || !this.readable) {
			return;
		}
		String before = this.marked;
		readMark();
		if (!Objects.equals(this.marked, before) && !this.id.equals(this.marked)) {
			throw changed();
		}
	}

	private SweepStoppedException changed() {
		return new SweepStoppedException(this.place.location(MARK) + " is "
				+ ((this.marked != null) ? "now of the table " + this.marked : "gone or cannot be read")
				+ ", while table '" + this.target.table() + "' with the id " + this.id
				+ " is swept: another table's sweep has the same place, or somebody has removed it. See the table's"
				+ " name, region and account, and s3backed.bucket and s3backed.prefix or the entity's own; if they are right, sweep again");
	}

}

package io.github.s3backed.pointer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Which write an item comes from, kept in the item's attribute {@value #ATTRIBUTE} as
 * <code>{v: 1, w: token, h: [tokens]}</code>.
 *
 * @param token the write that made the item what it is
 * @param history the writes before it, the latest first, {@value #HISTORY} at most
 */
public record WriteRecord(Token token, List<Token> history) {

	/**
	 * The reserved attribute.
	 */
	public static final String ATTRIBUTE = "_s3b";

	/**
	 * The token's name inside the attribute.
	 */
	public static final String TOKEN = "w";

	private static final String VERSION = "v";

	private static final String HISTORY_NAME = "h";

	private static final String FORMAT = "1";

	private static final int HISTORY = 8;

	/**
	 * What a full history adds to the size of an item, in bytes: 16 for each token, and
	 * one for its place in the list.
	 */
	public static final int MAX_HISTORY_SIZE = HISTORY * 17;

	public WriteRecord {
		history = List.copyOf(history);
	}

	/**
	 * Returns the record of a write that follows another one.
	 * @param token the write
	 * @param predecessor the record of the item that it replaces, or {@code null} if
	 * there is none
	 * @return the record
	 */
	public static WriteRecord of(Token token, @Nullable WriteRecord predecessor) {
		if (predecessor == null) {
			return new WriteRecord(token, List.of());
		}
		List<Token> history = new ArrayList<>(HISTORY);
		history.add(predecessor.token);
		predecessor.history.stream().limit(HISTORY - 1).forEach(history::add);
		return new WriteRecord(token, history);
	}

	/**
	 * Returns the record of an item.
	 * @param item the item
	 * @return the record; empty if another tool has written the item
	 * @throws IllegalArgumentException if the record cannot be read
	 */
	public static Optional<WriteRecord> from(Map<String, AttributeValue> item) {
		AttributeValue value = item.get(ATTRIBUTE);
		if (value == null) {
			return Optional.empty();
		}
		if (!value.hasM() || value.m().get(TOKEN) == null) {
			throw new IllegalArgumentException("Attribute '" + ATTRIBUTE + "' is reserved for the write record, but is "
					+ value.type() + " of another form");
		}
		requireKnownFormat(value.m().get(VERSION));
		AttributeValue history = value.m().get(HISTORY_NAME);
		return Optional.of(new WriteRecord(Token.from(value.m().get(TOKEN)),
				(history != null) ? history.l().stream().map(Token::from).toList() : List.of()));
	}

	private static void requireKnownFormat(@Nullable AttributeValue version) {
		if (version == null || !FORMAT.equals(version.n())) {
			throw new IllegalArgumentException("Write record has format " + ((version != null) ? version.n() : "none")
					+ ", known is " + FORMAT + ": a newer version of s3backed may have written the item");
		}
	}

	/**
	 * Tells whether the item comes from a write, or from later writes that followed it.
	 * @param write the write
	 * @return whether it is known to have been applied
	 */
	public boolean shows(Token write) {
		return this.token.equals(write) || this.history.contains(write);
	}

	/**
	 * Tells whether a write is known to have been applied after another one. Tokens do
	 * not tell: of two writes side by side the one that began first may end last.
	 * @param write the write
	 * @param other the other one, which was applied if it is not in the history any more
	 * @return whether it is
	 */
	public boolean showsAfter(Token write, Token other) {
		if (this.token.equals(other)) {
			return false;
		}
		int since = this.history.indexOf(other);
		return this.token.equals(write)
				|| this.history.subList(0, (since < 0) ? this.history.size() : since).contains(write);
	}

	/**
	 * Tells whether no write that was applied after another one is missing.
	 * @param write the other one
	 * @return whether the history reaches back to it, or to the item's creation
	 */
	public boolean reachesTo(Token write) {
		return isComplete() || shows(write);
	}

	/**
	 * Tells whether the history reaches back to the item's creation.
	 * @return whether no write is missing from it
	 */
	public boolean isComplete() {
		return this.history.size() < HISTORY;
	}

	public AttributeValue toAttributeValue() {
		return AttributeValue.fromM(Map.of(VERSION, AttributeValue.fromN(FORMAT), TOKEN, this.token.toAttributeValue(),
				HISTORY_NAME, AttributeValue.fromL(this.history.stream().map(Token::toAttributeValue).toList())));
	}

}

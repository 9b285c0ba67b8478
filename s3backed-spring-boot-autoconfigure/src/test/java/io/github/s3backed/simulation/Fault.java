package io.github.s3backed.simulation;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/**
 * What can become of a wire call.
 */
enum Fault {

	/** Nothing special. */
	NONE(Effect.ONCE, true),

	/** The connection was refused: nothing was sent. */
	NOT_SENT(Effect.NEVER, true),

	/** The service denied access. */
	DENIED(Effect.NEVER, true),

	/** The service found the request invalid, or knows no such table or bucket. */
	INVALID(Effect.NEVER, true),

	/** The service asked to slow down. */
	THROTTLED(Effect.NEVER, true),

	/** The request was lost after sending. */
	LOST_REQUEST(Effect.NEVER, false),

	/** The request was applied and its answer was lost. */
	LOST_REPLY(Effect.ONCE, false),

	/** The service answered 500 and had not applied it. */
	SERVER_ERROR(Effect.NEVER, false),

	/** The service answered 503 and had applied it. */
	SERVER_ERROR_APPLIED(Effect.ONCE, false),

	/** The caller gave up and the request arrives later. */
	LATE(Effect.LATER, false),

	/** It was applied, its answer was lost, and something below sent it again. */
	TWICE(Effect.TWICE, true),

	/** As before, but the first attempt arrives last. */
	TWICE_LATE(Effect.NOW_AND_LATER, true),

	/** The thread was interrupted; nothing was applied. */
	INTERRUPTED(Effect.NEVER, false),

	/** The thread was interrupted; it was applied. */
	INTERRUPTED_APPLIED(Effect.ONCE, false),

	/** It was applied, and meanwhile the caller who waits for it was interrupted. */
	CALLER_INTERRUPTED(Effect.ONCE, true),

	/** The thread ran out of memory after the request was applied. */
	OUT_OF_MEMORY(Effect.ONCE, false),

	/** The process crashed before the request left. */
	CRASH_BEFORE(Effect.NEVER, false),

	/** The process crashed after the request was applied. */
	CRASH_AFTER(Effect.ONCE, false),

	/** The process crashed and the request arrives later. */
	CRASH_LATE(Effect.LATER, false),

	/** It took longer than a write's lease, and was applied. */
	STALL(Effect.ONCE, true),

	/** It was applied at once, and the answer took longer than a write's lease. */
	STALLED_REPLY(Effect.ONCE, true),

	/** The machine was suspended for a day before it signed the request. */
	SUSPENDED(Effect.ONCE, true),

	/** The machine was suspended for a day after it had signed the request. */
	SUSPENDED_SIGNED(Effect.NEVER, true),

	/** A snapshot of the machine was kept for a day: its clocks do not know. */
	FROZEN(Effect.NEVER, true),

	/** It took a day to be sent, and meanwhile the clock was set back by a day. */
	CLOCK_SET_BACK(Effect.NEVER, true),

	/** From now on no request of this operation reaches the service. */
	OUTAGE(Effect.NEVER, false),

	/** Some keys could not be deleted. */
	KEY_ERROR(Effect.PARTLY, true),

	/** The service says that it has stored something else. */
	MISREPORTED(Effect.ONCE, true),

	/** The item is part of a transaction. */
	IN_TRANSACTION(Effect.NEVER, true),

	/** Some keys of a batch were left unread. */
	UNPROCESSED(Effect.PARTLY, true),

	/** The answer stands under another name than the table's. */
	OTHER_NAME(Effect.NEVER, true),

	/** The status says success, and the body is an error page. */
	ERROR_PAGE(Effect.NEVER, true),

	/** A list ends in the middle and does not say where to go on. */
	CUT_SHORT(Effect.PARTLY, true),

	/** The body broke off. */
	BODY_TRUNCATED(Effect.NEVER, true),

	/** The body is not what was stored. */
	BODY_ALTERED(Effect.NEVER, true);

	private static final Map<WireCall.Kind, Fault[]> BY_KIND = byKind();

	private final Effect effect;

	private final boolean certain;

	Fault(Effect effect, boolean certain) {
		this.effect = effect;
		this.certain = certain;
	}

	Effect effect() {
		return this.effect;
	}

	/**
	 * Tells whether the caller can know from the answer what became of the request.
	 */
	boolean certain() {
		return this.certain;
	}

	/**
	 * Tells whether the machine stands still before the request is sent, or its clock.
	 */
	boolean stopsMachine() {
		return this == SUSPENDED || this == SUSPENDED_SIGNED || this == FROZEN || this == CLOCK_SET_BACK;
	}

	boolean crashes() {
		return this == CRASH_BEFORE || this == CRASH_AFTER || this == CRASH_LATE;
	}

	/**
	 * Tells whether this stands for others that leave the services in the same state and
	 * the caller with the same knowledge.
	 */
	boolean representative() {
		return switch (this) {
			case DENIED, LOST_REQUEST, LOST_REPLY, LATE, TWICE, TWICE_LATE, CRASH_BEFORE, CRASH_AFTER, CRASH_LATE,
					STALL, STALLED_REPLY, OUTAGE, SUSPENDED, FROZEN, KEY_ERROR, BODY_TRUNCATED, UNPROCESSED, OTHER_NAME,
					ERROR_PAGE, CUT_SHORT ->
				true;
			default -> false;
		};
	}

	/**
	 * Returns the faults that a call of a kind can meet, without {@link #NONE}.
	 */
	static Fault[] of(WireCall.Kind kind) {
		return BY_KIND.get(kind);
	}

	private static Map<WireCall.Kind, Fault[]> byKind() {
		Map<WireCall.Kind, Fault[]> faults = new EnumMap<>(WireCall.Kind.class);
		for (WireCall.Kind kind : WireCall.Kind.values()) {
			faults.put(kind, Arrays.stream(values()).filter((fault) -> fault.possibleFor(kind)).toArray(Fault[]::new));
		}
		return faults;
	}

	private boolean possibleFor(WireCall.Kind kind) {
		return switch (this) {
			case NONE -> false;
			case NOT_SENT, DENIED, INVALID, THROTTLED, LOST_REQUEST, SERVER_ERROR, INTERRUPTED, OUT_OF_MEMORY,
					CRASH_BEFORE, STALL, STALLED_REPLY, OUTAGE ->
				true;
			case LOST_REPLY, SERVER_ERROR_APPLIED, LATE, TWICE, TWICE_LATE, INTERRUPTED_APPLIED, CRASH_AFTER,
					CRASH_LATE ->
				kind.writes();
			case SUSPENDED, SUSPENDED_SIGNED, FROZEN, CLOCK_SET_BACK -> kind == WireCall.Kind.COMMIT;
			case MISREPORTED -> kind.stores() || kind == WireCall.Kind.HEAD_OBJECT;
			case CALLER_INTERRUPTED -> kind.stores() || kind == WireCall.Kind.CREATE_UPLOAD;
			case KEY_ERROR -> kind == WireCall.Kind.DELETE_OBJECTS;
			case BODY_TRUNCATED, BODY_ALTERED -> kind == WireCall.Kind.READ_OBJECT;
			case IN_TRANSACTION -> kind == WireCall.Kind.COMMIT;
			case UNPROCESSED, OTHER_NAME -> kind == WireCall.Kind.READ_ITEMS;
			case ERROR_PAGE -> switch (kind) {
				case READ_ITEMS, DESCRIBE_TABLE, LIST_OBJECTS, LIST_PARTS, CREATE_UPLOAD, UPLOAD_PART, COMPLETE_UPLOAD,
						COPY_OBJECT ->
					true;
				default -> false;
			};
			case CUT_SHORT -> kind == WireCall.Kind.LIST_OBJECTS || kind == WireCall.Kind.LIST_PARTS;
		};
	}

	/**
	 * How often, and when, the request is applied.
	 */
	enum Effect {

		NEVER, ONCE, LATER, TWICE, NOW_AND_LATER, PARTLY

	}

}

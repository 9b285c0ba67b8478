package io.github.s3backed.simulation;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.github.s3backed.simulation.Violation.Invariant;
import org.jspecify.annotations.Nullable;

/**
 * What sweeps remove, in comparison with a single careful worker, who knows the whole
 * table and all objects.
 */
final class Removals {

	private static final Duration GRACE = Duration.ofHours(24);

	private final World world;

	private final Sweeping sweeping;

	private final Map<Operation, String> tables = new HashMap<>();

	private final Set<String> sweptTables = new TreeSet<>();

	private final Set<String> removed = new HashSet<>();

	private boolean justified;

	private long limit;

	private boolean limited;

	Removals(World world, Sweeping sweeping) {
		this.world = world;
		this.sweeping = sweeping;
	}

	/**
	 * Begins where the objects are those of the table whose mark there is, if there is
	 * one.
	 */
	void begin() {
		SweepWords.markedTable(this.world.objects()).ifPresent(this.sweptTables::add);
	}

	/**
	 * Begins anew with what there is now, of whichever table it has been.
	 */
	void beginLast() {
		this.sweptTables.clear();
		this.removed.clear();
		this.justified = false;
		this.limit = 0;
		this.limited = look() > 0 && this.sweeping.limited() && !this.justified;
	}

	/**
	 * Tells whether a limit has kept what would have been removed last.
	 */
	boolean keptByLimit() {
		return this.limited;
	}

	/**
	 * A sweep is told the id of the table that it finds.
	 */
	void told(@Nullable Operation sweep, String tableId) {
		if (sweep != null) {
			this.tables.put(sweep, tableId);
		}
		look();
	}

	/**
	 * Looks at everything as it is now, as a single worker might.
	 * @return how much is garbage
	 */
	long look() {
		if (!this.sweeping.limited()) {
			return 0;
		}
		Set<String> pointedTo = this.world.items()
			.all()
			.values()
			.stream()
			.flatMap((item) -> Pointers.of(item).stream())
			.collect(Collectors.toSet());
		long objects = 0;
		long alive = 0;
		long garbage = 0;
		for (Map.Entry<String, ObjectStore.StoredObject> entry : this.world.objects().all().entrySet()) {
			if (!Strays.contain(entry.getKey())) {
				objects++;
				if (pointedTo.contains(ObjectStore.uri(entry.getKey()))) {
					alive++;
				}
				else if (isOld(entry.getValue())) {
					garbage++;
				}
			}
		}
		this.limit = Math.max(this.limit, this.sweeping.limit(objects));
		this.justified |= alive > 0 && garbage > 0 && garbage <= this.sweeping.limit(objects);
		return garbage;
	}

	private boolean isOld(ObjectStore.StoredObject object) {
		return object.lastModified().plus(GRACE).isBefore(this.world.time().instant());
	}

	/**
	 * Judges a request to remove objects, which may arrive long after it was sent.
	 */
	void removes(@Nullable Operation sweep, List<String> keys) {
		if (sweep == null || sweep.type() != Operation.Type.SWEEP) {
			return;
		}
		look();
		String table = this.tables.get(sweep);
		if (table != null && this.sweptTables.add(table) && this.sweptTables.size() > 1) {
			this.world.violated(Invariant.SWEPT_FOR_ONE_TABLE,
					sweep + " removes " + keys + " for " + table + ", one of " + this.sweptTables);
		}
		this.removed.addAll(keys);
		if (this.sweeping.limited() && (!this.justified || this.removed.size() > this.limit)) {
			this.world.violated(Invariant.LIMIT_HOLDS_FOR_TABLE,
					sweep + " removes " + keys + ", which one worker alone would not");
		}
	}

}

package io.github.s3backed.mapping;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import io.github.s3backed.EntityStorage;
import io.github.s3backed.InvalidMappingException;
import io.github.s3backed.Place;
import io.github.s3backed.S3BackedSettings;
import io.github.s3backed.pointer.TableName;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Knows where the objects of each table are: in the place that the settings or its entity
 * class give it, and from before in that of all entities. Refuses places that could not
 * be told apart.
 */
public final class Places {

	private final Place common;

	private final EntityStorages entities;

	private final Map<Class<?>, TablePlaces> byType = new ConcurrentHashMap<>();

	private final Map<String, TablePlaces> byTable = new ConcurrentHashMap<>();

	private final Map<String, Place> byBucket = new ConcurrentHashMap<>();

	/**
	 * Begins with the place of all entities.
	 * @param storage the settings
	 */
	public Places(S3BackedSettings.Storage storage) {
		this.common = storage.place();
		this.entities = new EntityStorages(storage.entities());
		this.byBucket.put(this.common.bucket(), this.common);
	}

	/**
	 * Returns where the objects of an entity class are, which is the same for all classes
	 * of its table.
	 * @param entity the mapping of the class
	 * @return the places
	 * @throws InvalidMappingException if it cannot be there beside what is known by now
	 */
	public TablePlaces of(S3BackedPersistentEntity<?> entity) {
		TablePlaces known = this.byType.get(entity.type());
		return (known != null) ? known : add(entity);
	}

	private synchronized TablePlaces add(S3BackedPersistentEntity<?> entity) {
		EntityStorage storage = this.entities.of(entity.type()).or(entity.storage());
		Place place = storage.in(this.common);
		TablePlaces places = new TablePlaces(TableName.of(entity.tableName()).plain(), place,
				place.isAt(this.common) ? List.of() : List.of(this.common));
		requireOneOfTable(entity, places);
		requireOneOwner(entity, place);
		requireApart(entity, places, places);
		this.byTable.values().forEach((others) -> {
			requireApart(entity, places, others);
			requireApart(entity, others, places);
		});
		this.byBucket.putIfAbsent(place.bucket(), place);
		this.byTable.put(places.table(), places);
		this.byType.put(entity.type(), places);
		return places;
	}

	private void requireOneOfTable(S3BackedPersistentEntity<?> entity, TablePlaces places) {
		TablePlaces others = this.byTable.get(places.table());
		if (others != null && !others.equals(places)) {
			throw new InvalidMappingException(
					"The objects of " + entity.type().getName() + " would be at " + places.current()
							+ ", those of another entity of table '" + places.table() + "' are at " + others.current(),
					"Give the entity classes of one table the same place" + how(entity));
		}
	}

	private void requireOneOwner(S3BackedPersistentEntity<?> entity, Place place) {
		Place other = this.byBucket.getOrDefault(place.bucket(), place);
		if (!String.valueOf(other.expectedBucketOwner()).equals(String.valueOf(place.expectedBucketOwner()))) {
			throw new InvalidMappingException(
					"Bucket '" + place.bucket() + "' of " + entity.type().getName() + " is to be owned by "
							+ owner(place) + ", and elsewhere the same bucket by " + owner(other),
					"Expect one owner of a bucket wherever it is named" + how(entity));
		}
	}

	private static String owner(Place place) {
		return (place.expectedBucketOwner() != null) ? "'" + place.expectedBucketOwner() + "'" : "anyone";
	}

	private static void requireApart(S3BackedPersistentEntity<?> entity, TablePlaces outer, TablePlaces inner) {
		inner.all().stream().filter(outer::surround).findFirst().ifPresent((place) -> {
			throw new InvalidMappingException(
					"The place " + place + " of objects of table '" + inner.table()
							+ "' lies within what belongs to table '" + outer.table() + "' at " + outer.all()
							+ ": a sweep could not tell their objects apart",
					"Choose a prefix that does not begin with the name of a table" + how(entity));
		});
	}

	private static String how(S3BackedPersistentEntity<?> entity) {
		return ", by @S3BackedStorage on the class or s3backed.entities[" + entity.type().getName() + "].";
	}

	/**
	 * Returns where the objects of a table are that was asked for by an entity before.
	 * @param table the table's name or ARN
	 * @return the places
	 */
	public TablePlaces ofTable(String table) {
		TablePlaces places = this.byTable.get(TableName.of(table).plain());
		Assert.state(places != null, () -> "No entity of table '" + table + "' is known");
		return places;
	}

	/**
	 * Returns the account that must own a bucket.
	 * @param bucket the bucket
	 * @return the account; {@code null} for no check, as for the buckets of read
	 * locations
	 */
	public @Nullable String ownerOf(String bucket) {
		Place place = this.byBucket.get(bucket);
		return (place != null) ? place.expectedBucketOwner() : null;
	}

	/**
	 * Returns a place in each bucket that is known, that of all entities first.
	 * @return the places
	 */
	public List<Place> buckets() {
		Stream<Place> others = this.byBucket.values().stream().filter((place) -> place != this.common);
		return Stream.concat(Stream.of(this.common), others.sorted(Comparator.comparing(Place::bucket))).toList();
	}

	/**
	 * Returns the names of entity classes in the settings that mean none that is known.
	 * @return the names
	 */
	public List<String> unusedNames() {
		return this.entities.unused();
	}

}

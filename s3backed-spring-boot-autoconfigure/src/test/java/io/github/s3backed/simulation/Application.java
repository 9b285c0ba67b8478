package io.github.s3backed.simulation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

import io.github.s3backed.ObjectsRemainException;
import io.github.s3backed.S3BackedOperations;
import io.github.s3backed.WriteOutcomeUnknownException;
import io.github.s3backed.WriteResolution;
import io.github.s3backed.sweep.SweepReport;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * An application that uses the library, and notes what it is told.
 */
final class Application {

	private final World world;

	private final SimulatedProcess process;

	private final S3BackedOperations template;

	private final ItemKey key;

	Application(World world, SimulatedProcess process, S3BackedOperations template) {
		this(world, process, template, ItemKey.FIRST);
	}

	private Application(World world, SimulatedProcess process, S3BackedOperations template, ItemKey key) {
		this.world = world;
		this.process = process;
		this.template = template;
		this.key = key;
	}

	/**
	 * Returns this where it works on another item.
	 */
	Application on(ItemKey key) {
		return new Application(this.world, this.process, this.template, key);
	}

	/**
	 * Returns this where it works with contents that are streamed.
	 */
	Streaming streaming() {
		return new Streaming(this);
	}

	World world() {
		return this.world;
	}

	S3BackedOperations template() {
		return this.template;
	}

	ItemKey key() {
		return this.key;
	}

	void save(Content content) {
		write(Operation.Type.SAVE, content, content.into(new Document(), this.key), null);
	}

	void insert(Content content) {
		write(Operation.Type.INSERT, content, content.into(new Document(), this.key), null);
	}

	void update(Content content) {
		write(Operation.Type.UPDATE, content, content.into(new Document(), this.key), null);
	}

	void save(Content content, @Nullable Long version) {
		write(Operation.Type.SAVE, content, versioned(content, version), version);
	}

	void insert(Content content, @Nullable Long version) {
		write(Operation.Type.INSERT, content, versioned(content, version), version);
	}

	void update(Content content, @Nullable Long version) {
		write(Operation.Type.UPDATE, content, versioned(content, version), version);
	}

	/**
	 * Saves what another release of the application maps.
	 */
	void saveWide(Content content) {
		WideDocument document = content.into(new WideDocument(), this.key);
		document.setSummary("summary");
		write(Operation.Type.SAVE, content, document, null);
	}

	/**
	 * Puts objects beside those of the items.
	 */
	void putStrays() {
		Strays.put(this.world.objects(), this.world.time().instant());
	}

	private VersionedDocument versioned(Content content, @Nullable Long version) {
		VersionedDocument document = content.into(new VersionedDocument(), this.key);
		document.setVersion(version);
		return document;
	}

	private void write(Operation.Type type, Content content, Document document, @Nullable Long version) {
		perform(type, content, version, document instanceof VersionedDocument, () -> switch (type) {
			case SAVE -> this.template.save(document);
			case INSERT -> this.template.insert(document);
			default -> this.template.update(document);
		});
	}

	void delete() {
		perform(Operation.Type.DELETE, null, null, () -> {
			Document document = new Document();
			document.setKey(this.key);
			this.template.delete(document);
			return true;
		});
	}

	void delete(long version) {
		perform(Operation.Type.DELETE, null, version, () -> {
			VersionedDocument document = new VersionedDocument();
			document.setKey(this.key);
			document.setVersion(version);
			this.template.delete(document);
			return true;
		});
	}

	void deleteByKey() {
		perform(Operation.Type.DELETE_BY_KEY, null, null,
				() -> this.template.deleteByKey(Document.class, this.key.key()));
	}

	/**
	 * Reads the item by its key.
	 */
	void read() {
		perform(Operation.Type.READ, null, null,
				() -> this.template.findByKey(Document.class, this.key.key()).map(Content::from));
	}

	/**
	 * Reads the item together with its neighbour.
	 */
	void readAll() {
		perform(Operation.Type.READ, null, null, () -> {
			List<Key> keys = Stream.of(ItemKey.values()).map(ItemKey::key).toList();
			return own(this.template.findAllByKey(Document.class, keys).stream());
		});
	}

	/**
	 * Reads the item where all are read that there are.
	 */
	void scan() {
		perform(Operation.Type.READ, null, null, () -> {
			try (Stream<Document> found = this.template.findAll(Document.class)) {
				return own(found);
			}
		});
	}

	private Optional<Content> own(Stream<Document> found) {
		return found.toList().stream().filter((it) -> it.isOf(this.key)).findFirst().map(Content::from);
	}

	/**
	 * Deletes all items that there are.
	 */
	void deleteAll() {
		perform(Operation.Type.DELETE_ALL, null, null, () -> {
			this.template.deleteAll(Document.class);
			return true;
		});
	}

	/**
	 * Writes the item as a tool would that does not know the library.
	 */
	void writeForeign(Content content) {
		putForeign(content.withoutLargeAttributes(), Map.of());
	}

	void writeForeign(Content content, long version) {
		putForeign(content.withoutLargeAttributes(), Map.of("version", AttributeValue.fromN(String.valueOf(version))));
	}

	private void putForeign(Content small, Map<String, AttributeValue> more) {
		Map<String, AttributeValue> item = new HashMap<>(more);
		item.putAll(this.key.attributes());
		item.put("title", AttributeValue.fromS(String.valueOf(small.title())));
		perform(Operation.Type.FOREIGN, small, null,
				() -> this.world.dynamoDb().putItem((request) -> request.tableName(ItemStore.TABLE).item(item)));
	}

	/**
	 * Writes the item anew as it is, but for what the library notes in it, as a tool
	 * would that copies what it knows.
	 */
	void copyForeign(Content content) {
		Map<String, AttributeValue> item = new HashMap<>(this.world.items().get(this.key.id()));
		item.remove("_s3b");
		perform(Operation.Type.FOREIGN, content, null,
				() -> this.world.dynamoDb().putItem((request) -> request.tableName(ItemStore.TABLE).item(item)));
	}

	/**
	 * Copies another item over this one, pointers and all, as a tool would that does not
	 * know the library.
	 */
	void copyFrom(ItemKey from) {
		perform(Operation.Type.COPY, Content.of("nobody"), null, () -> {
			Map<String, AttributeValue> copy = new TreeMap<>(this.world.items().get(from.id()));
			copy.putAll(this.key.attributes());
			return this.world.dynamoDb().putItem((request) -> request.tableName(ItemStore.TABLE).item(copy));
		});
	}

	/**
	 * Does something to the services that is no request.
	 */
	void arrange(Consumer<World> change) {
		change.accept(this.world);
	}

	/**
	 * Does nothing for longer than the sweep's grace period.
	 */
	void waitLong() {
		this.world.time().advance(Run.LATER);
	}

	/**
	 * Sweeps the table.
	 */
	void sweep() {
		sweep(Sweeps::sweep);
	}

	/**
	 * Does a part of a sweep.
	 */
	void sweep(Function<Sweeps, SweepReport> part) {
		perform(Operation.Type.SWEEP, null, null, () -> part.apply(this.world.sweeps()));
	}

	/**
	 * Asks what became of a write whose outcome was unknown.
	 */
	WriteResolution resolve(WriteOutcomeUnknownException unknown) {
		return this.template.resolve(Document.class, this.key.key(), unknown.getToken());
	}

	/**
	 * Asks what became of the last write at once, if its outcome was unknown.
	 */
	void resolve() {
		Operation write = this.process.operation();
		if (write != null && write.error() instanceof WriteOutcomeUnknownException unknown && write.content() != null) {
			perform(Operation.Type.RESOLVE, null, null,
					() -> new Oracle.Resolved(write, on(write.key()).resolve(unknown)));
		}
	}

	/**
	 * Asks what became of the writes of everybody whose outcome is unknown by now.
	 */
	void resolveOthers() {
		for (Operation write : List.copyOf(this.world.operations())) {
			if (write.error() instanceof WriteOutcomeUnknownException unknown && write.content() != null) {
				perform(Operation.Type.RESOLVE, null, null, () -> new Oracle.Resolved(write, resolve(unknown)));
			}
		}
	}

	void perform(Operation.Type type, @Nullable Content content, @Nullable Long version, Callable<?> call) {
		perform(type, content, version, version != null, call);
	}

	private void perform(Operation.Type type, @Nullable Content content, @Nullable Long version, boolean versioned,
			Callable<?> call) {
		if (this.process.dead()) {
			return;
		}
		Operation operation = this.world.begin(this.process, type, this.key, content, version);
		this.world.journal().begin(operation, versioned);
		Object result = null;
		Throwable error = null;
		Operation.Outcome outcome;
		try {
			result = call.call();
			outcome = Operation.Outcome.ACKNOWLEDGED;
		}
		catch (Throwable ex) {
			error = ex;
			outcome = outcome(ex);
		}
		if (this.process.dead()) {
			outcome = Operation.Outcome.CRASHED;
		}
		Thread.interrupted();
		operation.end(outcome, result, error, this.world.items().commits().size());
		this.world.journal().end(operation);
		this.world.ended(operation);
	}

	private static Operation.Outcome outcome(Throwable error) {
		if (error instanceof WriteOutcomeUnknownException || error instanceof OutOfMemoryError) {
			return Operation.Outcome.UNKNOWN;
		}
		return (error instanceof ObjectsRemainException) ? Operation.Outcome.OBJECTS_REMAIN : Operation.Outcome.REFUSED;
	}

	/**
	 * Returns what it does now, or did last.
	 */
	Operation operation() {
		return Objects.requireNonNull(this.process.operation());
	}

	static Optional<?> found(Operation read) {
		return (Optional<?>) read.result();
	}

}

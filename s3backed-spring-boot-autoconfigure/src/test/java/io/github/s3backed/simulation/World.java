package io.github.s3backed.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import io.github.s3backed.S3BackedOperations;
import io.github.s3backed.S3BackedSettings;
import io.github.s3backed.core.SimulatedTemplates;
import io.github.s3backed.event.DanglingPointerEvent;
import io.github.s3backed.runtime.Platform;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * One run: the services, the network, the applications, and what they have done.
 */
final class World {

	/**
	 * Makes parts of 8 bytes, so that contents as short as these have two.
	 */
	private static final int PART_DIVISOR = 1 << 20;

	private final Kit kit;

	private final S3BackedSettings settings;

	private final Mutation mutation;

	private final Trace trace;

	private final VirtualTime time;

	private final Network network;

	private final Scheduler scheduler;

	private final FaultPlan faults;

	private final ItemStore items;

	private final ObjectStore objects;

	private final SimulatedS3 s3;

	private final SimulatedDynamoDb dynamoDb;

	private final Wire wire;

	private final Choices choices;

	private final ExecutorService executor;

	private @Nullable Replica replica;

	private @Nullable String elsewhere;

	private final Superseded superseded;

	private final Removals removals;

	private final Sweeps sweeps;

	private final @Nullable BiConsumer<@Nullable Operation, String> told;

	private final Set<String> lost;

	private final Set<String> orphans;

	private final List<UploadStore.Upload> uploads;

	private final Journal journal;

	private final List<Operation> operations = new ArrayList<>();

	private final List<Violation> violations = new ArrayList<>();

	World(Kit kit, S3BackedSettings settings, Snapshot start, Conduct conduct) {
		this(kit, settings, Sweeping.ALONE, start, conduct);
	}

	World(Kit kit, S3BackedSettings settings, Sweeping sweeping, Snapshot start, Conduct conduct) {
		this.kit = kit;
		this.mutation = conduct.mutation();
		this.settings = this.mutation.settings(settings);
		this.superseded = new Superseded(settings.writes().supersededRetention());
		this.lost = start.lost();
		this.orphans = start.orphans();
		this.uploads = start.uploads();
		this.trace = new Trace(conduct.traced());
		this.removals = new Removals(this, sweeping);
		this.time = new VirtualTime(start.elapsed());
		this.journal = new Journal(start);
		this.network = new Network(this.trace);
		Choices choices = conduct.choices();
		this.scheduler = new Scheduler(choices, conduct.limits(), this.network, this.time, kit.threads(), this.trace);
		this.faults = new FaultPlan(choices, conduct.limits().faults(), conduct.allowed());
		this.items = new ItemStore(start.items(), this::committed);
		this.objects = new ObjectStore(start.objects(), this::checkPointers);
		this.wire = new Wire(this.scheduler, this.faults, this.network, choices, this.time, this.trace);
		this.s3 = new SimulatedS3(this.objects, this.wire, this.time, choices,
				settings.storage().expectedBucketOwner() != null, sweeping.pageSize(), this.removals::removes);
		this.choices = choices;
		this.told = sweeping.identified() ? this.removals::told : null;
		this.dynamoDb = dynamoDb(this.items);
		this.sweeps = new Sweeps(this, kit, settings, sweeping, this::dynamoDb);
		this.removals.begin();
		this.executor = conduct.interleaved() ? new SimulatedExecutor(this.scheduler) : new InlineExecutor();
	}

	private SimulatedDynamoDb dynamoDb(ItemStore items) {
		return new SimulatedDynamoDb(items, this.wire, this.time, this.choices,
				this.mutation.dynamoDbChecksSignatures(), this.told);
	}

	/**
	 * Gives the table another region, in which one application works.
	 */
	void replicate(String application) {
		this.elsewhere = application;
		this.replica = new Replica(this.items, this.network, this.time);
	}

	private SimulatedDynamoDb dynamoDb(SimulatedProcess process) {
		return (this.replica != null && process.name().equals(this.elsewhere)) ? dynamoDb(this.replica.items())
				: this.dynamoDb;
	}

	/**
	 * Adds an application that runs beside the others.
	 */
	void add(String name, Consumer<Application> script) {
		add(name, Duration.ZERO, script);
	}

	/**
	 * Adds an application on a machine whose clock is off.
	 */
	void add(String name, Duration difference, Consumer<Application> script) {
		SimulatedProcess process = new SimulatedProcess(name, new MachineClock(this.time, difference));
		Application application = new Application(this, process, template(process));
		this.scheduler.spawn(name, process, () -> script.accept(application));
	}

	private S3BackedOperations template(SimulatedProcess process) {
		S3Client s3 = this.mutation.s3(this.s3, this);
		DynamoDbClient dynamoDb = this.mutation.dynamoDb(dynamoDb(process), this);
		Platform platform = this.mutation
			.platform(new Platform(this.executor, process.clock(), process.clock()::nanoTime,
					new SplittableRandom(process.name().hashCode() * 31L + this.items.commits().size()), (duration) -> {
						process.ensureAlive();
						this.time.advance(duration);
					}, PART_DIVISOR));
		return SimulatedTemplates.create(s3, dynamoDb, this.kit.mappingContext(), this.settings, this::published,
				platform);
	}

	private void published(Object event) {
		this.trace.add("event: ", event);
		if (event instanceof DanglingPointerEvent dangling && !this.lost.contains(dangling.objectUri())) {
			violated(Violation.Invariant.I1_NO_DANGLING_POINTER, event.toString());
		}
		this.mutation.listener().accept(event);
	}

	/**
	 * Lets everybody run until nothing is left to do and nothing is under way.
	 */
	void run() {
		this.scheduler.run();
		if (this.scheduler.deadlocked()) {
			violated(Violation.Invariant.OUTCOME_IS_TOLD, "somebody waits for ever");
		}
		this.scheduler.failures()
			.forEach((failure) -> violated(Violation.Invariant.OUTCOME_IS_TOLD, "a thread died of " + failure));
		this.network.deliverAll();
	}

	/**
	 * From here on nothing goes wrong any more.
	 */
	void becomeQuiet() {
		this.faults.stop();
		this.scheduler.becomeQuiet();
		this.sweeps.becomeQuiet();
	}

	/**
	 * Sets the table back to what it was after the given number of commits, under another
	 * id.
	 */
	void restoreTable(int moment) {
		for (ItemKey key : ItemKey.values()) {
			this.items.restore(moment, key.id());
		}
		this.items.becomeAnother();
	}

	/**
	 * Makes the versions of objects that items point to current again.
	 */
	void restoreObjects() {
		snapshot().lost().forEach(this.objects::undelete);
	}

	/**
	 * Returns what was lost before the run, and what no item pointed to then.
	 */
	Set<String> lost() {
		return this.lost;
	}

	Set<String> orphans() {
		return this.orphans;
	}

	/**
	 * Returns the multipart uploads that were open before the run.
	 */
	List<UploadStore.Upload> uploads() {
		return this.uploads;
	}

	private void committed() {
		this.superseded.note(this.items.commits().get(this.items.commits().size() - 1), this.time.instant());
		checkPointers();
		if (this.replica != null) {
			this.replica.changedInFirst();
		}
	}

	private void checkPointers() {
		this.removals.look();
		this.items.all().forEach((id, item) -> {
			for (String uri : Pointers.of(item)) {
				if (!this.objects.contains(uri) && !this.lost.contains(uri)) {
					violated(Violation.Invariant.I1_NO_DANGLING_POINTER, "item points to missing " + uri);
				}
			}
		});
		this.superseded.toBeKept(this.time.instant())
			.stream()
			.filter((uri) -> !this.objects.contains(uri))
			.forEach((uri) -> violated(Violation.Invariant.REPLACED_IS_KEPT, "replaced and missing: " + uri));
	}

	void violated(Violation.Invariant invariant, String description) {
		Violation violation = new Violation(invariant, description);
		this.trace.add("VIOLATION ", violation);
		this.violations.add(violation);
	}

	Operation begin(SimulatedProcess process, Operation.Type type, ItemKey key, @Nullable Content content,
			@Nullable Long version) {
		Operation operation = new Operation(process.name() + "#" + this.operations.size(), type, key, content, version,
				this.items.commits().size());
		this.operations.add(operation);
		process.begin(operation);
		this.trace.add(operation, " begins ", type, " of ", key);
		return operation;
	}

	/**
	 * Checks what must be true at the moment when a caller is told the outcome.
	 */
	void ended(Operation operation) {
		this.trace.add(operation, " is told ", operation.outcome(), ", ", operation.error());
		judgeUploads(operation);
		if (operation.type().deletes() && operation.outcome() == Operation.Outcome.ACKNOWLEDGED) {
			this.items.commits().stream().filter((commit) -> commit.operation() == operation).forEach((commit) -> {
				if (Pointers.of(commit.before())
					.stream()
					.anyMatch((uri) -> ItemKey.of(commit.id()).owns(uri) && this.objects.contains(uri))) {
					violated(Violation.Invariant.OUTCOME_IS_TOLD, "delete returned before the objects were gone");
				}
			});
		}
	}

	/**
	 * Whoever has aborted an upload and was told of a part that came later aborts it
	 * again, unless a fault keeps him from it.
	 */
	private void judgeUploads(Operation operation) {
		if (operation.outcome() != Operation.Outcome.CRASHED
				&& operation.faults().stream().noneMatch((met) -> met.call().kind().cleansUp())) {
			this.objects.uploads()
				.existing()
				.stream()
				.filter((upload) -> upload.isLeftBy(operation))
				.forEach((upload) -> violated(Violation.Invariant.NO_OPEN_UPLOAD,
						"parts are listed and not aborted again: " + upload.key()));
		}
	}

	List<Operation> operations() {
		return this.operations;
	}

	Journal journal() {
		return this.journal;
	}

	List<Violation> violations() {
		return this.violations;
	}

	ItemStore items() {
		return this.items;
	}

	ObjectStore objects() {
		return this.objects;
	}

	SimulatedS3 s3() {
		return this.s3;
	}

	SimulatedDynamoDb dynamoDb() {
		return this.dynamoDb;
	}

	Sweeps sweeps() {
		return this.sweeps;
	}

	Removals removals() {
		return this.removals;
	}

	Superseded superseded() {
		return this.superseded;
	}

	VirtualTime time() {
		return this.time;
	}

	FaultPlan faults() {
		return this.faults;
	}

	Scheduler scheduler() {
		return this.scheduler;
	}

	Trace trace() {
		return this.trace;
	}

	Mutation mutation() {
		return this.mutation;
	}

	Snapshot snapshot() {
		return new Snapshot(this.items, this.objects, this.time.elapsed());
	}

}

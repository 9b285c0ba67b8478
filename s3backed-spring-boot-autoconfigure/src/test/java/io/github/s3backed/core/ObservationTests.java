package io.github.s3backed.core;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import io.github.s3backed.testsupport.AwsEnvironment;
import io.github.s3backed.testsupport.AwsTest;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.enhanced.dynamodb.Key;

import org.springframework.dao.DuplicateKeyException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What Micrometer is told of operations and of the requests that they send.
 */
@AwsTest
class ObservationTests {

	private final ObservationRegistry registry = ObservationRegistry.create();

	private final Stopped stopped = new Stopped();

	private final Fixture fixture;

	ObservationTests(AwsEnvironment aws) {
		this.registry.observationConfig().observationHandler(this.stopped);
		this.fixture = Fixture.builder(aws).observations(this.registry).build().withTable(Page.class);
		this.stopped.contexts.clear();
	}

	@AfterEach
	void close() {
		this.fixture.close();
	}

	@Test
	void aSaveIsOneTraceWithItsRequestsBelowIt() {
		this.fixture.template().save(page());
		Observation.Context save = this.stopped.single("s3backed.operation");
		assertThat(save.getContextualName()).isEqualTo("save Page");
		assertThat(keys(save)).containsExactlyInAnyOrder("operation=save", "entity=Page", "outcome=success");
		List<Observation.Context> requests = this.stopped.all("s3backed.request");
		assertThat(requests).allSatisfy((request) -> assertThat(parent(request)).isSameAs(save));
		assertThat(requests.stream().map(ObservationTests::keys)).containsExactlyInAnyOrder(
				List.of("outcome=success", "request=GetItem", "service=dynamodb"),
				List.of("outcome=success", "request=PutObject", "service=s3"),
				List.of("outcome=success", "request=PutObject", "service=s3"),
				List.of("outcome=success", "request=PutItem", "service=dynamodb"));
	}

	@Test
	void anInsertThatComesTooLateIsAConflict() {
		this.fixture.template().save(page());
		this.stopped.contexts.clear();
		assertThatExceptionOfType(DuplicateKeyException.class).isThrownBy(() -> this.fixture.template().insert(page()));
		Observation.Context insert = this.stopped.single("s3backed.operation");
		assertThat(keys(insert)).contains("operation=insert", "outcome=conflict");
		assertThat(insert.getError()).isInstanceOf(DuplicateKeyException.class);
		assertThat(this.stopped.all("s3backed.request").stream().map(ObservationTests::keys))
			.contains(List.of("outcome=conflict", "request=PutItem", "service=dynamodb"))
			.contains(List.of("outcome=success", "request=DeleteObjects", "service=s3"));
	}

	@Test
	void aReadOfNothingIsASuccessWithOneRequest() {
		assertThat(this.fixture.template().findByKey(Page.class, Key.builder().partitionValue("none").build()))
			.isEmpty();
		assertThat(keys(this.stopped.single("s3backed.operation"))).contains("operation=findByKey", "outcome=success");
		assertThat(keys(this.stopped.single("s3backed.request"))).contains("request=GetItem");
	}

	private static Page page() {
		Page page = Page.of("https://example.com", "<html>");
		page.setCoverImage(new byte[] { 1, 2, 3 });
		return page;
	}

	private static List<String> keys(Observation.Context context) {
		return context.getLowCardinalityKeyValues()
			.stream()
			.map((key) -> key.getKey() + "=" + key.getValue())
			.sorted()
			.toList();
	}

	private static @Nullable Object parent(Observation.Context context) {
		return (context.getParentObservation() != null) ? context.getParentObservation().getContextView() : null;
	}

	private static final class Stopped implements ObservationHandler<Observation.Context> {

		private final Queue<Observation.Context> contexts = new ConcurrentLinkedQueue<>();

		@Override
		public void onStop(Observation.Context context) {
			this.contexts.add(context);
		}

		@Override
		public boolean supportsContext(Observation.Context context) {
			return true;
		}

		List<Observation.Context> all(String name) {
			return this.contexts.stream().filter((it) -> name.equals(it.getName())).toList();
		}

		Observation.Context single(String name) {
			assertThat(all(name)).hasSize(1);
			return all(name).get(0);
		}

	}

}

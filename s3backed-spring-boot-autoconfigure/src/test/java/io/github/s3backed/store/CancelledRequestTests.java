package io.github.s3backed.store;

import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CancellationException;

import io.github.s3backed.pointer.ItemId;
import io.github.s3backed.pointer.ObjectLocation;
import io.github.s3backed.pointer.PrimaryKey;
import io.github.s3backed.pointer.TableKey;
import io.micrometer.observation.ObservationRegistry;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.S3Client;

import org.springframework.dao.DataAccessResourceFailureException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Requests that the SDK's HTTP client cancels while they wait for a connection, which the
 * SDK does not wrap.
 */
class CancelledRequestTests {

	private static final ItemId ID = new ItemId("table", new TableKey("id", null),
			new PrimaryKey(AttributeValue.fromS("a"), null));

	private static final RequestExecutor REQUESTS = new RequestExecutor(ObservationRegistry.NOOP);

	private final ItemStore items = new ItemStore(cancelling(DynamoDbClient.class), REQUESTS, (attempt) -> {
	});

	private final ObjectStore objects = new ObjectStore(cancelling(S3Client.class), REQUESTS,
			new BucketOwner("bucket", null));

	private final ObjectInventory inventory = new ObjectInventory(cancelling(S3Client.class), REQUESTS, "bucket", null);

	private static <C> C cancelling(Class<C> client) {
		return client
			.cast(Proxy.newProxyInstance(client.getClassLoader(), new Class<?>[] { client }, (proxy, method, args) -> {
				throw new CancellationException();
			}));
	}

	@Test
	void areErrorsOfDynamoDb() {
		assertTold("DynamoDB table 'table'", () -> this.items.read(ID));
		assertTold("DynamoDB table 'table'", () -> this.items.getAll("table", ID.tableKey(), List.of(ID.key())));
		assertTold("DynamoDB table 'table'", () -> this.items.scan("table", ID.tableKey(), null).toList());
	}

	@Test
	void areErrorsOfS3() {
		ObjectLocation location = new ObjectLocation("bucket", "key");
		assertTold("S3 bucket 'bucket'", () -> this.objects.get(location, (body, length) -> ""));
		assertTold("S3 bucket 'bucket'", () -> this.inventory.list("prefix", null, null));
		assertTold("S3 bucket 'bucket'", () -> this.inventory.listUploads("prefix", null));
		assertThat(this.objects.delete(List.of(location))).singleElement()
			.satisfies((failure) -> assertThat(failure.cause()).isInstanceOf(DataAccessResourceFailureException.class));
	}

	@Test
	void tellNothingOfACommit() {
		ItemChange change = new ItemChange(ID, ID.toMap(),
				Expression.builder().expression("attribute_not_exists(id)").build());
		assertThat(this.items.commit(change, new Lenient())).isInstanceOf(CommitReply.Unknown.class);
	}

	private static void assertTold(String resource, ThrowingCallable call) {
		assertThatExceptionOfType(DataAccessResourceFailureException.class).isThrownBy(call)
			.withMessageContainingAll(resource, "was cancelled while it waited for a connection", "apiCallTimeout")
			.withCauseInstanceOf(CancellationException.class);
	}

	/**
	 * Lets everything be sent.
	 */
	private static final class Lenient implements WireGuard {

		@Override
		public void beforeSending() {
		}

		@Override
		public void answered(@Nullable Instant date) {
		}

	}

}

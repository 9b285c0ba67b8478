package io.github.s3backed.simulation;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

import io.github.s3backed.simulation.Violation.Invariant;
import io.github.s3backed.sweep.SweepOptions;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Bugs in what workers tell each other, and in telling tables of one name apart.
 */
final class SharedSweepBugs {

	private SharedSweepBugs() {
	}

	static List<PlantedBug> all() {
		return List.of(
				inS3("has a limit for each worker", (client, options) -> new OtherReports(client, options, true),
						Invariant.LIMIT_HOLDS_FOR_TABLE)
					.shownBy(Limits.NONE, "swept by two workers, with too much garbage"),
				inS3("takes a worker's missing report for an empty one",
						(client, options) -> new OtherReports(client, options, false), Invariant.LIMIT_HOLDS_FOR_TABLE)
					.shownBy(Limits.faults(1), "swept by two workers, with too much garbage"),
				inS3("does not compare the table's mark before it removes",
						(client, options) -> new MarkNotRead(client), Invariant.I1_NO_DANGLING_POINTER)
					.shownBy(Limits.NONE, "swept by two workers, table swapped for an earlier one"),
				inS3("writes its mark over another table's", (client, options) -> new Unconditional(client),
						Invariant.SWEPT_FOR_ONE_TABLE)
					.shownBy(new Limits(0, 1, 0), "a table and its copy, swept"),
				PlantedBug.of("takes an error page for a table without an id", new Mutation() {
					@Override
					public DynamoDbClient sweepersDynamoDb(DynamoDbClient client) {
						return new AlwaysDescribed(client);
					}
				}, Invariant.SWEEP_IS_HONEST).shownBy(Limits.faults(1), "swept by two workers"));
	}

	private static PlantedBug inS3(String name, BiFunction<S3Client, SweepOptions, S3Client> change,
			Invariant expected) {
		return PlantedBug.of(name, new Mutation() {
			@Override
			public S3Client sweepersS3(S3Client client, SweepOptions options) {
				return change.apply(client, options);
			}
		}, expected);
	}

	/**
	 * Shows a worker empty reports in the place of others', of all or of those that there
	 * are not.
	 */
	private static final class OtherReports extends ForwardingS3 {

		private final int worker;

		private final boolean all;

		private OtherReports(S3Client client, SweepOptions options, boolean all) {
			super(client);
			this.worker = options.worker();
			this.all = all;
		}

		@Override
		public <T> T getObject(GetObjectRequest request, ResponseTransformer<GetObjectResponse, T> transformer) {
			Optional<Integer> other = SweepWords.reporter(request.key()).filter((it) -> it != this.worker);
			if (other.isEmpty()) {
				return super.getObject(request, transformer);
			}
			if (this.all) {
				return empty(request, other.get(), transformer);
			}
			try {
				return super.getObject(request, transformer);
			}
			catch (NoSuchKeyException ex) {
				return empty(request, other.get(), transformer);
			}
		}

		private <T> T empty(GetObjectRequest request, int other,
				ResponseTransformer<GetObjectResponse, T> transformer) {
			String own = request.key().replace("/" + other + "-of-", "/" + this.worker + "-of-");
			return super.getObject(request.toBuilder().key(own).build(), (response, body) -> {
				byte[] report = emptied(new String(body.readAllBytes(), StandardCharsets.UTF_8), other)
					.getBytes(StandardCharsets.UTF_8);
				return transformer.transform(response.toBuilder().contentLength((long) report.length).build(),
						AbortableInputStream.create(new ByteArrayInputStream(report)));
			});
		}

		private static String emptied(String report, int worker) {
			return report.replaceAll("\"(objects|alive|young|garbage)\":\\d+", "\"$1\":0")
				.replaceAll("\"worker\":\\d+", "\"worker\":" + worker);
		}

	}

	/**
	 * May not read the mark, so that the share decides alone.
	 */
	private static final class MarkNotRead extends ForwardingS3 {

		private MarkNotRead(S3Client client) {
			super(client);
		}

		@Override
		public <T> T getObject(GetObjectRequest request, ResponseTransformer<GetObjectResponse, T> transformer) {
			if (SweepWords.isMark(request.key())) {
				throw FaultErrors.describe(S3Exception.builder(), "AccessDenied", 403);
			}
			return super.getObject(request, transformer);
		}

	}

	private static final class Unconditional extends ForwardingS3 {

		private Unconditional(S3Client client) {
			super(client);
		}

		@Override
		public PutObjectResponse putObject(PutObjectRequest request, RequestBody body) {
			return super.putObject(request.toBuilder().ifNoneMatch(null).build(), body);
		}

	}

	private static final class AlwaysDescribed extends ForwardingDynamoDb {

		private AlwaysDescribed(DynamoDbClient client) {
			super(client);
		}

		@Override
		public DescribeTableResponse describeTable(DescribeTableRequest request) {
			DescribeTableResponse response = super.describeTable(request);
			return (response.table() != null) ? response
					: response.toBuilder().table((table) -> table.tableName(request.tableName())).build();
		}

	}

}

package io.github.s3backed.testsupport;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/**
 * What stands behind an {@link AwsTest}.
 */
public enum AwsBackend {

	/**
	 * As the system property {@value #PROPERTY} says: {@code in-process} (the default),
	 * {@code localstack} or {@code endpoint}.
	 */
	CONFIGURED {

		@Override
		AwsBackend resolve() {
			String name = System.getProperty(PROPERTY, "in-process");
			return valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_')).resolve();
		}

		@Override
		RunningAws start() {
			return resolve().start();
		}

	},

	/**
	 * {@link LocalS3} and {@link LocalDynamoDb}.
	 */
	IN_PROCESS {

		@Override
		RunningAws start() {
			LocalS3 s3 = LocalS3.start();
			LocalDynamoDb dynamoDb = LocalDynamoDb.start();
			return new RunningAws(AwsEndpoints.ofStandIns(s3.endpoint(), dynamoDb.endpoint()), s3, dynamoDb);
		}

	},

	/**
	 * LocalStack in a container; tests are skipped where there is no Docker.
	 */
	LOCALSTACK {

		@Override
		Optional<String> reasonToSkip() {
			return DockerClientFactory.instance().isDockerAvailable() ? Optional.empty()
					: Optional.of("LocalStack needs Docker, and there is none");
		}

		@Override
		RunningAws start() {
			LocalStackContainer container = new LocalStackContainer(DockerImageName.parse(LOCALSTACK_IMAGE))
				.withServices("s3", "dynamodb");
			container.start();
			return new RunningAws(new AwsEndpoints(container.getEndpoint(), container.getEndpoint(),
					Region.of(container.getRegion()),
					StaticCredentialsProvider
						.create(AwsBasicCredentials.create(container.getAccessKey(), container.getSecretKey())),
					true), container);
		}

	},

	/**
	 * Whatever answers at {@code s3backed.test.s3.endpoint} and
	 * {@code s3backed.test.dynamodb.endpoint} in {@code s3backed.test.region}, with
	 * credentials from the SDK's default chain. An endpoint that is left out is AWS's
	 * own. With {@code s3backed.test.s3.chunked-encoding=false} bodies are sent as they
	 * are.
	 */
	ENDPOINT {

		@Override
		Optional<String> reasonAgainstProxies() {
			return isPlainHttp(uri("s3backed.test.s3.endpoint")) && isPlainHttp(uri("s3backed.test.dynamodb.endpoint"))
					? Optional.empty() : Optional.of("A proxy cannot stand before endpoints that are not plain HTTP");
		}

		private static boolean isPlainHttp(@Nullable URI endpoint) {
			return endpoint != null && "http".equals(endpoint.getScheme());
		}

		@Override
		RunningAws start() {
			return new RunningAws(
					new AwsEndpoints(uri("s3backed.test.s3.endpoint"), uri("s3backed.test.dynamodb.endpoint"),
							Region.of(System.getProperty("s3backed.test.region", Region.US_EAST_1.id())),
							DefaultCredentialsProvider.builder().build(),
							Boolean.parseBoolean(System.getProperty("s3backed.test.s3.chunked-encoding", "true"))));
		}

		private static @Nullable URI uri(String property) {
			String value = System.getProperty(property);
			return (value != null) ? URI.create(value) : null;
		}

	};

	/**
	 * The system property that chooses among the backends.
	 */
	public static final String PROPERTY = "s3backed.test.aws";

	/**
	 * The last release that starts without an account.
	 */
	private static final String LOCALSTACK_IMAGE = "localstack/localstack:4.14.0";

	AwsBackend resolve() {
		return this;
	}

	Optional<String> reasonToSkip() {
		return Optional.empty();
	}

	/**
	 * Tells why a proxy cannot stand between the tests and the services.
	 */
	Optional<String> reasonAgainstProxies() {
		return Optional.empty();
	}

	abstract RunningAws start();

}

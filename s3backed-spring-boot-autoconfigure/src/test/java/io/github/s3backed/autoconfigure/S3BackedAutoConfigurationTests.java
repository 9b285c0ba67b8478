package io.github.s3backed.autoconfigure;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.function.Function;

import io.awspring.cloud.dynamodb.DynamoDbTableNameResolver;
import io.github.s3backed.Compression;
import io.github.s3backed.ObjectKeyGenerator;
import io.github.s3backed.ObjectRequest;
import io.github.s3backed.ObjectRequestCustomizer;
import io.github.s3backed.S3BackedOperations;
import io.github.s3backed.S3BackedSettings;
import io.github.s3backed.autoconfigure.entities.Page;
import io.github.s3backed.codec.CompressionSettings;
import io.github.s3backed.core.S3BackedTemplate;
import io.github.s3backed.mapping.S3BackedMappingContext;
import io.github.s3backed.sweep.S3BackedSweeper;
import io.micrometer.observation.ObservationRegistry;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.AwsServiceClientConfiguration;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.system.JavaVersion;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.Ordered;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.mockConstruction;
import static org.mockito.Mockito.verify;

/**
 * Tests for {@link S3BackedAutoConfiguration}.
 */
class S3BackedAutoConfigurationTests {

	private final ApplicationContextRunner withoutBucket = TestContexts.withoutBucket();

	private final ApplicationContextRunner runner = TestContexts.withBucket();

	@Test
	void aBucketIsAllThatIsNeeded() {
		this.runner.run((context) -> assertThat(context).hasSingleBean(S3BackedOperations.class)
			.hasSingleBean(S3BackedTemplate.class)
			.hasSingleBean(S3BackedMappingContext.class)
			.hasSingleBean(S3BackedSettings.class));
	}

	@Test
	void withoutABucketTheApplicationDoesNotStart() {
		this.withoutBucket.run((context) -> assertThat(context).getFailure()
			.rootCause()
			.isInstanceOf(MissingBucketException.class)
			.hasMessageContaining("s3backed.bucket"));
	}

	@Test
	void switchedOffItNeedsNoBucketAndLeavesNothing() {
		this.withoutBucket.withPropertyValues("s3backed.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(DynamoDbEnhancedClient.class)
				.doesNotHaveBean(S3BackedOperations.class)
				.doesNotHaveBean(S3BackedMappingContext.class)
				.doesNotHaveBean(S3BackedSettings.class)
				.doesNotHaveBean(S3BackedProperties.class)
				.doesNotHaveBean(EntityMappingValidator.class));
	}

	@Test
	void withoutTheClientsOnTheClassPathNothingIsConfigured() {
		for (Class<?> type : List.of(S3Client.class, DynamoDbEnhancedClient.class, JsonMapper.class)) {
			this.withoutBucket.withClassLoader(new FilteredClassLoader(type))
				.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(S3BackedOperations.class));
		}
	}

	@Test
	void backsOffToTheUsersOperationsWhichNeedNoBucket() {
		S3BackedOperations operations = mock(S3BackedOperations.class);
		this.withoutBucket.withBean("mine", S3BackedOperations.class, () -> operations).run((context) -> {
			assertThat(context).hasNotFailed().doesNotHaveBean(S3BackedTemplate.class);
			assertThat(context.getBean(S3BackedOperations.class)).isSameAs(operations);
		});
	}

	@Test
	void backsOffToTheUsersSettings() {
		S3BackedSettings settings = S3BackedSettings.forBucket("mine");
		this.withoutBucket.withBean("mine", S3BackedSettings.class, () -> settings).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(context.getBean(S3BackedSettings.class)).isSameAs(settings);
		});
	}

	@Test
	void theTemplateIsMadeOfTheUsersBeans() {
		S3Client s3Client = mock(S3Client.class);
		DynamoDbClient dynamoDbClient = mock(DynamoDbClient.class);
		S3BackedMappingContext mappingContext = mock(S3BackedMappingContext.class);
		S3BackedSettings settings = S3BackedSettings.forBucket("mine");
		ObservationRegistry observations = ObservationRegistry.create();
		List<Object> arguments = new ArrayList<>();
		try (var templates = mockConstruction(S3BackedTemplate.class,
				(template, creation) -> arguments.addAll(creation.arguments()))) {
			this.runner.withBean("myS3", S3Client.class, () -> s3Client)
				.withBean("myDynamoDb", DynamoDbClient.class, () -> dynamoDbClient)
				.withBean("myMapping", S3BackedMappingContext.class, () -> mappingContext)
				.withBean("mySettings", S3BackedSettings.class, () -> settings)
				.withBean(ObservationRegistry.class, () -> observations)
				.run((context) -> assertThat(arguments).singleElement()
					.extracting("s3Client", "dynamoDbClient", "mappingContext", "settings", "observations", "events")
					.containsExactly(s3Client, dynamoDbClient, mappingContext, settings, observations,
							context.getSourceApplicationContext()));
		}
	}

	@Test
	void theTemplateUsesTheExecutorOfItsName() {
		ExecutorService executor = mock(ExecutorService.class);
		List<Object> arguments = new ArrayList<>();
		try (var templates = mockConstruction(S3BackedTemplate.class,
				(template, creation) -> arguments.addAll(creation.arguments()))) {
			this.runner.withBean("another", ExecutorService.class, () -> mock(ExecutorService.class))
				.withBean("s3BackedExecutor", ExecutorService.class, () -> executor)
				.run((context) -> assertThat(arguments).singleElement().extracting("executor").isSameAs(executor));
			this.runner.withBean("another", ExecutorService.class, () -> mock(ExecutorService.class))
				.run((context) -> assertThat(arguments.get(1)).extracting("executor").isNull());
		}
	}

	@Test
	void customizersAreAskedInTheirOrder() {
		Customizer last = new Customizer(2);
		Customizer first = new Customizer(1);
		List<Object> arguments = new ArrayList<>();
		try (var templates = mockConstruction(S3BackedTemplate.class,
				(template, creation) -> arguments.addAll(creation.arguments()));
				var sweepers = mockConstruction(S3BackedSweeper.class,
						(sweeper, creation) -> arguments.addAll(creation.arguments()))) {
			this.runner.withBean("last", Customizer.class, () -> last)
				.withBean("first", Customizer.class, () -> first)
				.run((context) -> {
					assertThat(context.getBean(S3BackedSweeper.class)).isNotNull();
					assertThat(arguments.get(0)).extracting("customizers").isEqualTo(List.of(first, last));
					assertThat(arguments).contains(List.of(first, last));
				});
		}
	}

	@Test
	void urlsAreSignedByThePresignerOfSpringCloudAws() {
		List<Object> arguments = new ArrayList<>();
		try (var templates = mockConstruction(S3BackedTemplate.class,
				(template, creation) -> arguments.addAll(creation.arguments()))) {
			this.runner.run((context) -> assertThat(arguments.get(0)).extracting("presigner")
				.isSameAs(context.getBean(S3Presigner.class)));
		}
	}

	@Test
	void requestsRunOnVirtualThreadsWhereTheApplicationAsksForThemAndTheJvmHasThem() {
		List<Object> arguments = new ArrayList<>();
		try (var templates = mockConstruction(S3BackedTemplate.class,
				(template, creation) -> arguments.addAll(creation.arguments()))) {
			this.runner.run((context) -> assertThat(arguments.get(0)).extracting("threadFactory").isNull());
			this.runner.withPropertyValues("spring.threads.virtual.enabled=true").run((context) -> {
				boolean expected = JavaVersion.getJavaVersion().isEqualOrNewerThan(JavaVersion.TWENTY_ONE);
				assertThat(arguments.get(1)).extracting("threadFactory")
					.matches((threadFactory) -> (threadFactory != null) == expected);
			});
		}
	}

	@Test
	void theTemplateIsClosedWithTheContext() {
		try (var templates = mockConstruction(S3BackedTemplate.class)) {
			this.runner.run((context) -> assertThat(context).hasNotFailed());
			verify(templates.constructed().get(0)).close();
		}
	}

	@Test
	void theMappingContextIsMadeOfTheUsersBeans() {
		DynamoDbEnhancedClient enhancedClient = mock(DynamoDbEnhancedClient.class);
		JsonMapper jsonMapper = new JsonMapper();
		ObjectKeyGenerator keyGenerator = (entity, attribute) -> null;
		List<Object> arguments = mappingArguments(
				this.runner.withBean("myEnhancedClient", DynamoDbEnhancedClient.class, () -> enhancedClient)
					.withBean("myJsonMapper", JsonMapper.class, () -> jsonMapper)
					.withBean("myKeyGenerator", ObjectKeyGenerator.class, () -> keyGenerator)
					.withPropertyValues("s3backed.compression=gzip", "s3backed.compression-level=1"));
		assertThat(arguments).contains(enhancedClient, jsonMapper, keyGenerator,
				new CompressionSettings(Compression.GZIP, 1));
	}

	@Test
	void tablesAreNamedByTheUsersResolver() {
		DynamoDbTableNameResolver resolver = new DynamoDbTableNameResolver() {

			@Override
			public <T> String resolve(Class<T> type) {
				return "table-of-" + type.getSimpleName();
			}

		};
		assertThat(tableName(this.runner.withBean("mine", DynamoDbTableNameResolver.class, () -> resolver)))
			.isEqualTo("table-of-Page");
	}

	@Test
	void tablesAreNamedAsSpringCloudAwsNamesThem() {
		assertThat(tableName(this.runner.withPropertyValues("spring.cloud.aws.dynamodb.table-prefix=test_")))
			.isEqualTo("test_page");
	}

	@Test
	void theClientsAreThoseOfSpringCloudAws() {
		this.runner.withPropertyValues("spring.cloud.aws.endpoint=http://localhost:4566")
			.run((context) -> assertThat(List.of(context.getBean(S3Client.class).serviceClientConfiguration(),
					context.getBean(DynamoDbClient.class).serviceClientConfiguration()))
				.allSatisfy(S3BackedAutoConfigurationTests::isConfigured));
	}

	private static void isConfigured(AwsServiceClientConfiguration client) {
		assertThat(client.region()).isEqualTo(Region.EU_CENTRAL_1);
		assertThat(client.endpointOverride()).contains(URI.create("http://localhost:4566"));
		AwsCredentialsIdentity credentials = client.credentialsProvider().resolveIdentity().join();
		assertThat(credentials.accessKeyId()).isEqualTo("key");
		assertThat(credentials.secretAccessKey()).isEqualTo("secret");
	}

	@SuppressWarnings("unchecked")
	private static String tableName(ApplicationContextRunner runner) {
		return ((Function<Class<?>, String>) mappingArguments(runner).get(1)).apply(Page.class);
	}

	private static List<Object> mappingArguments(ApplicationContextRunner runner) {
		List<Object> arguments = new ArrayList<>();
		try (var mappings = mockConstruction(S3BackedMappingContext.class,
				(mapping, creation) -> arguments.addAll(creation.arguments()))) {
			runner.run((context) -> assertThat(context).hasNotFailed());
		}
		return arguments;
	}

	private record Customizer(int order) implements ObjectRequestCustomizer, Ordered {

		@Override
		public void customize(ObjectRequest request) {
		}

		@Override
		public int getOrder() {
			return this.order;
		}

	}

}

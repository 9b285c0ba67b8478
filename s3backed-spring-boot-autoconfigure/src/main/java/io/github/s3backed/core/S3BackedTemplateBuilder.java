package io.github.s3backed.core;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadFactory;

import io.github.s3backed.ObjectRequestCustomizer;
import io.github.s3backed.S3BackedSettings;
import io.github.s3backed.mapping.S3BackedMappingContext;
import io.github.s3backed.observation.S3BackedMetrics;
import io.github.s3backed.runtime.Platform;
import io.github.s3backed.runtime.RequestThreads;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.util.Assert;

/**
 * Builds a {@link S3BackedTemplate}. The settings are required.
 */
public final class S3BackedTemplateBuilder {

	final S3Client s3Client;

	final DynamoDbClient dynamoDbClient;

	final S3BackedMappingContext mappingContext;

	ApplicationEventPublisher events = (event) -> {
	};

	ObservationRegistry observations = ObservationRegistry.NOOP;

	S3BackedMetrics metrics = S3BackedMetrics.NONE;

	List<ObjectRequestCustomizer> customizers = List.of();

	@Nullable S3Presigner presigner;

	private @Nullable S3BackedSettings settings;

	private @Nullable ExecutorService executor;

	private @Nullable ThreadFactory threadFactory;

	private @Nullable Platform platform;

	S3BackedTemplateBuilder(S3Client s3Client, DynamoDbClient dynamoDbClient, S3BackedMappingContext mappingContext) {
		this.s3Client = s3Client;
		this.dynamoDbClient = dynamoDbClient;
		this.mappingContext = mappingContext;
	}

	/**
	 * Sets the settings.
	 * @param settings the settings
	 * @return this builder
	 */
	public S3BackedTemplateBuilder settings(S3BackedSettings settings) {
		this.settings = settings;
		return this;
	}

	/**
	 * Sets who gets the events of {@link io.github.s3backed.event}; nobody if this is not
	 * called.
	 * @param events publishes them
	 * @return this builder
	 */
	public S3BackedTemplateBuilder events(ApplicationEventPublisher events) {
		this.events = events;
		return this;
	}

	/**
	 * Sets who gets the observations of
	 * {@link io.github.s3backed.observation.S3BackedObservation}; nobody if this is not
	 * called.
	 * @param observations the registry
	 * @return this builder
	 */
	public S3BackedTemplateBuilder observationRegistry(ObservationRegistry observations) {
		this.observations = observations;
		return this;
	}

	/**
	 * Sets who counts what happens, such as a
	 * {@link io.github.s3backed.observation.MicrometerMetrics}; nobody if this is not
	 * called.
	 * @param metrics counts
	 * @return this builder
	 */
	public S3BackedTemplateBuilder metrics(S3BackedMetrics metrics) {
		this.metrics = metrics;
		return this;
	}

	/**
	 * Sets who has a say in how objects are stored; nobody if this is not called.
	 * @param customizers are asked in this order
	 * @return this builder
	 */
	public S3BackedTemplateBuilder objectRequestCustomizers(List<ObjectRequestCustomizer> customizers) {
		this.customizers = List.copyOf(customizers);
		return this;
	}

	/**
	 * Sets who signs URLs for others; nobody if this is not called.
	 * @param presigner signs them, with the endpoint that others can reach; the template
	 * does not close it
	 * @return this builder
	 */
	public S3BackedTemplateBuilder presigner(S3Presigner presigner) {
		this.presigner = presigner;
		return this;
	}

	/**
	 * Has requests that are sent side by side run in threads of this factory, at most
	 * {@link S3BackedSettings#concurrency()} at a time, which the template ends when it
	 * is closed.
	 * @param threadFactory makes the threads, virtual ones perhaps
	 * @return this builder
	 */
	public S3BackedTemplateBuilder threadFactory(ThreadFactory threadFactory) {
		this.threadFactory = threadFactory;
		return this;
	}

	/**
	 * Has requests that are sent side by side run in an executor of the application's
	 * own, which the template never closes. It must not run them in the thread that
	 * submits them, and must be closed after the template: a caller waits for what it has
	 * submitted.
	 * @param executor the executor
	 * @return this builder
	 */
	public S3BackedTemplateBuilder executor(ExecutorService executor) {
		this.executor = executor;
		return this;
	}

	S3BackedTemplateBuilder platform(Platform platform) {
		this.platform = platform;
		return this;
	}

	/**
	 * Builds the template.
	 * @return a template, to be closed
	 * @throws IllegalStateException if there are no settings, or both an executor and a
	 * thread factory
	 */
	public S3BackedTemplate build() {
		return new S3BackedTemplate(this);
	}

	S3BackedSettings requiredSettings() {
		Assert.state(this.settings != null, "A template needs settings: call settings(..)");
		return this.settings;
	}

	boolean ownsExecutor() {
		return this.executor == null;
	}

	Platform platform() {
		Assert.state(this.executor == null || this.threadFactory == null,
				"A template has an executor of the application's own or a thread factory, not both");
		if (this.platform != null) {
			return this.platform;
		}
		int concurrency = requiredSettings().concurrency();
		return RequestThreads.newPlatform(
				(this.executor != null) ? this.executor : RequestThreads.newExecutor(concurrency, this.threadFactory));
	}

}

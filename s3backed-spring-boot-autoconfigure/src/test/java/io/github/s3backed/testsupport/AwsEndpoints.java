package io.github.s3backed.testsupport;

import java.net.URI;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/**
 * Where S3 and DynamoDB are, and how to get in.
 *
 * @param s3 the endpoint of S3; {@code null} for the region's own
 * @param dynamoDb the endpoint of DynamoDB; {@code null} for the region's own
 * @param region the region
 * @param credentials the credentials
 * @param chunkedEncoding whether bodies are sent to S3 in signed chunks, which some
 * stores refuse, or take for content
 */
public record AwsEndpoints(@Nullable URI s3, @Nullable URI dynamoDb, Region region, AwsCredentialsProvider credentials,
		boolean chunkedEncoding) {

	/**
	 * What stand-ins expect: one region, and any credentials whose access key has letters
	 * and digits only.
	 * @param s3 the endpoint of S3, if it is needed
	 * @param dynamoDb the endpoint of DynamoDB, if it is needed
	 * @return the endpoints
	 */
	public static AwsEndpoints ofStandIns(@Nullable URI s3, @Nullable URI dynamoDb) {
		return new AwsEndpoints(s3, dynamoDb, Region.US_EAST_1,
				StaticCredentialsProvider.create(AwsBasicCredentials.create("standin", "standin")), true);
	}

	/**
	 * The same services at other addresses, such as those of proxies.
	 * @param s3 the endpoint of S3
	 * @param dynamoDb the endpoint of DynamoDB
	 * @return the endpoints
	 */
	public AwsEndpoints at(URI s3, URI dynamoDb) {
		return new AwsEndpoints(s3, dynamoDb, this.region, this.credentials, this.chunkedEncoding);
	}

	/**
	 * A builder of S3 clients, for tests that add something of their own.
	 * @return a new builder
	 */
	public S3ClientBuilder s3ClientBuilder() {
		S3ClientBuilder builder = S3Client.builder()
			.region(this.region)
			.credentialsProvider(this.credentials)
			.serviceConfiguration((it) -> it.chunkedEncodingEnabled(this.chunkedEncoding));
		if (this.s3 != null) {
			builder.endpointOverride(this.s3).forcePathStyle(true);
		}
		return builder;
	}

	/**
	 * What signs URLs of S3.
	 * @return a new presigner, to be closed
	 */
	public S3Presigner presigner() {
		S3Presigner.Builder builder = S3Presigner.builder().region(this.region).credentialsProvider(this.credentials);
		if (this.s3 != null) {
			builder.endpointOverride(this.s3)
				.serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(true).build());
		}
		return builder.build();
	}

	/**
	 * A builder of DynamoDB clients, for tests that add something of their own.
	 * @return a new builder
	 */
	public DynamoDbClientBuilder dynamoDbClientBuilder() {
		DynamoDbClientBuilder builder = DynamoDbClient.builder()
			.region(this.region)
			.credentialsProvider(this.credentials);
		if (this.dynamoDb != null) {
			builder.endpointOverride(this.dynamoDb);
		}
		return builder;
	}

}

package io.github.s3backed.store;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.util.Assert;

/**
 * The one region whose writers may change a table that has replicas in others.
 *
 * @param declared the region that was declared, or {@code null} if none was
 * @param own the region of this application's client, or {@code null} if none was
 * declared
 */
public record WriterRegion(@Nullable String declared, @Nullable String own) {

	/**
	 * Compares a declared region with that of a client.
	 * @param client the client that writes
	 * @param declared the declared region, or {@code null} for none
	 * @return both
	 * @throws IllegalArgumentException if one is declared and the client has none
	 */
	public static WriterRegion of(DynamoDbClient client, @Nullable String declared) {
		if (declared == null) {
			return new WriterRegion(null, null);
		}
		Region own = client.serviceClientConfiguration().region();
		Assert.notNull(own, () -> "s3backed.writer-region is " + declared
				+ ", but the DynamoDbClient does not tell its own region: set spring.cloud.aws.dynamodb.region");
		return new WriterRegion(declared, own.id());
	}

	/**
	 * Tells whether writes belong into another region.
	 * @return whether a region is declared and is not that of the client
	 */
	public boolean isElsewhere() {
		return this.declared != null && !this.declared.equals(this.own);
	}

	/**
	 * Refuses what another region does alone.
	 * @param what what was asked for
	 * @throws InvalidDataAccessApiUsageException if {@link #isElsewhere()}
	 */
	public void require(String what) {
		if (isElsewhere()) {
			throw new InvalidDataAccessApiUsageException(what + " is for the region '" + this.declared
					+ "' (s3backed.writer-region); this application's DynamoDB is in '" + this.own
					+ "' and only reads. Nothing was sent");
		}
	}

}

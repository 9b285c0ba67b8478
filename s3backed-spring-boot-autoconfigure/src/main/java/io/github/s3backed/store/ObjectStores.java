package io.github.s3backed.store;

import software.amazon.awssdk.services.s3.S3Client;

/**
 * All that stores and reads objects with one client.
 *
 * @param objects whole objects
 * @param multipart objects in parts
 * @param copies objects that S3 copies
 */
public record ObjectStores(ObjectStore objects, MultipartUploads multipart, ObjectCopies copies) {

	/**
	 * Creates them for a client.
	 * @param client the client
	 * @param requests makes its calls
	 * @param owners know who must own which bucket
	 * @param customizers have a say in how objects are stored
	 * @return the stores
	 */
	public static ObjectStores of(S3Client client, RequestExecutor requests, BucketOwners owners,
			ObjectCustomizers customizers) {
		ObjectStore objects = new ObjectStore(client, requests, owners, customizers);
		return new ObjectStores(objects, new MultipartUploads(client, requests, owners, objects, customizers),
				new ObjectCopies(client, requests, owners, customizers));
	}

}

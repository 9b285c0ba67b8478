package io.github.s3backed;

/**
 * Has a say in how objects are stored in S3: their storage class, tags, encryption and
 * some of their headers. Beans of this type are called in their order, once for each
 * object, before anything of it is sent.
 * <p>
 * What one throws fails the write: nothing is changed, and what was uploaded for other
 * attributes is removed.
 */
@FunctionalInterface
public interface ObjectRequestCustomizer {

	/**
	 * Customizes the request that stores an object.
	 * @param request describes the object and takes what is to be set; it is of no use
	 * after the call
	 */
	void customize(ObjectRequest request);

}

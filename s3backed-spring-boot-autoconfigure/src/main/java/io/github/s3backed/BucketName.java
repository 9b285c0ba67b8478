package io.github.s3backed;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

import org.springframework.util.Assert;

/**
 * What can stand where the name of a bucket is asked for. A pointer holds it, in
 * {@code s3://bucket/key}, and must lead to the same objects for as long as the item
 * lives: so neither an ARN, whose slashes are not told from the key's, nor a name behind
 * which objects differ from what was stored there. The alias of an access point does.
 * Stores that are not AWS's have their own rules for names, which they apply themselves.
 *
 * @see <a href=
 * "https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-naming.html">Access
 * point aliases</a>
 */
public final class BucketName {

	private static final String SCHEME = "s3://";

	private static final Pattern SEPARATED = Pattern.compile(".*[/\\s\\p{Cntrl}].*", Pattern.DOTALL);

	private static final Map<String, String> REFUSED_ENDS = refusedEnds();

	private BucketName() {
	}

	private static Map<String, String> refusedEnds() {
		String directory = "It is a directory bucket (S3 Express One Zone), which does not list objects in the order"
				+ " of their keys, as the sweep needs it; use a general purpose bucket";
		Map<String, String> ends = new LinkedHashMap<>();
		ends.put("--x-s3", directory);
		ends.put("--xa-s3", directory);
		ends.put("--ol-s3", "It is the alias of an Object Lambda access point, which may give other bytes than were"
				+ " stored; use the bucket or an access point of it");
		ends.put("--table-s3", "It is a table bucket, which holds no objects; use a general purpose bucket");
		ends.put(".mrap", "It is the alias of a Multi-Region Access Point, behind which a region may not have an"
				+ " object yet that was just written; use the bucket of one region");
		return ends;
	}

	/**
	 * Refuses what is not the name of a bucket, or names one that will not do.
	 * @param name the name, or the alias of an access point
	 * @return the name
	 * @throws IllegalArgumentException if it will not do, with the reason and what to
	 * write instead
	 */
	public static String require(String name) {
		Assert.hasText(name, "It must not be empty");
		Assert.isTrue(!name.startsWith(SCHEME), "It must be the name of a bucket, not a URI");
		Assert.isTrue(!name.startsWith("arn:"), () -> arn(name));
		Assert.isTrue(!SEPARATED.matcher(name).matches(),
				"It must be the name of a bucket, which has neither slashes nor spaces");
		REFUSED_ENDS.forEach((end, reason) -> Assert.isTrue(!name.endsWith(end), reason));
		return name;
	}

	/**
	 * Refuses what is not a place in a bucket.
	 * @param uri {@code s3://bucket/prefix}
	 * @return the URI
	 * @throws IllegalArgumentException if it will not do, with the reason and what to
	 * write instead
	 */
	public static String requireLocation(String uri) {
		Assert.isTrue(uri.startsWith(SCHEME), "It must have the form 's3://bucket/prefix/'");
		String place = uri.substring(SCHEME.length());
		int slash = place.startsWith("arn:") ? -1 : place.indexOf('/');
		require((slash < 0) ? place : place.substring(0, slash));
		return uri;
	}

	private static String arn(String arn) {
		if (arn.endsWith(".mrap")) {
			return REFUSED_ENDS.get(".mrap");
		}
		if (arn.contains(":s3-object-lambda:")) {
			return REFUSED_ENDS.get("--ol-s3");
		}
		return arn.contains(":accesspoint") || arn.contains("/accesspoint")
				? "It must not be an ARN; use the alias of the access point, which ends with '-s3alias' ('--op-s3' on"
						+ " Outposts), or the name of its bucket"
				: "It must not be an ARN; use the name of the bucket, which is the ARN's end";
	}

}

package io.github.s3backed.store;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import io.github.s3backed.ObjectRequest;
import io.github.s3backed.ObjectRequestCustomizer;
import io.github.s3backed.pointer.ObjectLocation;
import io.github.s3backed.pointer.PrimaryKey;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.Key;

import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * Takes what customizers set, and refuses what S3 would refuse, or what would make the
 * object unreadable.
 */
final class CustomizedRequest implements ObjectRequest {

	/**
	 * They are read only hours after they have been asked for.
	 */
	private static final Set<String> ARCHIVES = Set.of("GLACIER", "DEEP_ARCHIVE");

	/**
	 * Of the library's own metadata, whichever it will have.
	 */
	private static final String OWN_PREFIX = "s3b-";

	private static final int MAX_TAGS = 10;

	/**
	 * Names and values of all user metadata, in bytes.
	 *
	 * @see <a href=
	 * "https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingMetadata.html">Working
	 * with object metadata</a>
	 */
	private static final int MAX_METADATA = 2048;

	private static final Pattern HEADER_VALUE = Pattern.compile("[ -~]+");

	private static final Pattern METADATA_NAME = Pattern.compile("[a-z0-9!#$%&'*+.^_`|~-]+");

	private final ObjectLocation location;

	private final String contentType;

	private final @Nullable Long length;

	private final Map<String, String> ownMetadata;

	private final ObjectContext context;

	private final Map<String, String> tags = new LinkedHashMap<>();

	private final Map<String, String> metadata = new LinkedHashMap<>();

	private final Map<String, String> encryptionContext = new LinkedHashMap<>();

	private @Nullable ObjectRequestCustomizer customizer;

	private @Nullable String storageClass;

	private @Nullable String cacheControl;

	private @Nullable String contentDisposition;

	private @Nullable String algorithm;

	private @Nullable String kmsKeyId;

	private @Nullable Boolean bucketKeyEnabled;

	CustomizedRequest(ObjectLocation location, String contentType, @Nullable Long length,
			Map<String, String> ownMetadata, ObjectContext context) {
		this.location = location;
		this.contentType = contentType;
		this.length = length;
		this.ownMetadata = ownMetadata;
		this.context = context;
	}

	void customize(ObjectRequestCustomizer customizer) {
		this.customizer = customizer;
		customizer.customize(this);
	}

	ObjectSettings settings() {
		return new ObjectSettings(this.storageClass, Map.copyOf(this.tags), Map.copyOf(this.metadata),
				this.cacheControl, this.contentDisposition, new ObjectSettings.Encryption(this.algorithm, this.kmsKeyId,
						this.bucketKeyEnabled, Map.copyOf(this.encryptionContext)));
	}

	@Override
	public Class<?> getEntityType() {
		return this.context.entityType();
	}

	@Override
	public @Nullable String getAttribute() {
		return this.context.attribute();
	}

	@Override
	public @Nullable Key getKey() {
		PrimaryKey owner = this.context.owner();
		if (owner == null) {
			return null;
		}
		Key.Builder key = Key.builder().partitionValue(owner.partition());
		return ((owner.sort() != null) ? key.sortValue(owner.sort()) : key).build();
	}

	@Override
	public String getUri() {
		return this.location.uri();
	}

	@Override
	public String getContentType() {
		return this.contentType;
	}

	@Override
	public @Nullable Long getLength() {
		return this.length;
	}

	@Override
	public ObjectRequest storageClass(String storageClass) {
		require(!ARCHIVES.contains(storageClass), "the storage class " + storageClass,
				"its objects cannot be read at once");
		this.storageClass = header("the storage class", storageClass);
		return this;
	}

	@Override
	public ObjectRequest tag(String key, String value) {
		require(!key.isEmpty() && key.length() <= 128 && value.length() <= 256 && !key.startsWith("aws:"),
				"the tag '" + key + "'",
				"a key has 1 to 128 characters and does not begin with 'aws:', a value has 256 at most");
		require(this.tags.size() < MAX_TAGS || this.tags.containsKey(key), "the tag '" + key + "'",
				"an object has " + MAX_TAGS + " tags at most");
		this.tags.put(key, value);
		return this;
	}

	@Override
	public ObjectRequest metadata(String name, String value) {
		String lowerCase = name.toLowerCase(Locale.ROOT);
		String what = "the metadata '" + name + "'";
		require(METADATA_NAME.matcher(lowerCase).matches(), what, "the name cannot be that of a header");
		require(!lowerCase.startsWith(OWN_PREFIX) && !this.ownMetadata.containsKey(lowerCase), what,
				"names that begin with '" + OWN_PREFIX + "' are the library's own");
		String previous = this.metadata.put(lowerCase, header(what, value));
		if (size(this.metadata) + size(this.ownMetadata) > MAX_METADATA) {
			this.metadata.remove(lowerCase);
			if (previous != null) {
				this.metadata.put(lowerCase, previous);
			}
			throw refused(what, "with it the object has more than " + MAX_METADATA + " bytes of metadata, of which "
					+ size(this.ownMetadata) + " are the library's own");
		}
		return this;
	}

	private static int size(Map<String, String> metadata) {
		return metadata.entrySet()
			.stream()
			.mapToInt((entry) -> (entry.getKey() + entry.getValue()).getBytes(StandardCharsets.UTF_8).length)
			.sum();
	}

	@Override
	public ObjectRequest cacheControl(String cacheControl) {
		this.cacheControl = header("Cache-Control", cacheControl);
		return this;
	}

	@Override
	public ObjectRequest contentDisposition(String contentDisposition) {
		this.contentDisposition = header("Content-Disposition", contentDisposition);
		return this;
	}

	@Override
	public ObjectRequest serverSideEncryption(String algorithm) {
		this.algorithm = header("the encryption", algorithm);
		return this;
	}

	@Override
	public ObjectRequest kmsKeyId(String keyId) {
		this.kmsKeyId = header("the key of KMS", keyId);
		return this;
	}

	@Override
	public ObjectRequest bucketKeyEnabled(boolean enabled) {
		this.bucketKeyEnabled = enabled;
		return this;
	}

	@Override
	public ObjectRequest kmsEncryptionContext(Map<String, String> context) {
		this.encryptionContext.clear();
		this.encryptionContext.putAll(context);
		return this;
	}

	private String header(String what, String value) {
		require(HEADER_VALUE.matcher(value).matches(), what,
				"a header's value is printable ASCII and not empty, which '" + value + "' is not");
		return value;
	}

	private void require(boolean condition, String what, String reason) {
		if (!condition) {
			throw refused(what, reason);
		}
	}

	private InvalidDataAccessApiUsageException refused(String what, String reason) {
		String name = (this.customizer != null) ? this.customizer.getClass().getName() : "?";
		return new InvalidDataAccessApiUsageException(
				"ObjectRequestCustomizer " + name + " cannot set " + what + " of " + this.location + ": " + reason);
	}

}

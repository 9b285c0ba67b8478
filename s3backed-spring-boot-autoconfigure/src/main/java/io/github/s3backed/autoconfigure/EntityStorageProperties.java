package io.github.s3backed.autoconfigure;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import io.github.s3backed.BucketName;
import io.github.s3backed.EntityStorage;
import io.github.s3backed.Place;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * Reads {@code s3backed.entities}, whose keys are the name of a class and of a value,
 * such as {@code com.example.Page.bucket}. They are bound as they are: by types, Spring
 * Boot would drop without a word what has a dot too many or a name that nobody has.
 */
final class EntityStorageProperties {

	static final String NAME = "s3backed.entities.";

	private EntityStorageProperties() {
	}

	static Map<String, EntityStorage> read(Map<String, String> properties) {
		Map<String, EntityStorage> entities = new LinkedHashMap<>();
		properties.forEach((key, value) -> {
			int dot = key.lastIndexOf('.');
			require(dot > 0, key, value,
					"It must name an entity class and one of its values, as in 'Page.bucket' or 'com.example.Page.bucket'");
			entities.merge(key.substring(0, dot), storage(key, key.substring(dot + 1), value), EntityStorage::or);
		});
		return entities;
	}

	private static EntityStorage storage(String key, String name, String value) {
		String trimmed = value.trim();
		return switch (name.replace("-", "").toLowerCase(Locale.ROOT)) {
			case "bucket" -> new EntityStorage(bucket(key, trimmed), null, null);
			case "prefix" -> new EntityStorage(null, Place.prefixOf(trimmed), null);
			case "expectedbucketowner" -> new EntityStorage(null, null, owner(key, trimmed));
			default -> throw refused(key, value,
					"An entity class can have a 'bucket', a 'prefix' and an 'expected-bucket-owner', no '" + name
							+ "'");
		};
	}

	private static String bucket(String key, String bucket) {
		try {
			return BucketName.require(bucket);
		}
		catch (IllegalArgumentException ex) {
			throw refused(key, bucket, ex.getMessage() + "; leave it out for that of s3backed.bucket");
		}
	}

	private static String owner(String key, String owner) {
		require(!SettingsFactory.CUT_ACCOUNT_ID.matcher(owner).matches(), key, owner, SettingsFactory.ACCOUNT_ID);
		return owner;
	}

	private static void require(boolean valid, String key, String value, String reason) {
		if (!valid) {
			throw refused(key, value, reason);
		}
	}

	private static InvalidConfigurationPropertyValueException refused(String key, String value, String reason) {
		return new InvalidConfigurationPropertyValueException(NAME + key, value, reason);
	}

}

package io.github.s3backed.pointer;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two items never share an object key, and every object key tells its item. Plain
 * comparisons rather than assertions in the loops, to try many keys.
 */
class InjectivityTests {

	private static final int KEYS = 100_000;

	private final ObjectKeyFormat format = new ObjectKeyFormat("prefix/");

	@Test
	void differentKeysAreEncodedDifferentlyAndReadBackAsTheyWere() {
		Map<String, PrimaryKey> byEncoded = new HashMap<>();
		forEachKey((key) -> {
			String encoded = key.encode();
			PrimaryKey other = byEncoded.putIfAbsent(encoded, key);
			if ((other != null && !other.equals(key)) || !PrimaryKey.decode(encoded).equals(key)) {
				throw new AssertionError("Key " + key.partition() + ", " + key.sort() + " as " + encoded);
			}
		});
		assertThat(byEncoded).hasSizeGreaterThan(KEYS / 2);
	}

	@Test
	void differentKeysHaveDifferentObjectKeysThatFitAndTellTheOwner() {
		Map<String, PrimaryKey> byObjectKey = new HashMap<>();
		int[] hashed = new int[2];
		forEachKey((key) -> {
			String objectKey = this.format.format("table", key, "attribute", Tokens.FIRST, "page.html");
			PrimaryKey other = byObjectKey.putIfAbsent(objectKey, key);
			if ((other != null && !other.equals(key))
					|| objectKey.getBytes(StandardCharsets.UTF_8).length > ObjectKeyFormat.MAX_LENGTH) {
				throw new AssertionError("Key " + key.partition() + ", " + key.sort() + " at " + objectKey);
			}
			requireOwner(objectKey, key, hashed);
		});
		assertThat(hashed[0]).as("hashed owners").isGreaterThan(500);
		assertThat(hashed[1]).as("of which have metadata").isGreaterThan(hashed[0] * 9 / 10);
	}

	private void requireOwner(String objectKey, PrimaryKey key, int[] hashed) {
		ObjectKey parsed = this.format.parse(objectKey).orElseThrow(() -> new AssertionError(objectKey));
		Map<String, String> metadata = OwnerMetadata.of(objectKey, this.format, key);
		if (parsed.owner().isHashed()) {
			hashed[0]++;
			hashed[1] += metadata.size();
		}
		boolean known = parsed.owner()
			.primaryKey()
			.or(() -> OwnerMetadata.read(metadata))
			.stream()
			.allMatch(key::equals);
		if (!known || !parsed.owner().is(key) || (!parsed.owner().isHashed() && !metadata.isEmpty())
				|| !parsed.table().equals("table") || !parsed.attribute().equals("attribute")
				|| !parsed.token().equals(Tokens.FIRST)) {
			throw new AssertionError("Key " + key.partition() + ", " + key.sort() + " at " + objectKey);
		}
	}

	private static void forEachKey(Consumer<PrimaryKey> consumer) {
		RandomKeys keys = new RandomKeys(20260703);
		for (int i = 0; i < KEYS; i++) {
			consumer.accept(keys.next());
			if (i % 10 == 0) {
				keys.boundaryPair().forEach(consumer);
			}
		}
	}

}

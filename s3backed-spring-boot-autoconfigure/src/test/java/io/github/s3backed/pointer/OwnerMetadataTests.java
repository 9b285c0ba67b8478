package io.github.s3backed.pointer;

import java.util.Map;
import java.util.Random;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * The owner in an object's metadata, where its key has only the hash.
 */
class OwnerMetadataTests {

	private static final PrimaryKey LONG = new PrimaryKey(AttributeValue.fromS("é".repeat(1024)),
			AttributeValue.fromN("42"));

	private final ObjectKeyFormat format = new ObjectKeyFormat("prefix/");

	@Test
	void ownerIsReadFromThisMetadata() {
		assertThat(
				OwnerMetadata.read(Map.of("s3b-owner", "7cQxDQAgDAAwLTOwg_FgggcFZP494IO0R09GV9xl27Zt27Zt27a_euccDw")))
			.contains(LONG);
	}

	@Test
	void longOwnerIsReadBack() {
		Map<String, String> metadata = metadata(LONG);
		assertThat(metadata).containsOnlyKeys("s3b-owner");
		assertThat(OwnerMetadata.read(metadata)).contains(LONG);
	}

	@Test
	void ownerThatStandsInTheKeyIsNotRepeated() {
		assertThat(metadata(new PrimaryKey(AttributeValue.fromS("short"), null))).isEmpty();
	}

	@Test
	void longestKeyOfOneUnsafeByteFits() {
		PrimaryKey longest = new PrimaryKey(AttributeValue.fromB(SdkBytes.fromByteArray(new byte[2048])),
				AttributeValue.fromB(SdkBytes.fromByteArray(new byte[1024])));
		assertThat(OwnerMetadata.read(metadata(longest))).contains(longest);
	}

	@Test
	void ownerThatDoesNotFitIntoMetadataIsLeftOut() {
		byte[] random = new byte[2048];
		new Random(1).nextBytes(random);
		assertThat(metadata(new PrimaryKey(AttributeValue.fromB(SdkBytes.fromByteArray(random)), null))).isEmpty();
	}

	@Test
	void metadataOfOtherToolsTellsNothing() {
		assertThat(OwnerMetadata.read(Map.of("owner", "somebody"))).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "%", "AAAA", "7cQxDQAgDAAwLTOwg", "S.a" })
	void metadataThatCannotBeReadIsRefused(@Nullable String value) {
		assertThatIllegalArgumentException().isThrownBy(() -> OwnerMetadata.read(Map.of("s3b-owner", value)));
	}

	private Map<String, String> metadata(PrimaryKey key) {
		return OwnerMetadata.of(this.format.format("table", key, "attribute", Tokens.FIRST, null), this.format, key);
	}

}

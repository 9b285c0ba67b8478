package io.github.s3backed.mapping;

import io.github.s3backed.Compression;
import io.github.s3backed.InvalidMappingException;
import io.github.s3backed.mapping.MarkProvider.Mark;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbImmutable;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * {@code @DynamoDbImmutable}s and their builders.
 */
class ImmutableMappingTests {

	private final S3BackedPersistentEntity<Note> mapping = Mappings.of(Note.class);

	private final Note note = Note.builder().id("id").mark(new Mark("m")).draft(true).body("# Title").build();

	@Test
	void everythingComesBack() {
		Note read = Mappings.roundTrip(this.note);
		assertThat(read).usingRecursiveComparison().ignoringFields("version", "updatedAt").isEqualTo(this.note);
		assertThat(read.isDraft()).isTrue();
	}

	@Test
	void accessorsThatAreIgnoredAreNoProperties() {
		assertThat(this.mapping.schema().attributeNames()).containsExactlyInAnyOrder("id", "version", "updatedAt",
				"mark", "draft");
		assertThat(this.mapping.attributeNames()).containsExactly("body");
	}

	@Test
	void converterProvidersOfTheClassAreUsed() {
		assertThat(this.mapping.encode(this.note).item()).containsEntry("mark", AttributeValue.fromS("<m>"));
	}

	@Test
	void annotationOnTheFieldIsFound() {
		EncodedEntity encoded = this.mapping.encode(this.note);
		assertThat(encoded.contents()).singleElement()
			.satisfies((content) -> assertThat(content.attribute().contentType()).isEqualTo("text/markdown"));
		assertThat(encoded.item()).doesNotContainKey("body");
	}

	@Test
	void instanceOfAnAbstractClassIsOfItsMapping() {
		S3BackedMappingContext context = Mappings.context(Compression.NONE);
		Telegram telegram = Telegram.builder().id("id").text("STOP").build();
		S3BackedPersistentEntity<Telegram> mapping = context.getRequiredEntityOf(telegram);
		assertThat(mapping).isSameAs(context.getRequiredEntity(Telegram.class));
		assertThat(mapping.encode(telegram).item()).containsEntry("id", AttributeValue.fromS("id"));
	}

	@Test
	void recordThatImplementsAnImmutableInterfaceIsOfItsMapping() {
		assertThat(Mappings.context(Compression.NONE).getRequiredEntityOf(new Wire.Sent("id")).type())
			.isEqualTo(Wire.class);
	}

	@DynamoDbImmutable(builder = Wire.Builder.class)
	public interface Wire {

		@DynamoDbPartitionKey
		String id();

		record Sent(String id) implements Wire {
		}

		final class Builder {

			private String id = "";

			public Builder id(String id) {
				this.id = id;
				return this;
			}

			public Wire build() {
				return new Sent(this.id);
			}

		}

	}

	@Test
	void instanceOfASubclassOfAConcreteClassIsNoEntity() {
		GeneratedValueTests.Letter special = new GeneratedValueTests.Letter() {
		};
		assertThatExceptionOfType(InvalidMappingException.class)
			.isThrownBy(() -> Mappings.context(Compression.NONE).getRequiredEntityOf(special));
	}

}

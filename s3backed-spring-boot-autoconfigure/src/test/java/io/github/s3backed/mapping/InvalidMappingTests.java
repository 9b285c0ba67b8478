package io.github.s3backed.mapping;

import java.io.InputStream;
import java.util.List;
import java.util.Map;

import io.github.s3backed.Compression;
import io.github.s3backed.InvalidMappingException;
import io.github.s3backed.S3Backed;
import io.github.s3backed.S3BackedRemoved;
import io.github.s3backed.S3BackedValue;
import io.github.s3backed.codec.CompressionSettings;
import io.github.s3backed.mapping.InvalidBeans.AbstractBean;
import io.github.s3backed.mapping.InvalidBeans.BrokenImmutable;
import io.github.s3backed.mapping.InvalidBeans.IgnoredImmutable;
import io.github.s3backed.mapping.InvalidBeans.IgnoredProperty;
import io.github.s3backed.mapping.InvalidBeans.NestedTwice;
import io.github.s3backed.mapping.InvalidBeans.NoAccessors;
import io.github.s3backed.mapping.InvalidBeans.NoSetter;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.enhanced.dynamodb.extensions.annotations.DynamoDbVersionAttribute;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbAttribute;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbIgnore;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbSecondaryPartitionKey;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbSortKey;

import org.springframework.core.io.FileSystemResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A mapping that is wrong fails before anything is sent, with the class and the property
 * that are wrong and how to mend them.
 */
class InvalidMappingTests {

	@ParameterizedTest
	@ValueSource(classes = { BackedPartitionKey.class, BackedSortKey.class, BackedIndexKey.class, BackedVersion.class })
	void valueThatTheItemNeedsCannotBeS3Backed(Class<?> type) {
		assertFailure(type, "'body'", "Remove one of the two");
	}

	@ParameterizedTest
	@ValueSource(classes = { StreamBody.class, ResourceBody.class, ObjectBody.class, RawBody.class, StreamsBody.class,
			RawValue.class, WildcardValue.class, ValueOfValue.class, ValueOfStream.class, ValueInside.class })
	void typeMustBeOneThatCanBeStored(Class<?> type) {
		InvalidMappingException failure = assertFailure(type, "'body'",
				"Use String, byte[], SdkBytes, Resource, a type");
		assertThat(failure).hasMessageContaining("type is not supported")
			.hasCauseInstanceOf(IllegalArgumentException.class);
	}

	@Test
	void templateMustBeParsed() {
		assertFailure(BrokenTemplate.class, "'body'", "base64(url) + \".html\"");
		assertThat(Mappings.failure(BrokenTemplate.class)).hasMessageContaining("'base64('");
	}

	@Test
	void templateMustNameAPropertyThatExists() {
		assertFailure(UnknownProperty.class, "'body'", "[id, body]");
		assertThat(Mappings.failure(UnknownProperty.class)).hasMessageContaining("no property 'url'");
	}

	@Test
	void templateMustNameAFunctionThatExists() {
		assertFailure(UnknownFunction.class, "'body'", "base64(url)");
		assertThat(Mappings.failure(UnknownFunction.class)).hasMessageContaining("no function 'sha1'");
	}

	@Test
	void templateMustGiveEachFunctionItsArgument() {
		assertFailure(NoArgument.class, "'body'", "base64(url)");
		assertThat(Mappings.failure(NoArgument.class)).hasMessageContaining("takes one argument");
	}

	@Test
	void reservedAttributeCannotBeMapped() {
		assertFailure(Reserved.class, "'_s3b'", "@DynamoDbAttribute");
		assertFailure(ReservedByName.class, "'_s3b'", "@DynamoDbAttribute");
		assertFailure(ReservedAndBacked.class, "'_s3b'", "@DynamoDbAttribute");
	}

	@ParameterizedTest
	@ValueSource(classes = { RemovedAndBacked.class, RemovedKey.class, RemovedRecord.class, RemovedByParent.class })
	void whatIsNotWantedAnyMoreCannotBeMappedAsS3BackedNorBeNeeded(Class<?> type) {
		assertThat(Mappings.failure(type)).hasMessageContainingAll(type.getName(), "@S3BackedRemoved");
	}

	@Test
	void levelMustBeOneOfTheCompressions() {
		assertFailure(HighLevel.class, "'body'", "no level for the default");
		assertThat(Mappings.failure(HighLevel.class)).hasMessageContaining("GZIP has levels 1 to 9, not 10");
		assertThat(Mappings.failure(NegativeLevel.class)).hasMessageContaining("ZSTD has levels 1 to 22, not -1");
	}

	@Test
	void levelNeedsACompression() {
		assertThat(Mappings.failure(LevelOfNothing.class)).hasMessageContaining("NONE has no levels, not 3");
		assertThat(Mappings.failure(LevelAlone.class)).hasMessageContaining("NONE has no levels, not 3");
		assertThat(Mappings.context(Compression.ZSTD).getRequiredEntity(LevelAlone.class).attributes())
			.extracting(S3BackedAttribute::compressionSettings)
			.containsExactly(new CompressionSettings(Compression.ZSTD, 3));
	}

	@Test
	void oneCompressionIsEnough() {
		assertFailure(TwoCompressions.class, "'body'", "s3backed.compression");
	}

	@ParameterizedTest
	@ValueSource(classes = { NoSetter.class, IgnoredProperty.class, IgnoredComponent.class, IgnoredImmutable.class,
			NoAccessors.class })
	void s3BackedPropertyMustBeMapped(Class<?> type) {
		assertFailure(type, "'body'", "remove @S3Backed");
	}

	@ParameterizedTest
	@ValueSource(classes = { NestedRecord.class, NestedInList.class, NestedTwice.class })
	void s3BackedPropertyMustBeOfTheEntityItself(Class<?> type) {
		InvalidMappingException failure = Mappings.failure(type);
		assertThat(failure).hasMessageContaining("'body'").hasMessageContaining("'inner'");
		assertThat(failure.getAction()).contains("move it there");
	}

	@ParameterizedTest
	@ValueSource(classes = { ObjectsInMap.class, RawList.class, AnyList.class, PlainObject.class, DeepObjects.class })
	void aPlainPropertyMustTellWhatItHolds(Class<?> type) {
		InvalidMappingException failure = assertFailure(type, "'parts'", "@S3Backed, which stores it as JSON");
		assertThat(failure).hasMessageContaining("does not tell which type its values have");
	}

	@Test
	void aPlainPropertyThatDynamoDbHasNoFormForIsNamed() {
		InvalidMappingException failure = assertFailure(NoForm.class, "'parts'", "@DynamoDbConvertedBy");
		assertThat(failure).hasMessageContaining("java.lang.Thread");
		assertThat(Mappings.failure(NoFormInDocument.class)).hasMessageContaining("'parts'")
			.hasMessageContaining(NoForm.class.getName());
	}

	@Test
	void classMustBeAnEntity() {
		assertFailure(NoEntity.class, NoEntity.class.getName(), "@DynamoDbBean");
	}

	@Test
	void beanMustBeInstantiable() {
		assertFailure(AbstractBean.class, AbstractBean.class.getName(), "public constructor");
	}

	@Test
	void entityMustHaveAPartitionKey() {
		assertFailure(NoKey.class, NoKey.class.getName(), "@DynamoDbPartitionKey");
	}

	@Test
	void propertyMustHaveAConverter() {
		assertFailure(NoConverter.class, Thread.class.getName(), "@DynamoDbConvertedBy");
	}

	@Test
	void attributeNamesMustDiffer() {
		assertFailure(SameName.class, "same", "@DynamoDbAttribute");
	}

	@Test
	void builderMustBuild() {
		assertFailure(BrokenImmutable.class, BrokenImmutable.Builder.class.getName(), "build()");
	}

	@Test
	void recordCannotContainItself() {
		assertFailure(Recursive.class, Recursive.class.getName(), "'inner' @S3Backed");
	}

	@Test
	void failureIsTheSameTheNextTime() {
		S3BackedMappingContext context = Mappings.context(Compression.NONE);
		for (int i = 0; i < 2; i++) {
			assertThat(Assertions.catchThrowable(() -> context.getRequiredEntity(BackedPartitionKey.class)))
				.isInstanceOf(InvalidMappingException.class);
		}
	}

	private static InvalidMappingException assertFailure(Class<?> type, String named, String action) {
		InvalidMappingException failure = Mappings.failure(type);
		assertThat(failure).as(type.getSimpleName()).isNotNull();
		assertThat(failure).hasMessageContaining(type.getName()).hasMessageContaining(named);
		assertThat(failure.getAction()).contains(action);
		return failure;
	}

	record BackedPartitionKey(@DynamoDbPartitionKey @S3Backed String body) {
	}

	record BackedSortKey(@DynamoDbPartitionKey String id, @DynamoDbSortKey @S3Backed String body) {
	}

	record BackedIndexKey(@DynamoDbPartitionKey String id,
			@DynamoDbSecondaryPartitionKey(indexNames = "by-body") @S3Backed String body) {
	}

	record BackedVersion(@DynamoDbPartitionKey String id, @DynamoDbVersionAttribute @S3Backed Long body) {
	}

	record StreamBody(@DynamoDbPartitionKey String id, @S3Backed InputStream body) {
	}

	record ResourceBody(@DynamoDbPartitionKey String id, @S3Backed FileSystemResource body) {
	}

	record ObjectBody(@DynamoDbPartitionKey String id, @S3Backed Object body) {
	}

	@SuppressWarnings("rawtypes")
	record RawBody(@DynamoDbPartitionKey String id, @S3Backed List body) {
	}

	@SuppressWarnings("rawtypes")
	record RawValue(@DynamoDbPartitionKey String id, @S3Backed S3BackedValue body) {
	}

	record WildcardValue(@DynamoDbPartitionKey String id, @S3Backed S3BackedValue<?> body) {
	}

	record ValueOfValue(@DynamoDbPartitionKey String id, @S3Backed S3BackedValue<S3BackedValue<String>> body) {
	}

	record ValueOfStream(@DynamoDbPartitionKey String id, @S3Backed S3BackedValue<InputStream> body) {
	}

	record ValueInside(@DynamoDbPartitionKey String id, @S3Backed List<S3BackedValue<String>> body) {
	}

	record StreamsBody(@DynamoDbPartitionKey String id, @S3Backed List<InputStream> body) {
	}

	record BrokenTemplate(@DynamoDbPartitionKey String id, @S3Backed(key = "base64(") String body) {
	}

	record UnknownProperty(@DynamoDbPartitionKey String id, @S3Backed(key = "base64(url)") String body) {
	}

	record UnknownFunction(@DynamoDbPartitionKey String id, @S3Backed(key = "sha1(id)") String body) {
	}

	record NoArgument(@DynamoDbPartitionKey String id, @S3Backed(key = "base64()") String body) {
	}

	record Reserved(@DynamoDbPartitionKey String id, String _s3b, @S3Backed String body) {
	}

	record ReservedByName(@DynamoDbPartitionKey String id, @DynamoDbAttribute("_s3b") String mine,
			@S3Backed String body) {
	}

	record ReservedAndBacked(@DynamoDbPartitionKey String id, @DynamoDbAttribute("_s3b") @S3Backed String body) {
	}

	record ObjectsInMap(@DynamoDbPartitionKey String id, Map<String, Object> parts) {
	}

	@SuppressWarnings("rawtypes")
	record RawList(@DynamoDbPartitionKey String id, List parts) {
	}

	record AnyList(@DynamoDbPartitionKey String id, List<?> parts) {
	}

	record PlainObject(@DynamoDbPartitionKey String id, Object parts) {
	}

	record DeepObjects(@DynamoDbPartitionKey String id, List<Map<String, List<Object>>> parts) {
	}

	record NoForm(@DynamoDbPartitionKey String id, Thread parts) {
	}

	record NoFormInDocument(@DynamoDbPartitionKey String id, NoForm inner) {
	}

	@S3BackedRemoved("body")
	record RemovedAndBacked(@DynamoDbPartitionKey String id, @S3Backed String body) {
	}

	@S3BackedRemoved({ "other", "id" })
	record RemovedKey(@DynamoDbPartitionKey String id) {
	}

	@S3BackedRemoved("_s3b")
	record RemovedRecord(@DynamoDbPartitionKey String id) {
	}

	@S3BackedRemoved("body")
	interface WithoutBody {

	}

	record RemovedByParent(@DynamoDbPartitionKey String id, @S3Backed String body) implements WithoutBody {
	}

	record HighLevel(@DynamoDbPartitionKey String id,
			@S3Backed(compression = Compression.GZIP, compressionLevel = 10) String body) {
	}

	record NegativeLevel(@DynamoDbPartitionKey String id,
			@S3Backed(compression = Compression.ZSTD, compressionLevel = -1) String body) {
	}

	record LevelOfNothing(@DynamoDbPartitionKey String id,
			@S3Backed(compression = Compression.NONE, compressionLevel = 3) String body) {
	}

	record LevelAlone(@DynamoDbPartitionKey String id, @S3Backed(compressionLevel = 3) String body) {
	}

	record TwoCompressions(@DynamoDbPartitionKey String id, @S3Backed(compression = {
			Compression.GZIP, Compression.NONE }) String body){
	}

	record IgnoredComponent(@DynamoDbPartitionKey String id, @DynamoDbIgnore @S3Backed String body) {
	}

	record Inner(@S3Backed String body) {
	}

	record NestedRecord(@DynamoDbPartitionKey String id, Inner inner) {
	}

	record NestedInList(@DynamoDbPartitionKey String id, List<Inner> inner) {
	}

	static final class NoEntity {

	}

	record NoKey(String id, @S3Backed String body) {
	}

	record NoConverter(@DynamoDbPartitionKey String id, Thread inline) {
	}

	record SameName(@DynamoDbPartitionKey String id, @DynamoDbAttribute("same") String one,
			@DynamoDbAttribute("same") @S3Backed String two) {
	}

	record Recursive(@DynamoDbPartitionKey String id, Recursive inner) {
	}

}

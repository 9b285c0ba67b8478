package io.github.s3backed;

import java.util.Arrays;
import java.util.stream.Stream;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameStartingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for who may depend on whom.
 */
class ArchitectureTests {

	private static final String ROOT = "io.github.s3backed";

	private static final JavaClasses classes = new ClassFileImporter()
		.withImportOption(new ImportOption.DoNotIncludeTests())
		.importPackages(ROOT);

	private static final DescribedPredicate<JavaClass> awsClient = assignableTo(S3Client.class)
		.or(assignableTo(DynamoDbClient.class))
		.as("AWS clients");

	@ParameterizedTest
	@CsvSource(delimiter = ':', textBlock = """
			''         :
			event      :
			pointer    : root
			observation : root
			runtime    :
			codec      : root
			content    : root, pointer, codec
			mapping    : root, pointer, codec, content
			store      : root, pointer, observation
			transfer   : root, runtime, store, pointer, codec, content
			commit     : root, runtime, store, pointer, mapping, codec, content, transfer, event, observation
			core       : root, runtime, observation, commit, store, mapping, pointer, codec, content, event
			sweep      : root, store, pointer, mapping, observation
			repository : root, mapping
			""")
	void aPackageDependsOnlyOnThoseBelowIt(String name, String allowed) {
		String origin = name.isEmpty() ? ROOT : ROOT + "." + name + "..";
		String[] targets = Stream.concat(Stream.of(origin), packages(allowed)).toArray(String[]::new);
		noClasses().that(resideInAPackage(origin))
			.should()
			.dependOnClassesThat(resideInAPackage(ROOT + "..").and(not(resideInAnyPackage(targets))))
			.allowEmptyShould(true)
			.check(classes);
	}

	@Test
	void everyPackageIsInTheTable() {
		assertThat(classes.stream().map(JavaClass::getPackageName).map(ArchitectureTests::topPackage).distinct())
			.isSubsetOf("", "event", "pointer", "runtime", "observation", "codec", "content", "mapping", "store",
					"transfer", "commit", "core", "sweep", "repository", "autoconfigure");
	}

	@Test
	void packagesAreFreeOfCycles() {
		slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(classes);
	}

	@Test
	void onlyTheAutoConfigurationKnowsSpringBootAndSpringCloudAws() {
		noClasses().that(not(resideInAPackage(ROOT + ".autoconfigure..")))
			.should()
			.dependOnClassesThat(resideInAnyPackage("org.springframework.boot..", "io.awspring.."))
			.check(classes);
	}

	/**
	 * It is not on every class path.
	 */
	@Test
	void onlyTheMetersKnowMicrometersCore() {
		noClasses()
			.that(not(resideInAPackage(ROOT + ".observation..")
				.and(simpleNameStartingWith("S3BackedMeter").or(simpleNameStartingWith("MicrometerMetrics")))
				.or(simpleName("S3BackedMetricsAutoConfiguration"))))
			.should()
			.dependOnClassesThat(resideInAPackage("io.micrometer.core.."))
			.check(classes);
	}

	@Test
	void onlyTheStoreCallsTheClients() {
		DescribedPredicate<JavaAccess<?>> call = DescribedPredicate.describe("calls of AWS clients",
				(access) -> access.getTarget() instanceof AccessTarget.CodeUnitAccessTarget
						&& awsClient.test(access.getTargetOwner()));
		noClasses().that(not(resideInAPackage(ROOT + ".store.."))).should().accessTargetWhere(call).check(classes);
	}

	@Test
	void theClientsAreHandedToTheStoreByTheTemplateAndTheSweeperAlone() {
		noClasses()
			.that(not(resideInAnyPackage(ROOT + ".store..", ROOT + ".core..", ROOT + ".sweep..",
					ROOT + ".autoconfigure..")))
			.should()
			.dependOnClassesThat(awsClient)
			.check(classes);
	}

	@Test
	void noTestLibraryIsUsed() {
		noClasses().should()
			.dependOnClassesThat(resideInAnyPackage("org.junit..", "org.assertj..", "org.mockito..",
					"com.tngtech.archunit..", "org.testcontainers..", "org.gaul..", "org.jclouds..",
					"com.amazonaws.services.dynamodbv2..", "org.springframework.boot.test.."))
			.check(classes);
	}

	@Test
	void everyPackageIsNullMarked() {
		assertThat(classes.stream().map(JavaClass::getPackage).distinct()).allSatisfy(
				(javaPackage) -> assertThat(javaPackage.isAnnotatedWith(NullMarked.class)).as(javaPackage.getName())
					.isTrue());
	}

	private static Stream<String> packages(String names) {
		if (names == null) {
			return Stream.empty();
		}
		return Arrays.stream(names.split(",\\s*")).map((name) -> name.equals("root") ? ROOT : ROOT + "." + name + "..");
	}

	private static String topPackage(String name) {
		return name.equals(ROOT) ? "" : name.substring(ROOT.length() + 1).split("\\.")[0];
	}

}

package io.github.s3backed.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the metadata that IDEs complete properties from.
 */
class ConfigurationMetadataTests {

	private static final String METADATA = "META-INF/spring-configuration-metadata.json";

	@Test
	void everyPropertyIsDescribed() throws IOException {
		List<JsonNode> properties = properties();
		assertThat(properties).extracting((property) -> property.get("name").asString())
			.containsExactlyInAnyOrderElementsOf(names());
		assertThat(properties)
			.allSatisfy((property) -> assertThat(property.path("description").asString("")).endsWith("."));
	}

	private static List<String> names() {
		return Stream
			.concat(names(S3BackedProperties.class, "s3backed."),
					Stream.of("s3backed.sweep", "management.health.s3backed.enabled"))
			.toList();
	}

	private static Stream<String> names(Class<?> properties, String prefix) {
		return Arrays.stream(properties.getRecordComponents()).flatMap((component) -> {
			String name = prefix + component.getName().replaceAll("([A-Z])", "-$1").toLowerCase();
			return component.getType().isRecord() ? names(component.getType(), name + ".") : Stream.of(name);
		});
	}

	private static List<JsonNode> properties() throws IOException {
		try (InputStream metadata = new ClassPathResource(METADATA, S3BackedProperties.class.getClassLoader())
			.getInputStream()) {
			return JsonMapper.shared().readTree(metadata).get("properties").valueStream().toList();
		}
	}

}

package io.github.s3backed.mapping;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.s3backed.EntityStorage;
import io.github.s3backed.InvalidMappingException;

/**
 * What the settings say of entity classes by their names: simple or full, a nested one's
 * with a dot or a dollar sign, which may be missing. As in Spring Boot, upper and lower
 * case and dashes make no difference, so that an environment variable can name a class.
 */
final class EntityStorages {

	private static final Pattern IGNORED = Pattern.compile("[-_$]");

	private final Map<String, Named> byName = new LinkedHashMap<>();

	private final Map<String, Class<?>> types = new ConcurrentHashMap<>();

	private record Named(String name, EntityStorage storage) {

		/**
		 * Adds what another spelling of the same name says.
		 */
		private Named and(Named other) {
			EntityStorage both = this.storage.or(other.storage);
			if (!both.equals(other.storage.or(this.storage))) {
				throw new InvalidMappingException("s3backed.entities says two things of '" + this.name + "' and of '"
						+ other.name + "', which are the same name", "Leave one of them.");
			}
			return new Named(this.name, both);
		}

	}

	EntityStorages(Map<String, EntityStorage> entities) {
		entities.forEach((name, storage) -> this.byName.merge(uniform(name), new Named(name, storage), Named::and));
	}

	/**
	 * Returns what is said of a class.
	 * @throws InvalidMappingException if it is named twice, or a name means another class
	 * as well
	 */
	EntityStorage of(Class<?> type) {
		Set<String> names = Stream.of(type.getSimpleName(), type.getName(), type.getName().replace('$', '.'))
			.map(EntityStorages::uniform)
			.filter(this.byName::containsKey)
			.collect(Collectors.toSet());
		if (names.size() > 1) {
			throw new InvalidMappingException(
					"s3backed.entities names " + type.getName() + " more than once: "
							+ names.stream().map((name) -> "'" + this.byName.get(name).name() + "'").sorted().toList(),
					"Leave one of them.");
		}
		return names.stream().findFirst().map((name) -> of(type, name)).orElse(EntityStorage.NONE);
	}

	private EntityStorage of(Class<?> type, String name) {
		Named named = this.byName.get(name);
		Class<?> other = this.types.putIfAbsent(name, type);
		if (other != null && other != type) {
			throw new InvalidMappingException("s3backed.entities names '" + named.name() + "', which may be "
					+ other.getName() + " and " + type.getName(), "Write the full name of the class.");
		}
		return named.storage();
	}

	/**
	 * Returns the names that no class has had so far.
	 */
	List<String> unused() {
		return this.byName.entrySet()
			.stream()
			.filter((entry) -> !this.types.containsKey(entry.getKey()))
			.map((entry) -> entry.getValue().name())
			.toList();
	}

	private static String uniform(String name) {
		return IGNORED.matcher(name).replaceAll("").toLowerCase(Locale.ROOT);
	}

}

package io.github.s3backed.mapping;

import java.beans.PropertyDescriptor;
import java.beans.Transient;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.s3backed.InvalidMappingException;
import io.github.s3backed.S3Backed;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbBean;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbIgnore;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbImmutable;

import org.springframework.beans.BeanUtils;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;
import org.springframework.util.StringUtils;

/**
 * Finds the properties of entity classes: beans and immutables by the rules of the
 * Enhanced Client's {@code BeanTableSchema} and {@code ImmutableTableSchema}, and records
 * by their components.
 */
final class EntityModels {

	/**
	 * Methods that are no accessors, although they look like those of an immutable.
	 */
	private static final Set<String> NO_ACCESSORS = Stream
		.concat(Stream.of("toBuilder", "build"), Arrays.stream(Object.class.getMethods()).map(Method::getName))
		.collect(Collectors.toUnmodifiableSet());

	private EntityModels() {
	}

	static boolean isEntity(Class<?> type) {
		return type.isRecord() || type.isAnnotationPresent(DynamoDbBean.class)
				|| type.isAnnotationPresent(DynamoDbImmutable.class);
	}

	static <T> EntityModel<T, ?> of(Class<T> type) {
		EntityModel<T, ?> model = create(type);
		ReflectionUtils.doWithFields(type, (field) -> requireMapped(model, field, field.getName()),
				(field) -> field.isAnnotationPresent(S3Backed.class));
		for (Method method : ReflectionUtils.getUniqueDeclaredMethods(type,
				(method) -> !method.isSynthetic() && method.isAnnotationPresent(S3Backed.class))) {
			requireMapped(model, method, withoutPrefix(method, (method.getParameterCount() == 0) ? "get" : "set"));
		}
		SpringDataAnnotations.requireNone(model);
		return model;
	}

	/**
	 * A large attribute that is quietly not stored would be a loss.
	 */
	private static void requireMapped(EntityModel<?, ?> model, AnnotatedElement annotated, String name) {
		boolean mapped = model.properties()
			.stream()
			.anyMatch((property) -> annotated.equals(property.field()) || property.accessors().contains(annotated));
		if (!mapped) {
			throw new InvalidMappingException(
					"Property '" + name + "' of " + model.type().getName()
							+ " is @S3Backed, but is not a mapped property",
					"Give it a public getter and setter without @DynamoDbIgnore, or remove @S3Backed.");
		}
	}

	private static <T> EntityModel<T, ?> create(Class<T> type) {
		if (type.isRecord()) {
			return ofRecord(type);
		}
		if (type.isAnnotationPresent(DynamoDbBean.class)) {
			return ofBean(type);
		}
		DynamoDbImmutable immutable = type.getAnnotation(DynamoDbImmutable.class);
		if (immutable != null) {
			return ofImmutable(type, immutable.builder());
		}
		throw new InvalidMappingException("Class " + type.getName() + " is not an entity",
				"Annotate it with @DynamoDbBean or @DynamoDbImmutable, or make it a record.");
	}

	private static <T> EntityModel<T, T> ofBean(Class<T> type) {
		Constructor<T> constructor = ClassUtils.getConstructorIfAvailable(type);
		if (constructor == null || Modifier.isAbstract(type.getModifiers())) {
			throw new InvalidMappingException("Class " + type.getName() + " cannot be instantiated",
					"Give it a public constructor without parameters.");
		}
		ReflectionUtils.makeAccessible(constructor);
		List<Property<T, T>> properties = new ArrayList<>();
		for (PropertyDescriptor descriptor : BeanUtils.getPropertyDescriptors(type)) {
			Method getter = descriptor.getReadMethod();
			Method setter = descriptor.getWriteMethod();
			if (getter != null && setter != null && !isIgnored(getter) && !isIgnored(setter)) {
				properties.add(new Property<>(descriptor.getName(), getter.getGenericReturnType(), getter(getter),
						setter(setter), List.of(getter, setter), field(type, descriptor.getName())));
			}
		}
		return new EntityModel<>(type, List.copyOf(properties), () -> BeanUtils.instantiateClass(constructor),
				Function.identity(), true);
	}

	private static <T> EntityModel<T, Object> ofImmutable(Class<T> type, Class<?> builderType) {
		Map<String, Method> setters = Arrays.stream(builderType.getMethods())
			.filter((method) -> isAccessor(method) && method.getParameterCount() == 1)
			.collect(Collectors.toMap((method) -> withoutPrefix(method, "set"), Function.identity(), (a, b) -> a));
		List<Property<T, Object>> properties = Arrays.stream(type.getMethods())
			.filter((method) -> isAccessor(method) && method.getParameterCount() == 0)
			.map((getter) -> EntityModels.<T>immutableProperty(type, getter, setters))
			.toList();
		Method build = ClassUtils.getMethodIfAvailable(builderType, "build");
		if (build == null || build.getReturnType() != type) {
			throw new InvalidMappingException(
					"Builder " + builderType.getName() + " of " + type.getName() + " has no method build()",
					"Give it a public method 'build()' that returns " + type.getSimpleName() + ".");
		}
		Method newBuilder = ClassUtils.getMethodIfAvailable(type, "builder");
		Function<Object, @Nullable Object> buildFunction = getter(build);
		return new EntityModel<>(type, properties,
				(newBuilder != null && Modifier.isStatic(newBuilder.getModifiers())) ? () -> invoke(newBuilder, null)
						: () -> BeanUtils.instantiateClass(builderType),
				(builder) -> type.cast(buildFunction.apply(builder)), false);
	}

	private static <T> Property<T, Object> immutableProperty(Class<T> type, Method getter,
			Map<String, Method> setters) {
		String name = withoutPrefix(getter, "get");
		Method setter = setters.get(name);
		if (setter == null || !setter.getParameterTypes()[0].equals(getter.getReturnType())) {
			throw new InvalidMappingException(
					"Property '" + name + "' of " + type.getName() + " has no setter on the builder",
					"Give the builder a method '" + name + "', or annotate the getter with @DynamoDbIgnore.");
		}
		return new Property<>(name, getter.getGenericReturnType(), getter(getter), setter(setter),
				List.of(getter, setter), field(type, name));
	}

	private static boolean isAccessor(Method method) {
		return !Modifier.isStatic(method.getModifiers()) && !method.isSynthetic() && !isIgnored(method)
				&& !NO_ACCESSORS.contains(method.getName());
	}

	private static boolean isIgnored(Method method) {
		return method.isAnnotationPresent(DynamoDbIgnore.class) || method.isAnnotationPresent(Transient.class);
	}

	private static String withoutPrefix(Method method, String prefix) {
		String name = method.getName();
		String actual = (name.startsWith("is") && method.getReturnType() == boolean.class) ? "is" : prefix;
		return (name.startsWith(actual) && name.length() > actual.length()
				&& Character.isUpperCase(name.charAt(actual.length())))
						? StringUtils.uncapitalize(name.substring(actual.length())) : name;
	}

	private static <T> EntityModel<T, @Nullable Object[]> ofRecord(Class<T> type) {
		RecordComponent[] components = type.getRecordComponents();
		Constructor<T> constructor = constructor(type, components);
		List<Property<T, @Nullable Object[]>> properties = new ArrayList<>();
		for (int i = 0; i < components.length; i++) {
			int index = i;
			Method accessor = components[i].getAccessor();
			ReflectionUtils.makeAccessible(accessor);
			if (!isIgnored(accessor)) {
				BiConsumer<@Nullable Object[], @Nullable Object> setter = (values, value) -> values[index] = value;
				properties.add(new Property<>(components[i].getName(), components[i].getGenericType(), getter(accessor),
						setter, List.of(accessor), field(type, components[i].getName())));
			}
		}
		return new EntityModel<>(type, List.copyOf(properties), () -> new Object[components.length],
				(values) -> BeanUtils.instantiateClass(constructor, values), false);
	}

	private static <T> Constructor<T> constructor(Class<T> type, RecordComponent[] components) {
		Class<?>[] types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
		Constructor<T> constructor = ClassUtils.getConstructorIfAvailable(type, types);
		if (constructor == null) {
			try {
				constructor = type.getDeclaredConstructor(types);
			}
			catch (NoSuchMethodException ex) {
				throw new IllegalStateException("Every record has a canonical constructor", ex);
			}
		}
		ReflectionUtils.makeAccessible(constructor);
		return constructor;
	}

	private static <T> Function<T, @Nullable Object> getter(Method method) {
		ReflectionUtils.makeAccessible(method);
		return (target) -> ReflectionUtils.invokeMethod(method, target);
	}

	private static <B> BiConsumer<B, @Nullable Object> setter(Method method) {
		ReflectionUtils.makeAccessible(method);
		return (target, value) -> ReflectionUtils.invokeMethod(method, target, value);
	}

	private static Object invoke(Method method, @Nullable Object target) {
		Object result = ReflectionUtils.invokeMethod(method, target);
		if (result == null) {
			throw new IllegalStateException(method + " returned null");
		}
		return result;
	}

	private static @Nullable Field field(Class<?> type, String name) {
		return ReflectionUtils.findField(type, name);
	}

}

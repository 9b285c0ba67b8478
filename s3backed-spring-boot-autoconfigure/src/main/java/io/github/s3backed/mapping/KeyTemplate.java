package io.github.s3backed.mapping;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.github.s3backed.InvalidMappingException;
import org.jspecify.annotations.Nullable;

import org.springframework.core.convert.TypeDescriptor;
import org.springframework.expression.EvaluationContext;
import org.springframework.expression.EvaluationException;
import org.springframework.expression.MethodExecutor;
import org.springframework.expression.MethodResolver;
import org.springframework.expression.ParseException;
import org.springframework.expression.PropertyAccessor;
import org.springframework.expression.TypedValue;
import org.springframework.expression.spel.SpelNode;
import org.springframework.expression.spel.ast.CompoundExpression;
import org.springframework.expression.spel.ast.MethodReference;
import org.springframework.expression.spel.ast.PropertyOrFieldReference;
import org.springframework.expression.spel.standard.SpelExpression;
import org.springframework.expression.spel.standard.SpelExpressionParser;
import org.springframework.expression.spel.support.DataBindingMethodResolver;
import org.springframework.expression.spel.support.DataBindingPropertyAccessor;
import org.springframework.expression.spel.support.SimpleEvaluationContext;

/**
 * The template of {@link io.github.s3backed.S3Backed#key()}: SpEL over the entity's
 * properties and the function {@code base64}.
 */
public final class KeyTemplate {

	private static final String BASE64 = "base64";

	private final SpelExpression expression;

	private final Map<String, Function<Object, @Nullable Object>> properties;

	private final EvaluationContext context;

	private KeyTemplate(SpelExpression expression, Map<String, Function<Object, @Nullable Object>> properties) {
		this.expression = expression;
		this.properties = properties;
		this.context = SimpleEvaluationContext
			.forPropertyAccessors(new EntityPropertyAccessor(), DataBindingPropertyAccessor.forReadOnlyAccess())
			.withMethodResolvers(new Base64Resolver(), DataBindingMethodResolver.forInstanceMethodInvocation())
			.build();
	}

	/**
	 * Parses a template.
	 * @throws InvalidMappingException if it cannot be parsed, or names what is not there
	 */
	@SuppressWarnings("unchecked")
	static KeyTemplate parse(String template, EntityModel<?, ?> model, Property<?, ?> owner) {
		Map<String, Function<Object, @Nullable Object>> properties = model.properties()
			.stream()
			.collect(Collectors.toMap(Property::name,
					(property) -> (Function<Object, @Nullable Object>) (Function<?, ?>) property.getter()));
		try {
			SpelExpression expression = new SpelExpressionParser().parseRaw(template);
			requireKnownNames(expression.getAST(), properties);
			return new KeyTemplate(expression, properties);
		}
		catch (ParseException | IllegalArgumentException ex) {
			throw new InvalidMappingException(
					"Key template '" + template + "' of property '" + owner.name() + "' of " + model.type().getName()
							+ " cannot be used: " + ex.getMessage(),
					"Write it as SpEL over the properties " + properties.keySet()
							+ ", such as: base64(url) + \".html\"",
					ex);
		}
	}

	/**
	 * Only what is looked up on the entity itself can be known before there is one.
	 */
	private static void requireKnownNames(SpelNode node, Map<String, ?> properties) {
		if (node instanceof PropertyOrFieldReference reference && !properties.containsKey(reference.getName())) {
			throw new IllegalArgumentException("there is no property '" + reference.getName() + "'");
		}
		if (node instanceof MethodReference reference && !reference.getName().equals(BASE64)) {
			throw new IllegalArgumentException("there is no function '" + reference.getName() + "'");
		}
		if (node instanceof MethodReference && node.getChildCount() != 1) {
			throw new IllegalArgumentException("the function '" + BASE64 + "' takes one argument");
		}
		boolean onlyFirst = node instanceof CompoundExpression;
		for (int i = 0; i < node.getChildCount(); i++) {
			if (i == 0 || !onlyFirst) {
				requireKnownNames(node.getChild(i), properties);
			}
		}
	}

	/**
	 * Evaluates the template.
	 * @param entity the entity
	 * @return the readable part, or {@code null} if the template gives none
	 * @throws IllegalArgumentException if it fails for this entity
	 */
	@Nullable String evaluate(Object entity) {
		try {
			Object value = this.expression.getValue(this.context, new Root(entity));
			return (value != null) ? value.toString() : null;
		}
		catch (EvaluationException ex) {
			throw new IllegalArgumentException(
					"Key template '" + this.expression.getExpressionString() + "' failed: " + ex.getMessage(), ex);
		}
	}

	private record Root(Object entity) {
	}

	private final class EntityPropertyAccessor implements PropertyAccessor {

		@Override
		public Class<?>[] getSpecificTargetClasses() {
			return new Class<?>[] { Root.class };
		}

		@Override
		public boolean canRead(EvaluationContext context, @Nullable Object target, String name) {
			return KeyTemplate.this.properties.containsKey(name);
		}

		@Override
		public TypedValue read(EvaluationContext context, @Nullable Object target, String name) {
			Function<Object, @Nullable Object> getter = KeyTemplate.this.properties.get(name);
			return (getter != null && target instanceof Root root) ? new TypedValue(getter.apply(root.entity()))
					: TypedValue.NULL;
		}

		@Override
		public boolean canWrite(EvaluationContext context, @Nullable Object target, String name) {
			return false;
		}

		@Override
		public void write(EvaluationContext context, @Nullable Object target, String name, @Nullable Object value) {
			throw new UnsupportedOperationException("A key template cannot change the entity");
		}

	}

	private static final class Base64Resolver implements MethodResolver {

		@Override
		public @Nullable MethodExecutor resolve(EvaluationContext context, Object target, String name,
				List<TypeDescriptor> argumentTypes) {
			if (!(target instanceof Root) || !name.equals(BASE64) || argumentTypes.size() != 1) {
				return null;
			}
			return (evaluation, root, arguments) -> new TypedValue(base64(arguments[0]));
		}

		private static String base64(@Nullable Object argument) {
			if (argument == null) {
				return "";
			}
			byte[] bytes = (argument instanceof byte[] array) ? array
					: argument.toString().getBytes(StandardCharsets.UTF_8);
			return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
		}

	}

}

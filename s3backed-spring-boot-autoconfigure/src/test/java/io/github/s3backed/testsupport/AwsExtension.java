package io.github.s3backed.testsupport;

import java.util.Optional;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Hands out environments. Servers are started once and stopped when the launcher's
 * session ends; an environment goes with its test.
 */
final class AwsExtension implements ExecutionCondition, ParameterResolver {

	private static final Namespace NAMESPACE = Namespace.create(AwsExtension.class);

	@Override
	public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
		AwsTest test = test(context);
		if (test.value() != AwsBackend.CONFIGURED && test.because().isEmpty()) {
			throw new ExtensionConfigurationException(
					context.getRequiredTestClass() + " must tell why it needs the backend " + test.value());
		}
		AwsBackend backend = test.value().resolve();
		return backend.reasonToSkip()
			.or(() -> test.proxied() ? backend.reasonAgainstProxies() : Optional.empty())
			.map(ConditionEvaluationResult::disabled)
			.orElseGet(() -> ConditionEvaluationResult.enabled("AWS is at hand"));
	}

	@Override
	public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext rootContext) {
		return ExtensionContextScope.TEST_METHOD;
	}

	@Override
	public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
		return parameter.getParameter().getType() == AwsEnvironment.class;
	}

	@Override
	public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
		RunningAws aws = context.getStore(StoreScope.LAUNCHER_SESSION, NAMESPACE)
			.computeIfAbsent(backend(context), AwsBackend::start, RunningAws.class);
		return context.getStore(NAMESPACE)
			.computeIfAbsent(AwsEnvironment.class, (type) -> new AwsEnvironment(aws), AwsEnvironment.class);
	}

	private static AwsBackend backend(ExtensionContext context) {
		return test(context).value().resolve();
	}

	private static AwsTest test(ExtensionContext context) {
		return AnnotationSupport.findAnnotation(context.getRequiredTestClass(), AwsTest.class).orElseThrow();
	}

}

package io.github.s3backed.repository.support;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.stream.Collectors;

import org.springframework.data.projection.ProjectionFactory;
import org.springframework.data.repository.core.NamedQueries;
import org.springframework.data.repository.core.RepositoryMetadata;
import org.springframework.data.repository.query.QueryCreationException;
import org.springframework.data.repository.query.QueryLookupStrategy;
import org.springframework.data.repository.query.RepositoryQuery;

/**
 * Refuses query methods when the repository is created, so that one is not found to be
 * missing at its first call.
 */
class UnsupportedQueryLookupStrategy implements QueryLookupStrategy {

	@Override
	public RepositoryQuery resolveQuery(Method method, RepositoryMetadata metadata, ProjectionFactory factory,
			NamedQueries namedQueries) {
		Class<?> repository = metadata.getRepositoryInterface();
		String message = """
				%s.%s(%s) is a query method, and query methods are not supported yet. Use findById, make it a default \
				method, or implement it in a fragment with S3BackedOperations.""".formatted(repository.getName(),
				method.getName(), parameterTypes(method));
		throw QueryCreationException.create(message, null, repository, method);
	}

	private static String parameterTypes(Method method) {
		return Arrays.stream(method.getParameterTypes()).map(Class::getSimpleName).collect(Collectors.joining(", "));
	}

}

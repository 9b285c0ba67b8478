package io.github.s3backed.autoconfigure;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.dao.PermissionDeniedDataAccessException;

/**
 * Looks at one bucket or table. One that may not be looked at is not down: nobody knows.
 */
final class ResourceHealthIndicator extends AbstractHealthIndicator {

	private final String kind;

	private final String name;

	private final Look look;

	ResourceHealthIndicator(String kind, String name, Look look) {
		super("A look at " + kind + " '" + name + "' failed");
		this.kind = kind;
		this.name = name;
		this.look = look;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		builder.withDetail(this.kind, this.name);
		try {
			this.look.look(builder.up());
		}
		catch (PermissionDeniedDataAccessException ex) {
			builder.unknown().withException(ex);
		}
	}

	/**
	 * A look at a resource.
	 */
	@FunctionalInterface
	interface Look {

		/**
		 * Adds what is seen.
		 * @throws org.springframework.dao.DataAccessException if it is not there
		 */
		void look(Health.Builder builder);

	}

}

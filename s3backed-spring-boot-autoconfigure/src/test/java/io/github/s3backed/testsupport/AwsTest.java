package io.github.s3backed.testsupport;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test class whose constructor and methods may take an {@link AwsEnvironment}: one for
 * each test, or one for the whole class where a {@code @BeforeAll} method takes it.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ExtendWith(AwsExtension.class)
public @interface AwsTest {

	/**
	 * What stands behind the environment.
	 * @return the backend
	 */
	AwsBackend value() default AwsBackend.CONFIGURED;

	/**
	 * Why nothing but that backend will do; must be told where one is named.
	 * @return the reason
	 */
	String because() default "";

	/**
	 * Whether the test puts a proxy of its own before the services, which takes endpoints
	 * that speak plain HTTP. It is skipped, with a message, where they do not.
	 * @return whether it does
	 */
	boolean proxied() default false;

}

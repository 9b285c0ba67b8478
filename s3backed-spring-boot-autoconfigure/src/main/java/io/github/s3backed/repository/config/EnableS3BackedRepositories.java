package io.github.s3backed.repository.config;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.github.s3backed.repository.support.S3BackedRepositoryFactoryBean;

import org.springframework.beans.factory.support.BeanNameGenerator;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.Import;
import org.springframework.data.repository.config.BootstrapMode;
import org.springframework.data.repository.config.DefaultRepositoryBaseClass;

/**
 * Registers the interfaces that extend {@link io.github.s3backed.S3BackedRepository} as
 * repositories. Other repository interfaces are left to other Spring Data modules. Where
 * no package is named, that of the annotated class is scanned.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@Import(S3BackedRepositoriesRegistrar.class)
public @interface EnableS3BackedRepositories {

	/**
	 * Short for {@link #basePackages()}.
	 * @return the packages to scan
	 */
	String[] value() default {};

	/**
	 * The packages to scan.
	 * @return the names of the packages
	 */
	String[] basePackages() default {};

	/**
	 * Classes whose packages are scanned: {@link #basePackages()} in a way that survives
	 * renaming.
	 * @return a class of each package
	 */
	Class<?>[] basePackageClasses() default {};

	/**
	 * Narrows what is scanned to the types that match one of the filters.
	 * @return the filters
	 */
	Filter[] includeFilters() default {};

	/**
	 * Leaves out the types that match one of the filters.
	 * @return the filters
	 */
	Filter[] excludeFilters() default {};

	/**
	 * What is added to an interface's name to find its custom implementation.
	 * @return the postfix
	 */
	String repositoryImplementationPostfix() default "Impl";

	/**
	 * The place of the named queries' properties file. Spring Data asks for it; query
	 * methods are not supported yet.
	 * @return the location
	 */
	String namedQueriesLocation() default "";

	/**
	 * The factory bean of each repository.
	 * @return the type
	 */
	Class<?> repositoryFactoryBeanClass() default S3BackedRepositoryFactoryBean.class;

	/**
	 * The base class of each repository.
	 * @return the type
	 */
	Class<?> repositoryBaseClass() default DefaultRepositoryBaseClass.class;

	/**
	 * The generator of the repositories' bean names.
	 * @return the type, or {@link BeanNameGenerator} for the context's own
	 */
	Class<? extends BeanNameGenerator> nameGenerator() default BeanNameGenerator.class;

	/**
	 * The name of the {@link io.github.s3backed.S3BackedOperations} bean that the
	 * repositories work with. Empty for the one of that type.
	 * @return the name
	 */
	String operationsRef() default "";

	/**
	 * Whether interfaces within other types are found.
	 * @return whether they are
	 */
	boolean considerNestedRepositories() default false;

	/**
	 * When the repositories are created.
	 * @return the mode
	 */
	BootstrapMode bootstrapMode() default BootstrapMode.DEFAULT;

}

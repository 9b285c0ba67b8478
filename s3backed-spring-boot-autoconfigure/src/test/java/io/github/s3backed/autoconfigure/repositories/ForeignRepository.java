package io.github.s3backed.autoconfigure.repositories;

import org.springframework.data.repository.CrudRepository;

/**
 * Belongs to some other Spring Data module.
 */
public interface ForeignRepository extends CrudRepository<Object, String> {

}

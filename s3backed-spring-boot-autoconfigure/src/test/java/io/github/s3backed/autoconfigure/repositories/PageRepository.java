package io.github.s3backed.autoconfigure.repositories;

import io.github.s3backed.S3BackedRepository;
import io.github.s3backed.autoconfigure.entities.Page;

public interface PageRepository extends S3BackedRepository<Page> {

}

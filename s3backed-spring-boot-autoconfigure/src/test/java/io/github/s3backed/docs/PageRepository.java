package io.github.s3backed.docs;

import io.github.s3backed.S3BackedRepository;

public interface PageRepository extends S3BackedRepository<Page> {

}

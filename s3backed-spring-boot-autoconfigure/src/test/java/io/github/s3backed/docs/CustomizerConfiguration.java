package io.github.s3backed.docs;

import io.github.s3backed.ObjectRequestCustomizer;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.StorageClass;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The example of docs/mapping.md.
 */
@Configuration(proxyBeanMethods = false)
class CustomizerConfiguration {

	@Bean
	ObjectRequestCustomizer rarelyReadImages() {
		return (request) -> {
			request.tag("team", "search").serverSideEncryption(ServerSideEncryption.AWS_KMS).kmsKeyId("alias/pages");
			if (request.getContentType().startsWith("image/")) {
				request.storageClass(StorageClass.STANDARD_IA).cacheControl("max-age=86400");
			}
		};
	}

}

package io.github.s3backed.commit;

import java.util.HexFormat;

import io.github.s3backed.DirectUpload;
import io.github.s3backed.content.UploadedObject;
import io.github.s3backed.mapping.S3BackedAttribute;
import io.github.s3backed.mapping.S3BackedPersistentEntity;
import io.github.s3backed.pointer.ItemId;
import io.github.s3backed.pointer.ObjectLocation;
import io.github.s3backed.pointer.PrimaryKey;
import io.github.s3backed.store.NewObject;
import io.github.s3backed.store.ObjectContext;
import software.amazon.awssdk.core.SdkBytes;

import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * Chooses where somebody else may put a content: under a fresh key of the item that is to
 * have it, so that it is ordinary garbage to a sweep until then and if it never comes.
 */
final class Tickets {

	private final Leases leases;

	private final Locations locations;

	Tickets(Leases leases, Locations locations) {
		this.leases = leases;
		this.locations = locations;
	}

	PreparedUpload prepare(S3BackedPersistentEntity<?> mapping, PrimaryKey key, String attribute, DirectUpload upload) {
		S3BackedAttribute mapped = mapping.attributes()
			.stream()
			.filter((it) -> it.name().equals(attribute) && it.streamed())
			.findFirst()
			.orElseThrow(() -> new InvalidDataAccessApiUsageException(
					"Attribute '" + attribute + "' of " + mapping.type().getName()
							+ " takes no direct upload: only an @S3Backed property of type Resource" + " does"));
		ItemId id = mapping.id(key);
		ObjectLocation location = this.locations.newLocation(id, attribute, this.leases.begin().token(), null);
		String contentType = (upload.contentType() != null) ? upload.contentType() : mapped.contentType();
		return new PreparedUpload(
				new UploadedObject(location, upload.length(),
						SdkBytes.fromByteArrayUnsafe(HexFormat.of().parseHex(upload.sha256())), contentType),
				new NewObject(location, contentType, null, this.locations.metadata(location, id),
						new ObjectContext(mapping.type(), attribute, key)));
	}

}

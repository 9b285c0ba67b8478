package io.github.s3backed.store;

import java.util.List;
import java.util.Map;

import io.github.s3backed.ObjectRequestCustomizer;
import io.github.s3backed.pointer.ObjectLocation;
import org.jspecify.annotations.Nullable;

/**
 * The application's customizers, in their order.
 *
 * @param customizers the customizers
 */
public record ObjectCustomizers(List<ObjectRequestCustomizer> customizers) {

	/**
	 * None.
	 */
	public static final ObjectCustomizers NONE = new ObjectCustomizers(List.of());

	public ObjectCustomizers {
		customizers = List.copyOf(customizers);
	}

	/**
	 * Asks each customizer, once.
	 * @param location where the object is to be
	 * @param contentType its media type
	 * @param length its length, or {@code null} if that is not known
	 * @param ownMetadata the library's metadata of the object
	 * @param context what else they are told, or {@code null} if they are not asked
	 * @return what they have set
	 * @throws RuntimeException what one of them has thrown, and if it has set what cannot
	 * be
	 */
	ObjectSettings settings(ObjectLocation location, String contentType, @Nullable Long length,
			Map<String, String> ownMetadata, @Nullable ObjectContext context) {
		if (context == null || this.customizers.isEmpty()) {
			return ObjectSettings.NONE;
		}
		CustomizedRequest request = new CustomizedRequest(location, contentType, length, ownMetadata, context);
		this.customizers.forEach(request::customize);
		return request.settings();
	}

}

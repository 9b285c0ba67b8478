package com.example.crawler.fetch;

import org.jspecify.annotations.Nullable;

/**
 * An answer. Redirects are not followed, they are answers like any other.
 *
 * @param status the HTTP status
 * @param contentType the {@code Content-Type}, or an empty string
 * @param location where a redirect leads, as the server put it
 * @param etag the entity tag
 * @param lastModified when it was last modified, as the server put it
 * @param body the bytes without their content coding, or {@code null} if the status is
 * not 200 or the content is not of the kind that was looked for
 */
public record Response(int status, String contentType, @Nullable String location, @Nullable String etag,
		@Nullable String lastModified, byte @Nullable [] body) {

	/**
	 * Tells whether this is a redirect.
	 * @return whether it leads elsewhere
	 */
	public boolean isRedirect() {
		return this.location != null && switch (this.status) {
			case 301, 302, 303, 307, 308 -> true;
			default -> false;
		};
	}

}

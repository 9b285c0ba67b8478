package io.github.s3backed.store;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What a service has answered, and when.
 *
 * @param content what it has answered
 * @param date when, by the service's own clock, to the second; {@code null} if it did not
 * say
 * @param <T> the type of the content
 */
public record Answer<T>(T content, @Nullable Instant date) {
}

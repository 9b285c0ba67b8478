package io.github.s3backed.event;

import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThatCode;

/**
 * Listeners do not decide what becomes of a write.
 */
class EventPublisherTests {

	@ParameterizedTest
	@MethodSource
	void whatAListenerThrowsGoesNoFurther(Throwable failure) {
		EventPublisher events = new EventPublisher((event) -> EventPublisherTests.<RuntimeException>raise(failure));
		assertThatCode(() -> events.publish("event")).doesNotThrowAnyException();
	}

	static Stream<Throwable> whatAListenerThrowsGoesNoFurther() {
		return Stream.of(new IllegalStateException("listener"), new NoClassDefFoundError("listener"));
	}

	@SuppressWarnings("unchecked")
	private static <X extends Throwable> void raise(Throwable failure) throws X {
		throw (X) failure;
	}

}

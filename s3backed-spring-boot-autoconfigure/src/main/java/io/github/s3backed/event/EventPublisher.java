package io.github.s3backed.event;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.context.ApplicationEventPublisher;

/**
 * Publishes events without letting a listener's error reach the write or read that is
 * under way.
 */
public final class EventPublisher {

	private final Log logger = LogFactory.getLog(EventPublisher.class);

	private final ApplicationEventPublisher publisher;

	public EventPublisher(ApplicationEventPublisher publisher) {
		this.publisher = publisher;
	}

	/**
	 * Publishes an event.
	 * @param event the event
	 */
	public void publish(Object event) {
		try {
			this.publisher.publishEvent(event);
		}
		catch (RuntimeException | Error ex) {
			this.logger.error("A listener of " + event.getClass().getSimpleName() + " failed", ex);
		}
	}

}

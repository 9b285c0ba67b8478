package io.github.s3backed.commit;

import java.time.Instant;

import io.github.s3backed.S3BackedSettings;
import io.github.s3backed.pointer.Token;

import org.springframework.dao.TransientDataAccessResourceException;

/**
 * The time in a write's token is not DynamoDB's time, and nothing of the write was
 * applied. It is to begin anew with a token of the right time.
 */
final class WrongTimeException extends TransientDataAccessResourceException {

	WrongTimeException(Token token, Instant date) {
		super("The write was not committed: its time " + token.time() + ", by the clock of this machine, is more than "
				+ S3BackedSettings.Writes.CLOCK_SKEW + " from DynamoDB's, which answered at " + date
				+ ". Set the machine's clock by a time server");
	}

}

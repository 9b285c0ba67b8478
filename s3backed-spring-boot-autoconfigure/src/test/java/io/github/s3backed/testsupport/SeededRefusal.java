package io.github.s3backed.testsupport;

/**
 * Why a {@link SeededS3} refuses a request.
 */
final class SeededRefusal extends RuntimeException {

	private final int status;

	private final String code;

	SeededRefusal(int status, String code, String message) {
		super(message);
		this.status = status;
		this.code = code;
	}

	SeededReply reply() {
		return SeededReply.xml(this.status, "<Error><Code>" + this.code + "</Code><Message>"
				+ SeededXml.escape(String.valueOf(getMessage())) + "</Message></Error>");
	}

}

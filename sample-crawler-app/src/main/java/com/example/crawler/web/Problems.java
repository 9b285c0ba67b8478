package com.example.crawler.web;

import java.util.Map;

import io.github.s3backed.CorruptObjectException;
import io.github.s3backed.DanglingPointerException;
import io.github.s3backed.SupersededContentException;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.InvalidDataAccessResourceUsageException;
import org.springframework.dao.PermissionDeniedDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/**
 * Says what is wrong in words for whoever sits before the browser. The rest is for the
 * log: where AWS is found, or what it has said, is nobody else's business.
 */
@ControllerAdvice
class Problems {

	private static final Log logger = LogFactory.getLog(Problems.class);

	@ExceptionHandler
	ModelAndView badParameter(MethodArgumentTypeMismatchException ex) {
		Throwable reason = ex.getMostSpecificCause();
		boolean ours = reason instanceof IllegalArgumentException && !(reason instanceof NumberFormatException);
		return page(HttpStatus.BAD_REQUEST,
				ours ? reason.getMessage() : "'" + ex.getName() + "' is not a number that can be used here");
	}

	@ExceptionHandler({ DataAccessResourceFailureException.class, TransientDataAccessException.class,
			PermissionDeniedDataAccessException.class, InvalidDataAccessResourceUsageException.class })
	ModelAndView unreachable(RuntimeException ex, HttpServletResponse response) {
		beginAnew(response, ex);
		logger.warn("A page could not be shown", ex);
		return page(HttpStatus.SERVICE_UNAVAILABLE, serviceOf(ex)
				+ " cannot be reached, or does not let this application in. Try again in a while; the application's"
				+ " log says more.");
	}

	@ExceptionHandler
	ModelAndView replaced(SupersededContentException ex, HttpServletResponse response) {
		beginAnew(response, ex);
		return page(HttpStatus.SERVICE_UNAVAILABLE,
				"The page was replaced or deleted while it was read. Load it once more.");
	}

	// Of what is wrong with the content itself nothing is to be shown.
	@ExceptionHandler({ DanglingPointerException.class, CorruptObjectException.class })
	ModelAndView damaged(RuntimeException ex, HttpServletResponse response) {
		beginAnew(response, ex);
		logger.error("A page could not be shown", ex);
		return page(HttpStatus.INTERNAL_SERVER_ERROR,
				"What is stored of the page is damaged; the application's log says more");
	}

	/**
	 * Takes back what was said of a content that cannot be read. What is on its way
	 * cannot be taken back: then it breaks off, and whoever counts its bytes knows.
	 */
	private static void beginAnew(HttpServletResponse response, RuntimeException failure) {
		if (response.isCommitted()) {
			throw failure;
		}
		response.reset();
		BrowserDefenceFilter.defend(response);
	}

	@ExceptionHandler
	ModelAndView refused(ResponseStatusException ex) {
		HttpStatus status = HttpStatus.valueOf(ex.getStatusCode().value());
		String reason = ex.getReason();
		return page(status, (reason != null) ? reason : status.getReasonPhrase());
	}

	private static String serviceOf(RuntimeException ex) {
		String message = String.valueOf(ex.getMessage());
		if (message.contains("DynamoDB table")) {
			return "Amazon DynamoDB";
		}
		return message.contains("S3 bucket") ? "Amazon S3" : "Amazon S3 or DynamoDB";
	}

	private static ModelAndView page(HttpStatus status, String message) {
		return new ModelAndView("error",
				Map.of("status", status.value(), "error", status.getReasonPhrase(), "message", message), status);
	}

}

package com.example.crawler.fetch;

import java.net.UnknownHostException;

/**
 * A host name leads to an address that may not be crawled.
 */
public class AddressRefusedException extends UnknownHostException {

	AddressRefusedException(String message) {
		super(message);
	}

}

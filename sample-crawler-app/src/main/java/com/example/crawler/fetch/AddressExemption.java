package com.example.crawler.fetch;

import java.net.InetSocketAddress;
import java.util.function.Predicate;

/**
 * Exempts an address from the rule that only the public Internet is crawled.
 */
@FunctionalInterface
public interface AddressExemption extends Predicate<InetSocketAddress> {

}

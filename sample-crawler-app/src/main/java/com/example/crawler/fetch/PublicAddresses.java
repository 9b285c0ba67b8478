package com.example.crawler.fetch;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Tells the addresses of the public Internet from all others.
 */
final class PublicAddresses {

	// The IANA special-purpose registry, multicast, and what is reserved.
	private static final List<AddressBlock> NOT_PUBLIC_IPV4 = blocks("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10",
			"127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24",
			"192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4");

	// Only this much of IPv6 has been given out, so everything else is private.
	private static final AddressBlock GLOBAL_IPV6 = AddressBlock.of("2000::/3");

	// Protocol assignments (with Teredo), and documentation.
	private static final List<AddressBlock> NOT_PUBLIC_IPV6 = blocks("2001::/23", "2001:db8::/32", "3fff::/20");

	private static final AddressBlock NAT64 = AddressBlock.of("64:ff9b::/96");

	private static final AddressBlock SIX_TO_FOUR = AddressBlock.of("2002::/16");

	private PublicAddresses() {
	}

	// An IPv4-mapped IPv6 address never comes here: InetAddress makes it an IPv4 address.
	static boolean contains(InetAddress address) {
		byte[] bytes = address.getAddress();
		return (bytes.length == 4) ? containsIpv4(bytes) : containsIpv6(bytes);
	}

	private static boolean containsIpv4(byte[] address) {
		return NOT_PUBLIC_IPV4.stream().noneMatch((block) -> block.contains(address));
	}

	private static boolean containsIpv6(byte[] address) {
		if (NAT64.contains(address)) {
			return containsIpv4(Arrays.copyOfRange(address, 12, 16));
		}
		if (SIX_TO_FOUR.contains(address)) {
			return containsIpv4(Arrays.copyOfRange(address, 2, 6));
		}
		return GLOBAL_IPV6.contains(address) && NOT_PUBLIC_IPV6.stream().noneMatch((block) -> block.contains(address));
	}

	private static List<AddressBlock> blocks(String... blocks) {
		return Stream.of(blocks).map(AddressBlock::of).toList();
	}

}

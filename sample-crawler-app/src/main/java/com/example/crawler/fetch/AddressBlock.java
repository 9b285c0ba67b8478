package com.example.crawler.fetch;

import java.math.BigInteger;
import java.net.InetAddress;

import org.springframework.util.Assert;

/**
 * A block of IP addresses in CIDR notation.
 */
record AddressBlock(byte[] network, int prefixLength) {

	static AddressBlock of(String block) {
		String address = block.strip();
		int slash = address.indexOf('/');
		try {
			byte[] network = literal((slash < 0) ? address : address.substring(0, slash));
			int length = (slash < 0) ? network.length * 8 : Integer.parseInt(address.substring(slash + 1));
			Assert.isTrue(length >= 0 && length <= network.length * 8, "prefix length out of range");
			return new AddressBlock(network, length);
		}
		catch (IllegalArgumentException | java.net.UnknownHostException ex) {
			throw new IllegalArgumentException(
					"'" + block + "' is no address or block of addresses such as 10.0.0.0/8 or fd00::/8", ex);
		}
	}

	private static byte[] literal(String address) throws java.net.UnknownHostException {
		// Nothing that a name server would have to be asked about.
		Assert.isTrue(address.matches("\\d+(\\.\\d+){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*"), "not an address");
		return InetAddress.getByName(address).getAddress();
	}

	boolean contains(byte[] address) {
		return address.length == this.network.length && prefixOf(address).equals(prefixOf(this.network));
	}

	private BigInteger prefixOf(byte[] address) {
		return new BigInteger(1, address).shiftRight(address.length * 8 - this.prefixLength);
	}

}

package com.example.crawler.fetch;

import java.net.InetAddress;
import java.net.UnknownHostException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class PublicAddressesTests {

	@ParameterizedTest
	@ValueSource(strings = { "0.0.0.0", "0.1.2.3", "10.0.0.1", "10.255.255.255", "100.64.0.1", "100.127.255.255",
			"127.0.0.1", "127.255.255.254", "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.8", "192.0.2.1",
			"192.88.99.1", "192.168.0.1", "198.18.0.1", "198.19.255.255", "198.51.100.1", "203.0.113.1", "224.0.0.1",
			"239.255.255.255", "240.0.0.1", "255.255.255.255" })
	void ipv4OutsideThePublicInternetIsNotPublic(String address) throws UnknownHostException {
		assertThat(PublicAddresses.contains(InetAddress.getByName(address))).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "::", "::1", "::127.0.0.1", "::8.8.8.8", "fe80::1", "febf::1", "fec0::1", "fc00::1",
			"fd12:3456:789a::1", "ff02::1", "100::1", "2001::1", "2001:db8::1", "3fff::1", "5f00::1",
			"64:ff9b:1::808:808" })
	void ipv6OutsideThePublicInternetIsNotPublic(String address) throws UnknownHostException {
		assertThat(PublicAddresses.contains(InetAddress.getByName(address))).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "::ffff:127.0.0.1", "::ffff:a00:1", "::ffff:169.254.169.254", "64:ff9b::127.0.0.1",
			"64:ff9b::a9fe:a9fe", "64:ff9b::10.0.0.1", "2002:7f00:1::", "2002:a00:1::1", "2002:c0a8:101::" })
	void aPrivateIpv4AddressInIpv6ClothesIsNotPublic(String address) throws UnknownHostException {
		assertThat(PublicAddresses.contains(InetAddress.getByName(address))).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "1.1.1.1", "8.8.8.8", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0",
			"172.15.255.255", "172.32.0.0", "192.167.255.255", "192.169.0.0", "223.255.255.255", "2606:4700:4700::1111",
			"2a00:1450:4001::1", "2003::1", "64:ff9b::8.8.8.8", "2002:808:808::1", "::ffff:8.8.8.8" })
	void theRestIsPublic(String address) throws UnknownHostException {
		assertThat(PublicAddresses.contains(InetAddress.getByName(address))).isTrue();
	}

}

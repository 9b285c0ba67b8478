package com.example.crawler.fetch;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;

import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class GuardedDnsResolverTests {

	@Test
	void aPublicAddressIsReturnedWithItsPort() throws UnknownHostException {
		assertThat(guard(List.of(), "93.184.215.14").resolve("example.org", 443))
			.containsExactly(new InetSocketAddress("93.184.215.14", 443));
	}

	@Test
	void aNameWithOnePrivateAddressAmongPublicOnesIsRefused() {
		assertThatExceptionOfType(AddressRefusedException.class)
			.isThrownBy(() -> guard(List.of(), "93.184.215.14", "10.0.0.7").resolve("rebind.example.org", 80))
			.withMessageContaining("'rebind.example.org' leads to 10.0.0.7")
			.withMessageContaining("crawler.allow-private-addresses");
	}

	// Forms that a URL may have, and that the system's resolver understands.
	@ParameterizedTest
	@ValueSource(strings = { "localhost", "127.0.0.1", "127.1", "2130706433", "0", "[::1]", "[::ffff:127.0.0.1]",
			"[0:0:0:0:0:0:0:1]", "[64:ff9b::7f00:1]" })
	void literalFormsOfLoopbackAreRefused(String host) {
		GuardedDnsResolver guard = new GuardedDnsResolver(SystemDefaultDnsResolver.INSTANCE, List.of(), List.of());
		assertThatExceptionOfType(AddressRefusedException.class).isThrownBy(() -> guard.resolve(host, 80));
	}

	@ParameterizedTest
	@ValueSource(strings = { "10.1.2.3", "10.0.0.0/8", "10.1.2.0/23", "10.1.2.3/32", "0.0.0.0/0" })
	void aPrivateAddressInAnAllowedBlockIsReturned(String block) throws UnknownHostException {
		assertThat(guard(List.of("fd00::/8", block), "10.1.2.3").resolve("intranet", 80)).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "10.1.2.4", "10.1.2.4/32", "10.2.0.0/16", "fd00::/8", "::/0" })
	void aPrivateAddressOutsideTheAllowedBlockIsRefused(String block) {
		assertThatExceptionOfType(AddressRefusedException.class)
			.isThrownBy(() -> guard(List.of(block), "10.1.2.3").resolve("intranet", 80));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "intranet", "10.0.0.0/33", "10.0.0.0/-1", "fd00::/129", "10.0.0.0/x", "10.0.0",
			"300.1.1.1" })
	void aBlockThatIsNoneIsNamed(String block) {
		assertThatIllegalArgumentException().isThrownBy(() -> guard(List.of(block), "10.1.2.3"))
			.withMessageContaining("'" + block + "' is no address or block of addresses");
	}

	@Test
	void anExemptionHoldsForItsPortAlone() throws UnknownHostException {
		AddressExemption ownPort = (address) -> address.getPort() == 8080;
		GuardedDnsResolver guard = new GuardedDnsResolver(answering("127.0.0.1"), List.of(), List.of(ownPort));
		assertThat(guard.resolve("localhost", 8080)).hasSize(1);
		assertThatExceptionOfType(AddressRefusedException.class).isThrownBy(() -> guard.resolve("localhost", 8081));
	}

	private static GuardedDnsResolver guard(List<String> allowed, String... addresses) {
		return new GuardedDnsResolver(answering(addresses), allowed, List.of());
	}

	private static DnsResolver answering(String... addresses) {
		return new SystemDefaultDnsResolver() {

			@Override
			public InetAddress[] resolve(String host) {
				return Stream.of(addresses).map(GuardedDnsResolverTests::address).toArray(InetAddress[]::new);
			}

		};
	}

	private static InetAddress address(String literal) {
		return new InetSocketAddress(literal, 0).getAddress();
	}

}

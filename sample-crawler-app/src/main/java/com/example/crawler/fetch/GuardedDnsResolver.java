package com.example.crawler.fetch;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;

import com.example.crawler.CrawlerProperties;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Keeps the crawler out of the network that it runs in.
 * <p>
 * The check belongs here and not before the request: the client connects to the very
 * addresses that this returns, for names and literal addresses alike, so a name server
 * that answers differently the second time (DNS rebinding) gains nothing.
 */
@Component
class GuardedDnsResolver implements DnsResolver {

	private final DnsResolver delegate;

	private final List<AddressBlock> allowed;

	private final List<AddressExemption> exemptions;

	@Autowired
	GuardedDnsResolver(CrawlerProperties properties, ObjectProvider<AddressExemption> exemptions) {
		this(SystemDefaultDnsResolver.INSTANCE, properties.allowPrivateAddresses(), exemptions.stream().toList());
	}

	GuardedDnsResolver(DnsResolver delegate, List<String> allowed, List<AddressExemption> exemptions) {
		this.delegate = delegate;
		this.allowed = allowed.stream().map(AddressBlock::of).toList();
		this.exemptions = exemptions;
	}

	@Override
	public List<InetSocketAddress> resolve(String host, int port) throws UnknownHostException {
		List<InetSocketAddress> addresses = Stream.of(this.delegate.resolve(host))
			.map((address) -> new InetSocketAddress(address, port))
			.toList();
		for (InetSocketAddress address : addresses) {
			if (!isAllowed(address)) {
				throw new AddressRefusedException("'%s' leads to %s, which is not on the public Internet; "
					.formatted(host, address.getAddress().getHostAddress())
						+ "'crawler.allow-private-addresses' can allow it");
			}
		}
		return addresses;
	}

	private boolean isAllowed(InetSocketAddress address) {
		byte[] bytes = address.getAddress().getAddress();
		return PublicAddresses.contains(address.getAddress())
				|| this.allowed.stream().anyMatch((block) -> block.contains(bytes))
				|| this.exemptions.stream().anyMatch((exemption) -> exemption.test(address));
	}

	@Override
	public InetAddress[] resolve(String host) {
		throw new UnsupportedOperationException("An address cannot be judged without its port");
	}

	@Override
	public String resolveCanonicalHostname(String host) {
		return host;
	}

}

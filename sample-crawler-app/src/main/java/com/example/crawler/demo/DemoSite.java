package com.example.crawler.demo;

import java.net.InetSocketAddress;
import java.net.URI;

import com.example.crawler.fetch.AddressExemption;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * The site under {@code /demo-site/}. The application's own port on the loopback
 * interface is exempt from the rule that keeps the crawler out of private networks, and
 * no other; {@code /robots.txt} keeps it out of the rest of the application.
 */
@Component
@ConditionalOnBooleanProperty(name = "crawler.demo-site", matchIfMissing = true)
public class DemoSite implements AddressExemption {

	private volatile int port;

	@EventListener
	void onWebServerInitialized(WebServerInitializedEvent event) {
		if (event.getApplicationContext().getServerNamespace() == null) {
			this.port = event.getWebServer().getPort();
		}
	}

	/**
	 * Returns where the site begins.
	 * @return the URL
	 */
	public URI home() {
		return URI.create("http://localhost:" + this.port + "/demo-site/index.html");
	}

	@Override
	public boolean test(InetSocketAddress address) {
		return address.getPort() == this.port && address.getAddress().isLoopbackAddress();
	}

}

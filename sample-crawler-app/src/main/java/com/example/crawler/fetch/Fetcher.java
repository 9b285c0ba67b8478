package com.example.crawler.fetch;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import com.example.crawler.CrawlerProperties;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.util.Timeout;

import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.stereotype.Component;

/**
 * Makes requests to servers that are not to be trusted: each is bounded in time and size
 * and goes to no address that {@link GuardedDnsResolver} refuses.
 * <p>
 * Apache's client and not the JDK's, because it lets the addresses be checked that it
 * connects to. It is on the class path already: the AWS SDK uses it.
 */
@Component
public class Fetcher implements AutoCloseable {

	private final CloseableHttpClient client;

	private final ScheduledThreadPoolExecutor deadlines = new ScheduledThreadPoolExecutor(1,
			new CustomizableThreadFactory("fetch-deadline-"));

	private final CrawlerProperties properties;

	Fetcher(CrawlerProperties properties, GuardedDnsResolver dnsResolver) {
		this.properties = properties;
		this.deadlines.setRemoveOnCancelPolicy(true);
		this.client = HttpClients.custom()
			.setConnectionManager(connectionManager(properties, dnsResolver))
			.setUserAgent(properties.userAgent())
			.disableRedirectHandling()
			.disableAutomaticRetries()
			.disableCookieManagement()
			.disableAuthCaching()
			.disableContentCompression()
			.build();
	}

	/**
	 * Makes a request.
	 * @param request the request
	 * @return the answer
	 * @throws AddressRefusedException if the address may not be crawled
	 * @throws IOException if there is no complete answer within the limits
	 */
	public Response fetch(Request request) throws IOException {
		HttpGet get = toHttpGet(request);
		long timeout = this.properties.requestTimeout().toMillis();
		// The client's own timeouts restart with every byte that a slow server sends.
		Future<?> deadline = this.deadlines.schedule(get::abort, timeout, TimeUnit.MILLISECONDS);
		try (Exchange exchange = new Exchange(this.client.executeOpen(null, get, null))) {
			return exchange.read(request);
		}
		catch (IOException ex) {
			throw get.isAborted() ? timeout(timeout, ex) : ex;
		}
		finally {
			deadline.cancel(false);
		}
	}

	private static HttpGet toHttpGet(Request request) {
		HttpGet get = new HttpGet(request.url());
		get.setHeader(HttpHeaders.ACCEPT, request.kind().accept());
		// Without this header, a server may use whatever coding it likes.
		get.setHeader(HttpHeaders.ACCEPT_ENCODING, "identity");
		if (request.etag() != null) {
			get.setHeader(HttpHeaders.IF_NONE_MATCH, request.etag());
		}
		if (request.lastModified() != null) {
			get.setHeader(HttpHeaders.IF_MODIFIED_SINCE, request.lastModified());
		}
		return get;
	}

	private static IOException timeout(long timeout, IOException cause) {
		SocketTimeoutException exception = new SocketTimeoutException("no complete answer within " + timeout + " ms");
		exception.initCause(cause);
		return exception;
	}

	private static HttpClientConnectionManager connectionManager(CrawlerProperties properties,
			GuardedDnsResolver dnsResolver) {
		Http1Config limits = Http1Config.custom().setMaxLineLength(16_384).setMaxHeaderCount(200).build();
		ConnectionConfig timeouts = ConnectionConfig.custom()
			.setConnectTimeout(Timeout.of(properties.connectTimeout()))
			.setSocketTimeout(Timeout.of(properties.requestTimeout()))
			.build();
		return PoolingHttpClientConnectionManagerBuilder.create()
			.setDnsResolver(dnsResolver)
			.setConnectionFactory(ManagedHttpClientConnectionFactory.builder().http1Config(limits).build())
			.setDefaultConnectionConfig(timeouts)
			.setMaxConnPerRoute(properties.workers())
			.build();
	}

	@Override
	public void close() throws IOException {
		this.deadlines.shutdownNow();
		this.client.close();
	}

}

package io.github.s3backed.testsupport;

import java.net.URI;

import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * An S3 in this JVM, empty and in memory. It takes any credentials, and knows neither
 * tags nor lifecycle rules: see {@link S3MockProcess} for those. It keeps objects as
 * files: unlike S3, it refuses a key with a segment {@code .} or {@code ..}, drops empty
 * segments, and cannot store {@code a/b} beside {@code a/b/c}.
 */
public final class LocalS3 implements AutoCloseable {

	private final S3Proxy server;

	private final URI endpoint;

	private LocalS3(S3Proxy server) {
		this.server = server;
		this.endpoint = URI.create("http://127.0.0.1:" + server.getPort());
	}

	/**
	 * Start an empty S3 on a free port.
	 * @return the running server
	 */
	public static LocalS3 start() {
		S3Proxy server = S3Proxy.builder()
			.blobStore(new OrderlyBlobStore(new TransientNio2BlobStore()))
			.awsAuthentication(AuthenticationType.NONE, null, null)
			.ignoreUnknownHeaders(true)
			.endpoint(URI.create("http://127.0.0.1:0"))
			.build();
		try {
			server.start();
		}
		catch (Exception ex) {
			throw new IllegalStateException("S3Proxy does not start", ex);
		}
		return new LocalS3(server);
	}

	/**
	 * The address of the server.
	 * @return the endpoint for clients, which have to use path-style addresses
	 */
	public URI endpoint() {
		return this.endpoint;
	}

	/**
	 * A new client of this server, to be closed by the caller.
	 * @return a new client
	 */
	public S3Client client() {
		return AwsEndpoints.ofStandIns(this.endpoint, null).s3ClientBuilder().build();
	}

	@Override
	public void close() {
		try {
			this.server.stop();
		}
		catch (Exception ex) {
			throw new IllegalStateException("S3Proxy does not stop", ex);
		}
	}

}

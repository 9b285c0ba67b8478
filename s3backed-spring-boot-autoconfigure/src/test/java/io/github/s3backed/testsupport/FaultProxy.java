package io.github.s3backed.testsupport;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

import org.awaitility.Awaitility;

/**
 * Stands between a client and a service, passes requests on, and makes chosen ones go
 * wrong on the wire. Plain HTTP, one request for each connection, bodies in memory.
 */
public final class FaultProxy implements AutoCloseable {

	/**
	 * More than the SDK's clients open at once.
	 */
	private static final int MAX_CONNECTIONS = 128;

	private final URI target;

	private final ServerSocket server;

	private final ExecutorService executor;

	private final Set<Socket> connections = ConcurrentHashMap.newKeySet();

	private final List<Rule> rules = new CopyOnWriteArrayList<>();

	private final List<ProxiedRequest> requests = new CopyOnWriteArrayList<>();

	private final CountDownLatch closed = new CountDownLatch(1);

	private volatile boolean recording = true;

	private FaultProxy(URI target, ServerSocket server) {
		this.target = target;
		this.server = server;
		AtomicInteger number = new AtomicInteger();
		this.executor = new ThreadPoolExecutor(0, MAX_CONNECTIONS, 10, TimeUnit.SECONDS, new SynchronousQueue<>(),
				(task) -> new Thread(task, "fault-proxy-" + number.incrementAndGet()));
		this.executor.execute(this::accept);
	}

	/**
	 * Start a proxy on a free port.
	 * @param target where the service is, by plain HTTP
	 * @return the running proxy, without any fault
	 */
	public static FaultProxy start(URI target) {
		try {
			return new FaultProxy(target, new ServerSocket(0, MAX_CONNECTIONS, InetAddress.getLoopbackAddress()));
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The proxy does not start", ex);
		}
	}

	/**
	 * The address of the proxy, for clients.
	 * @return the endpoint
	 */
	public URI endpoint() {
		return URI.create("http://127.0.0.1:" + this.server.getLocalPort());
	}

	/**
	 * Keep no requests, whose number and bodies would fill the heap in a long run.
	 * @return this proxy
	 */
	public FaultProxy withoutRecord() {
		this.recording = false;
		return this;
	}

	/**
	 * Let the next matching request go wrong.
	 * @param requests matches requests
	 * @param fault what happens to it
	 */
	public void next(Predicate<ProxiedRequest> requests, Fault fault) {
		nth(1, requests, fault);
	}

	/**
	 * Let one matching request go wrong.
	 * @param n which of the matching requests from now on, beginning with 1
	 * @param requests matches requests
	 * @param fault what happens to it
	 */
	public void nth(int n, Predicate<ProxiedRequest> requests, Fault fault) {
		AtomicInteger seen = new AtomicInteger();
		this.rules.add(new Rule((request) -> requests.test(request) && seen.incrementAndGet() == n, fault));
	}

	/**
	 * Let all matching requests go wrong.
	 * @param requests matches requests
	 * @param fault what happens to them
	 */
	public void always(Predicate<ProxiedRequest> requests, Fault fault) {
		this.rules.add(new Rule(requests, fault));
	}

	/**
	 * Let no request go wrong any more, and forget those seen.
	 */
	public void clear() {
		this.rules.clear();
		this.requests.clear();
	}

	/**
	 * The requests that came in whole, in that order.
	 * @return the requests
	 */
	public List<ProxiedRequest> requests() {
		return List.copyOf(this.requests);
	}

	/**
	 * Wait until everything that clients have sent so far is dealt with, even if they
	 * have gone since. A connection of our own tells that those before it are accepted.
	 * @throws IOException if the proxy is closed
	 */
	public void awaitQuiet() throws IOException {
		try (Socket last = new Socket(this.server.getInetAddress(), this.server.getLocalPort())) {
			last.shutdownOutput();
			last.getInputStream().readAllBytes();
		}
		Awaitility.await("the proxy to be quiet")
			.atMost(Duration.ofMinutes(1))
			.pollInterval(Duration.ofMillis(5))
			.until(this.connections::isEmpty);
	}

	private void accept() {
		while (!this.server.isClosed()) {
			try {
				serveLater(this.server.accept());
			}
			catch (IOException ex) {
				// The proxy is closed, or a client left before it was served.
			}
		}
	}

	private void serveLater(Socket client) throws IOException {
		this.connections.add(client);
		try {
			this.executor.execute(() -> serve(client));
		}
		catch (RejectedExecutionException ex) {
			// The proxy is closed or full; the client sees a closed connection.
			this.connections.remove(client);
			client.close();
		}
	}

	private void serve(Socket client) {
		try (client) {
			ProxiedRequest request = ProxiedRequest.read(new BufferedInputStream(client.getInputStream()),
					() -> client.getOutputStream()
						.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1)));
			if (this.recording) {
				this.requests.add(request);
			}
			faultFor(request).apply(new ProxiedExchange(request, client, this.target, this.closed));
		}
		catch (IOException ex) {
			// One side has gone, which is a fault that clients are tested for.
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		finally {
			this.connections.remove(client);
		}
	}

	/**
	 * Every rule counts the request, the first that chooses it decides.
	 */
	private Fault faultFor(ProxiedRequest request) {
		return this.rules.stream()
			.filter((rule) -> rule.requests().test(request))
			.map(Rule::fault)
			.toList()
			.stream()
			.findFirst()
			.orElseGet(Fault::none);
	}

	@Override
	public void close() throws IOException {
		this.closed.countDown();
		this.server.close();
		this.executor.shutdownNow();
		for (Socket connection : this.connections) {
			connection.close();
		}
		try {
			if (!this.executor.awaitTermination(10, TimeUnit.SECONDS)) {
				throw new IllegalStateException("The proxy's threads do not end");
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private record Rule(Predicate<ProxiedRequest> requests, Fault fault) {

	}

}

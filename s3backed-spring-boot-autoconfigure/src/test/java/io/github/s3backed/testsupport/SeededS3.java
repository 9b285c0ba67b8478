package io.github.s3backed.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import software.amazon.awssdk.services.s3.S3Client;

/**
 * An S3 in this JVM for contents of any size: it keeps objects up to 1 MiB, and of larger
 * ones only that they are the first bytes of a seed, as {@link SeededBytes} makes them.
 * Whatever larger comes in is compared with these bytes and refused with status 400 and
 * code {@code NotSeeded} if it is something else; what goes out is made anew. It takes
 * any credentials, verifies CRC-32C, CRC-32 and SHA-256 in headers and trailers, and
 * gives entity tags that are no MD5. It has one bucket, no versions, and no limit of
 * time.
 */
public final class SeededS3 implements AutoCloseable {

	/**
	 * The name of the bucket.
	 */
	public static final String BUCKET = "seeded";

	private final ServerSocket server;

	private final ExecutorService executor;

	private final SeededBucket bucket = new SeededBucket(BUCKET);

	private final Set<Socket> connections = ConcurrentHashMap.newKeySet();

	private final List<Rule> rules = new CopyOnWriteArrayList<>();

	private final Collection<SeededRequest> requests = new ConcurrentLinkedQueue<>();

	private final Set<String> ignored = ConcurrentHashMap.newKeySet();

	private final AtomicInteger accepted = new AtomicInteger();

	private final AtomicLong received = new AtomicLong();

	private final AtomicLong sent = new AtomicLong();

	private SeededS3(ServerSocket server) {
		AtomicInteger number = new AtomicInteger();
		this.server = server;
		this.executor = Executors.newCachedThreadPool((task) -> {
			Thread thread = new Thread(task, "seeded-s3-" + number.incrementAndGet());
			thread.setDaemon(true);
			return thread;
		});
		this.executor.execute(this::accept);
	}

	/**
	 * Start a server on a free port, with an empty bucket.
	 * @return the running server
	 */
	public static SeededS3 start() {
		try {
			return new SeededS3(new ServerSocket(0, 256, InetAddress.getLoopbackAddress()));
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The server does not start", ex);
		}
	}

	/**
	 * The address of the server.
	 * @return the endpoint for clients, which have to use path-style addresses
	 */
	public URI endpoint() {
		return URI.create("http://127.0.0.1:" + this.server.getLocalPort());
	}

	/**
	 * Where this and nothing else is.
	 * @return the endpoints, for clients that tests build
	 */
	public AwsEndpoints endpoints() {
		return AwsEndpoints.ofStandIns(endpoint(), null);
	}

	/**
	 * A new client of this server, to be closed by the caller.
	 * @return a new client
	 */
	public S3Client client() {
		return endpoints().s3ClientBuilder().build();
	}

	/**
	 * Break the connection of the next matching request: while its body is received, or
	 * else while that of the answer is sent.
	 * @param requests matches requests
	 * @param bytes after how many bytes of the body, fewer than it has
	 */
	public void breakOff(Predicate<SeededRequest> requests, long bytes) {
		this.rules.add(new Rule(requests, SeededConnection.Harm.breakingAfter(bytes)));
	}

	/**
	 * Break the connection of the next matching request when it is done, instead of an
	 * answer.
	 * @param requests matches requests
	 */
	public void loseReply(Predicate<SeededRequest> requests) {
		this.rules.add(new Rule(requests, SeededConnection.Harm.LOST_REPLY));
	}

	/**
	 * Answer the next matching request with an error when it is done.
	 * @param requests matches requests
	 * @param status the status of the answer, which may say success
	 * @param code the code in it
	 */
	public void denyWhenDone(Predicate<SeededRequest> requests, int status, String code) {
		this.rules.add(new Rule(requests, SeededConnection.Harm.denying(refusal(status, code))));
	}

	/**
	 * Refuse the next matching request, before its body is received.
	 * @param requests matches requests
	 * @param status the status of the answer, which may say success
	 * @param code the code in it
	 */
	public void refuse(Predicate<SeededRequest> requests, int status, String code) {
		this.rules.add(new Rule(requests, SeededConnection.Harm.refusing(refusal(status, code))));
	}

	private static SeededRefusal refusal(int status, String code) {
		return new SeededRefusal(status, code, "As told by the test");
	}

	/**
	 * Be a store that does not know a header of requests.
	 * @param header its name in lower case
	 */
	public void ignore(String header) {
		this.ignored.add(header);
	}

	/**
	 * The requests, in the order in which their heads came in.
	 * @return the requests
	 */
	public List<SeededRequest> requests() {
		return List.copyOf(this.requests);
	}

	/**
	 * How often each operation was asked for, attempts that were broken included.
	 * @return the number of requests by the name of the operation
	 */
	public Map<String, Long> counts() {
		return this.requests.stream()
			.collect(Collectors.groupingBy(SeededRequest::operation, TreeMap::new, Collectors.counting()));
	}

	/**
	 * How often each part was sent or copied, attempts that were broken included.
	 * @return the number of requests by the number of the part
	 */
	public Map<Integer, Long> parts() {
		return this.requests.stream()
			.filter((request) -> request.part() > 0)
			.collect(Collectors.groupingBy(SeededRequest::part, TreeMap::new, Collectors.counting()));
	}

	/**
	 * How many bytes of bodies have come in.
	 * @return the number of bytes, chunk signatures included
	 */
	public long bytesReceived() {
		return this.received.get();
	}

	/**
	 * How many bytes of bodies have gone out, as far as the system took them.
	 * @return the number of bytes
	 */
	public long bytesSent() {
		return this.sent.get();
	}

	/**
	 * How many connections clients have made so far.
	 * @return the number of connections, those that are closed included
	 */
	public int accepted() {
		return this.accepted.get();
	}

	/**
	 * Forget the requests so far, and let nothing go wrong any more.
	 */
	public void clear() {
		this.rules.clear();
		this.requests.clear();
		this.ignored.clear();
		this.received.set(0);
		this.sent.set(0);
	}

	/**
	 * The keys of the objects.
	 * @return the keys in their order
	 */
	public Set<String> keys() {
		return Set.copyOf(this.bucket.objects().keySet());
	}

	/**
	 * The length of an object.
	 * @param key its key
	 * @return its length in bytes; empty if there is none
	 */
	public Optional<Long> length(String key) {
		return Optional.ofNullable(this.bucket.objects().get(key)).map((object) -> object.content().length());
	}

	/**
	 * The keys that multipart uploads are open for.
	 * @return the keys, each as often as there are uploads
	 */
	public Collection<String> openUploads() {
		return this.bucket.uploads().keys();
	}

	SeededBucket bucket() {
		return this.bucket;
	}

	/**
	 * A request has come in, but for its body.
	 * @return what is to go wrong with it
	 */
	SeededConnection.Harm arrived(SeededRequest request) {
		this.requests.add(request);
		for (Rule rule : this.rules) {
			if (rule.requests().test(request) && this.rules.remove(rule)) {
				return rule.harm();
			}
		}
		return SeededConnection.Harm.NONE;
	}

	SeededRequest understood(SeededRequest request) {
		return request.without(this.ignored);
	}

	void received(int bytes) {
		this.received.addAndGet(bytes);
	}

	void sent(int bytes) {
		this.sent.addAndGet(bytes);
	}

	private void accept() {
		while (!this.server.isClosed()) {
			try {
				Socket socket = this.server.accept();
				this.accepted.incrementAndGet();
				this.connections.add(socket);
				this.executor.execute(() -> serve(socket));
			}
			catch (IOException ex) {
				// The server is closed, or a client left before it was served.
			}
		}
	}

	private void serve(Socket socket) {
		try (socket) {
			new SeededConnection(this, socket).serve();
		}
		catch (IOException ex) {
			// The client has gone, or is to see a broken connection.
		}
		finally {
			this.connections.remove(socket);
		}
	}

	@Override
	public void close() throws IOException {
		this.server.close();
		this.executor.shutdownNow();
		for (Socket connection : this.connections) {
			connection.close();
		}
	}

	private record Rule(Predicate<SeededRequest> requests, SeededConnection.Harm harm) {

	}

}

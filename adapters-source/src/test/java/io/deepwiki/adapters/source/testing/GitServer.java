package io.deepwiki.adapters.source.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPInputStream;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.PacketLineOut;
import org.eclipse.jgit.transport.RefAdvertiser.PacketLineOutRefAdvertiser;
import org.eclipse.jgit.transport.UploadPack;

/** A Git host on loopback that speaks smart HTTP, and misbehaves where a test asks it to. */
public final class GitServer implements AutoCloseable {
    private static final String REFS = "/info/refs";
    private static final String PACK = "/git-upload-pack";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final AtomicLong packBytes = new AtomicLong();

    private GitServer(HttpServer server) {
        this.server = server;
    }

    /** How requests below a repository's path are answered; what it throws cuts the connection. */
    public interface Answer {
        /** Answers a request whose path, behind the repository's own, is {@code rest}. */
        void to(HttpExchange exchange, String rest) throws IOException, InterruptedException;
    }

    /**
     * A request that came.
     *
     * @param authorization the header's value; empty if there was none
     */
    public record Request(String method, String path, String authorization) {}

    /** Starts on a free port. */
    public static GitServer start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            GitServer started = new GitServer(server);
            server.createContext("/", started::handle);
            server.setExecutor(started.threads);
            server.start();
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As in {@code 127.0.0.1:40000}. */
    public String authority() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /** The address of a repository that is served as {@code owner/name}. */
    public String url(String path) {
        return "http://" + authority() + "/" + path;
    }

    /** Serves a repository to all. */
    public GitServer serve(String path, Repository repository) {
        return answer(path, (exchange, rest) -> git(exchange, rest, repository));
    }

    /** Serves a repository to who gives this user name and token. */
    public GitServer serve(String path, Repository repository, String user, String token) {
        String pair = Base64.getEncoder().encodeToString((user + ":" + token).getBytes(StandardCharsets.UTF_8));
        return answer(path, (exchange, rest) -> {
            if (("Basic " + pair).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                git(exchange, rest, repository);
            } else {
                exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"git\"");
                status(exchange, 401);
            }
        });
    }

    /** Sends everybody on to another address; the rest of the path is appended to it. */
    public GitServer redirect(String path, String target) {
        return answer(path, (exchange, rest) -> {
            String query = exchange.getRequestURI().getRawQuery();
            exchange.getResponseHeaders().set("Location", target + rest + (query == null ? "" : "?" + query));
            status(exchange, 301);
        });
    }

    /** Answers in whatever way below this path. */
    public GitServer answer(String path, Answer answer) {
        answers.put(path, answer);
        return this;
    }

    /** All requests so far. */
    public List<Request> requests() {
        return List.copyOf(requests);
    }

    /** How many bytes of packs were sent since this was asked for the last time. */
    public long packBytes() {
        return packBytes.getAndSet(0);
    }

    /** Ends an exchange with nothing but a status. */
    public static void status(HttpExchange exchange, int status) throws IOException {
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        requests.add(new Request(exchange.getRequestMethod(), path, authorization == null ? "" : authorization));
        String rest = path.endsWith(REFS) ? REFS : path.endsWith(PACK) ? PACK : "";
        String name = path.substring(1, path.length() - rest.length());
        try (exchange) {
            answers.getOrDefault(name, (unknown, _) -> status(unknown, 404)).to(exchange, rest);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void git(HttpExchange exchange, String rest, Repository repository) throws IOException {
        String protocol = exchange.getRequestHeaders().getFirst("Git-Protocol");
        UploadPack upload = new UploadPack(repository);
        upload.setBiDirectionalPipe(false);
        upload.setExtraParameters(protocol == null ? List.of() : List.of(protocol.split(":", -1)));
        String kind = rest.equals(REFS) ? "advertisement" : "result";
        exchange.getResponseHeaders().set("Content-Type", "application/x-git-upload-pack-" + kind);
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            if (rest.equals(REFS)) {
                upload.sendAdvertisedRefs(new PacketLineOutRefAdvertiser(new PacketLineOut(out)), "git-upload-pack");
            } else {
                upload.upload(body(exchange), new Counted(out), null);
            }
        }
    }

    private static InputStream body(HttpExchange exchange) throws IOException {
        String encoding = exchange.getRequestHeaders().getFirst("Content-Encoding");
        return "gzip".equals(encoding) ? new GZIPInputStream(exchange.getRequestBody()) : exchange.getRequestBody();
    }

    @Override
    public void close() {
        threads.shutdownNow();
        server.stop(0);
    }

    private final class Counted extends FilterOutputStream {
        Counted(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            packBytes.addAndGet(length);
            out.write(bytes, offset, length);
        }
    }
}

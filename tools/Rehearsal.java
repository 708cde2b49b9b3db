import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;

/**
 * Lets the built product write a wiki and answer a question once, as a service does, so that Java keeps which classes that took and what
 * was compiled (its AOT cache): the services that start later begin warm. Its argument is the folder of the product; the cache is left
 * there as {@code deepwiki.aot}. Run with the product's libraries in the class path.
 */
final class Rehearsal {
    private static final int PAGES = 30;
    private static final int PIECES = 200;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Path product;
    private final Path work;
    private final HttpServer model;
    private final HttpClient client = HttpClient.newHttpClient();

    private Rehearsal(Path product, Path work, HttpServer model) {
        this.product = product;
        this.work = work;
        this.model = model;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException, GitAPIException {
        Path product = Path.of(arguments[0]).toAbsolutePath().normalize();
        Path work = Files.createTempDirectory("deepwiki-rehearsal");
        HttpServer model = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        model.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        model.createContext("/v1/chat/completions", Rehearsal::answer);
        model.start();
        try {
            new Rehearsal(product, work, model).rehearse();
        } finally {
            model.stop(0);
            delete(work);
        }
    }

    private void rehearse() throws IOException, InterruptedException, GitAPIException {
        Path kept = product.resolve("deepwiki.aot");
        Files.deleteIfExists(kept); // of other files
        Path repository = repository();
        Path cache = work.resolve("deepwiki.aot");
        int port = freePort();
        Process service = service(cache, port);
        Runtime.getRuntime().addShutdownHook(new Thread(service::destroy)); // it asks nobody for a key
        boolean ended = false;
        try {
            URI api = URI.create("http://127.0.0.1:" + port);
            awaitReady(api, service);
            writeWiki(api, repository);
            ask(api, repository);
        } finally {
            service.destroy(); // in order: it stops its database, and the cache is made when it ends
            ended = service.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            if (!ended) {
                service.destroyForcibly().waitFor();
            }
        }
        if (!ended || !Files.exists(cache)) {
            throw new IOException("the service made no cache:\n" + Files.readString(work.resolve("log")));
        }
        Files.move(cache, kept);
    }

    /** Forty parts of three files each: as many as a service has to index before it writes thirty pages. */
    private Path repository() throws IOException, GitAPIException {
        Path repository = work.resolve("repository");
        for (int part = 1; part <= PAGES + 10; part++) {
            Path folder = Files.createDirectories(repository.resolve("part-" + part));
            for (String file : List.of("store", "work", "view")) {
                StringBuilder source = new StringBuilder();
                for (int i = 1; i <= 10; i++) {
                    source.append("def %s_%d(pieces):\n    \"\"\"Takes the pieces of part %d.\"\"\"\n    return list(pieces)\n\n"
                            .formatted(file, i, part));
                }
                Files.writeString(folder.resolve(file + ".py"), source);
            }
        }
        Files.writeString(repository.resolve("README.md"), "# Parts\n\nParts that work on pieces.\n");
        try (Git git = Git.init().setDirectory(repository.toFile()).call()) {
            git.add().addFilepattern(".").call();
            git.commit()
                    .setMessage("Begin")
                    .setAuthor("rehearsal", "rehearsal@localhost")
                    .setCommitter("rehearsal", "rehearsal@localhost")
                    .setSign(false)
                    .call();
        }
        return repository;
    }

    /** With nothing of the surroundings' settings: a rehearsal touches neither the data nor the models of whoever builds. */
    private Process service(Path cache, int port) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(product.resolve("deepwiki").toString(), "up").directory(work.toFile());
        Map<String, String> environment = builder.environment();
        environment.keySet().retainAll(List.of("PATH", "LANG", "TMPDIR"));
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("HOME", work.toString());
        environment.put("XDG_DATA_HOME", work.resolve("data").toString());
        environment.put("PORT", Integer.toString(port));
        environment.put("DEEPWIKI_WEB_PORT", "0");
        environment.put("DEEPWIKI_API_KEY_AUTH_ENABLED", "false"); // on loopback, for half a minute
        environment.put("DEEPWIKI_LOCAL_ROOTS", work.toString());
        environment.put("OPENAI_API_KEY", "any");
        environment.put("OPENAI_BASE_URL", "http://127.0.0.1:" + model.getAddress().getPort() + "/v1");
        environment.put("DEEPWIKI_JAVA_OPTS", "-XX:AOTCacheOutput=" + cache);
        return builder.redirectErrorStream(true)
                .redirectOutput(work.resolve("log").toFile())
                .start();
    }

    private void awaitReady(URI api, Process service) throws IOException, InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!ready(api)) {
            if (System.nanoTime() > until || service.waitFor(100, TimeUnit.MILLISECONDS)) {
                throw new IOException("the service does not start:\n" + Files.readString(work.resolve("log")));
            }
        }
    }

    private boolean ready(URI api) throws InterruptedException {
        try {
            return get(api.resolve("/health/ready")).statusCode() == 200;
        } catch (IOException _) {
            return false;
        }
    }

    private void writeWiki(URI api, Path repository) throws IOException, InterruptedException {
        String ordered = post(
                api.resolve("/api/wiki/jobs"),
                "{\"repo_url\":\"%s\",\"repo_type\":\"local\",\"provider\":\"openai\",\"model\":\"any\",\"pages\":%d}"
                        .formatted(repository, PAGES));
        Matcher job = Pattern.compile("\"job_id\":\"([^\"]+)\"").matcher(ordered);
        if (!job.find()) {
            throw new IOException("no wiki was ordered: " + ordered);
        }
        String told = get(api.resolve("/api/wiki/jobs/" + job.group(1) + "/progress/stream?after=0")).body();
        if (!told.contains("\"status\":\"completed\"")) {
            throw new IOException("the wiki was not written: " + told);
        }
    }

    private void ask(URI api, Path repository) throws IOException, InterruptedException {
        post(
                api.resolve("/chat/completions/stream"),
                "{\"repo_url\":\"%s\",\"type\":\"local\",\"provider\":\"openai\",\"messages\":[{\"role\":\"user\",\"content\":\"What does the store do?\"}]}"
                        .formatted(repository));
    }

    private HttpResponse<String> get(URI uri) throws IOException, InterruptedException {
        return whole(HttpRequest.newBuilder(uri).build());
    }

    /** The time limit of a request ends with the head of its answer, and a stream may go on for ever. */
    private HttpResponse<String> whole(HttpRequest request) throws IOException, InterruptedException {
        try {
            return client.sendAsync(request, BodyHandlers.ofString()).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException(request.uri() + " was not answered", e);
        }
    }

    private String post(URI uri, String json) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build();
        HttpResponse<String> response = whole(request);
        if (response.statusCode() / 100 != 2) {
            throw new IOException(uri + " answered " + response.statusCode() + ": " + response.body());
        }
        return response.body();
    }

    /** A model that plans the parts as pages, and writes the page it is asked for. */
    private static void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String asked = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Matcher page = Pattern.compile("\\\\nPage: Part (\\d+)").matcher(asked);
            String text = page.find() ? page(page.group(1)) : plan();
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            OutputStream out = exchange.getResponseBody();
            for (String piece : pieces(text)) {
                event(out, "[{\"index\":0,\"delta\":{\"content\":\"%s\"},\"finish_reason\":null}]".formatted(piece), "");
            }
            event(out, "[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]", "");
            event(out, "[]", ",\"usage\":{\"prompt_tokens\":2000,\"completion_tokens\":1500,\"total_tokens\":3500}");
            out.write("data: [DONE]\n\n".getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void event(OutputStream out, String choices, String more) throws IOException {
        String json = "{\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"any\",\"choices\":%s%s}"
                .formatted(choices, more);
        out.write(("data: " + json + "\n\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private static String plan() {
        StringBuilder plan = new StringBuilder("TITLE: The parts\nDESCRIPTION: How the parts work.\nSECTION: Parts\n");
        for (int part = 1; part <= PAGES; part++) {
            plan.append("PAGE: Part %1$d\nABOUT: What part %1$d does.\nIMPORTANCE: medium\nFILES: part-%1$d/store.py, part-%1$d/work.py\n"
                    .formatted(part));
        }
        return plan.toString();
    }

    private static String page(String part) {
        StringBuilder page = new StringBuilder("# Part %s\n\n```mermaid\nflowchart LR\n  a[store] --> b[work]\n```\n".formatted(part));
        for (int i = 1; i <= 24; i++) {
            page.append("\nStep %d reads what the store has kept, works on it piece by piece, and hands the result on [part-%s/%s.py:%d-%d].\n"
                    .formatted(i, part, List.of("store", "work", "view").get(i % 3), i, i + 12));
        }
        return page.toString();
    }

    /** A text in as many pieces as an answer comes in, as JSON has them. */
    private static List<String> pieces(String text) {
        List<String> pieces = new ArrayList<>();
        for (int i = 0; i < PIECES; i++) {
            String piece = text.substring(text.length() * i / PIECES, text.length() * (i + 1) / PIECES);
            pieces.add(piece.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n"));
        }
        return pieces;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}

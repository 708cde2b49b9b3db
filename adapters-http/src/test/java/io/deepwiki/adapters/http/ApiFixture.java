package io.deepwiki.adapters.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.deepwiki.adapters.http.WebSettings.Entrance;
import io.deepwiki.adapters.http.admin.AdminRoutes.AdminUses;
import io.deepwiki.adapters.http.admin.AdminRoutes.ShownSetting;
import io.deepwiki.adapters.http.jobs.JobRoutes.JobUses;
import io.deepwiki.adapters.http.research.ConversationRoutes.ChatUses;
import io.deepwiki.adapters.http.system.SystemRoutes.Checks;
import io.deepwiki.adapters.http.web.UiFiles;
import io.deepwiki.adapters.http.wiki.WikiRoutes.WikiUses;
import io.deepwiki.application.access.Authenticate;
import io.deepwiki.application.llm.ListModels;
import io.deepwiki.application.llm.ModelChoice;
import io.deepwiki.application.llm.port.Prompt;
import io.deepwiki.application.port.CountingIds;
import io.deepwiki.application.testing.Workshop;
import io.deepwiki.domain.access.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Both listeners on free ports, over every use case, stores in memory, one small repository and a scripted model. */
public final class ApiFixture implements AutoCloseable {
    public static final String URL = "https://git.example.org/acme/rocket";
    public static final String KEY = "right";
    private static final String PLAN = """
            TITLE: The <b>rocket</b>
            DESCRIPTION: It flies & lands.
            SECTION: All
            PAGE: Engine
            ABOUT: What drives it
            IMPORTANCE: high
            FILES: src/main/Engine.java
            PAGE: Tank
            ABOUT: What feeds it
            FILES: docs/the tank.md
            RELATED: Engine
            """;

    private static final List<ShownSetting> SETTINGS = List.of(
            new ShownSetting("deepwiki.http.port", "PORT", "8001", "default", false),
            new ShownSetting("deepwiki.openai.api-key", "OPENAI_API_KEY", "set", "environment", true));

    public final Workshop shop = new Workshop();

    private final HttpClient client = HttpClient.newHttpClient();
    private final Servers servers;

    public ApiFixture() {
        this(Optional.empty(), Optional.empty());
    }

    /**
     * A fixture whose web listener is not the standard one.
     *
     * @param code that it asks for
     * @param url by which people reach it
     */
    public ApiFixture(Optional<Secret> code, Optional<URI> url) {
        this(Entrance.by(code), url);
    }

    /**
     * The same.
     *
     * @param entrance to it
     */
    public ApiFixture(Entrance entrance, Optional<URI> url) {
        shop.source
                .with("README.md", "# Rocket\n\nA rocket that flies to the moon.\n")
                .with("src/main/Engine.java", "class Engine {\n    void burn() {}\n}\n")
                .with("docs/the tank.md", "# Tank\n\nIt feeds the engine – übel.\n");
        shop.model.answers((prompt, sink) -> {
            switch (prompt.task()) {
                case Prompt.Plan _ -> sink.accept(PLAN);
                case Prompt.Page page ->
                    sink.accept("# " + page.title()
                            + "\n\nIt burns [src/main/Engine.java:1-2]. <script>alert(1)</script>\n");
                case Prompt.Repair repair -> sink.accept(repair.written());
                case Prompt.Answer _, Prompt.Research _ -> sink.accept("yes");
            }
        });
        servers = Servers.start(settings(entrance, url), uses());
    }

    private static ServerSettings settings(Entrance entrance, Optional<URI> url) {
        var limits = new ServerSettings.Limits(1 << 20, 16 << 20, 100, 100, Duration.ofMillis(100));
        var backend = new WebSettings.Backend(Optional.empty(), Optional.of(new Secret(KEY)), Duration.ofSeconds(30));
        return new ServerSettings(
                "127.0.0.1",
                0,
                Optional.of(
                        new WebSettings("127.0.0.1", 0, limits, url, entrance, backend, UiFiles.onClassPath("/ui"))),
                Set.of("http://localhost:3000"),
                "1.2.3",
                limits,
                new ServerSettings.Streams(10, 20, Duration.ofMillis(100)));
    }

    private UseCases uses() {
        Authenticate authenticate = new Authenticate(true, List.of(new Secret(KEY), new Secret("another")));
        ModelChoice choice = new ModelChoice(shop.model);
        return new UseCases(
                authenticate,
                new UseCases.Models(new ListModels(shop.model), choice),
                new UseCases.Asking(
                        new ChatUses(shop.ask, shop.research, shop.wholeResearch, shop.streams, shop.reports),
                        shop.retrieve,
                        () -> Optional.of(shop.embedding.status())),
                new JobUses(shop.submit, shop.queries, shop.control, shop.follow),
                new WikiUses(shop.wikis, shop.lines, shop.search),
                new AdminUses(shop.survey, shop.engine, shop.trial, SETTINGS),
                new UseCases.Surroundings(
                        shop.clock, new CountingIds()::next, () -> new Checks(true, true, true, false)));
    }

    /** A request of the API, with its key. */
    public HttpRequest.Builder api(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + servers.apiPort() + path))
                .header("X-API-Key", KEY);
    }

    public HttpResponse<String> get(String path) throws Exception {
        return send(api(path));
    }

    public HttpResponse<String> post(String path, String json) throws Exception {
        return send(api(path).POST(BodyPublishers.ofString(json)));
    }

    public HttpResponse<String> delete(String path) throws Exception {
        return send(api(path).DELETE());
    }

    /** A request of the web listener. */
    public HttpRequest.Builder web(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + servers.webPort() + path));
    }

    /** What the web listener answers. */
    public HttpResponse<String> getWeb(String path) throws Exception {
        return send(web(path));
    }

    public HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    public HttpResponse<byte[]> bytes(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofByteArray());
    }

    /** A connection to the API that has sent this. Reads of it fail after 10 s. */
    public Socket sent(String request) throws IOException {
        return sent(servers.apiPort(), request);
    }

    /** A connection to the web listener that has sent this. Reads of it fail after 10 s. */
    public Socket sentToWeb(String request) throws IOException {
        return sent(servers.webPort(), request);
    }

    private static Socket sent(int port, String request) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(10_000);
        socket.getOutputStream().write(request.getBytes(UTF_8));
        return socket;
    }

    /** A question as a whole request, for {@link #sent}. */
    public static String asked(String accept) {
        String body = question("{\"role\":\"user\",\"content\":\"How does it burn?\"}");
        return "POST /chat/completions/stream HTTP/1.1\r\nHost: h\r\nX-API-Key: " + KEY + "\r\nAccept: " + accept
                + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    /** The body of a question. */
    public static String question(String messages) {
        return "{\"repo_url\":\"" + URL + "\",\"messages\":[" + messages + "]}";
    }

    /** Orders the wiki; the id of the job. */
    public String order() throws Exception {
        return found(post("/api/wiki/jobs", "{\"repo_url\":\"" + URL + "\"}").body(), "\"job_id\":\"([^\"]+)\"");
    }

    /** A finished wiki; its id. */
    public String wiki() throws Exception {
        shop.working();
        get("/api/wiki/jobs/" + order() + "/progress/stream");
        return found(get("/api/wikis").body(), "\"id\":\"([^\"]+)\"");
    }

    /** The first group of a pattern that is in the text. */
    public static String found(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        if (!matcher.find()) {
            throw new AssertionError("no " + pattern + " in " + text);
        }
        return matcher.group(1);
    }

    @Override
    public void close() {
        servers.close();
        shop.close();
        client.close();
    }
}

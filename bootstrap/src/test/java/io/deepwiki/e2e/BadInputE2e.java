package io.deepwiki.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BadInputE2e {
    private static final String JOBS = "/api/wiki/jobs";
    private static final String CHAT = "/chat/completions/stream";

    @TempDir
    static Path folder;

    private static Installation product;
    private static ServerSocket silent;
    private static Path project;
    private static Path empty;

    @BeforeAll
    static void start() throws Exception {
        project = SmallProject.in(Files.createDirectory(folder.resolve("shop")));
        silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        empty = Files.createDirectory(folder.resolve("empty"));
        Git.init().setDirectory(empty.toFile()).call().close();
        product = new Installation(Files.createDirectory(folder.resolve("home")))
                .with("DEEPWIKI_LOCAL_ROOTS", project + "," + empty)
                .with("DEEPWIKI_ALLOWED_GIT_HOSTS", "127.0.0.1:9,127.0.0.1:" + silent.getLocalPort())
                .with("DEEPWIKI_SOURCE_IDLE_TIMEOUT", "500ms");
        product.run(project, "wiki", ".", "--detach").succeeded();
    }

    @AfterAll
    static void stop() throws Exception {
        product.close();
        silent.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:///etc",
                "ext::sh -c id",
                "ssh://git@example.com/a/b",
                "git@example.com:a/b",
                "https://user:secret@example.com/a/b",
                "https://127.0.0.1/a/b",
                "https://localhost/a/b",
                "https://10.0.0.1/a/b",
                "https://192.168.1.1/a/b",
                "https://169.254.169.254/latest/meta-data",
                "https://[::1]/a/b",
                "http://example.com/a/b",
                "/etc",
                "/../etc"
            })
    void an_address_that_must_not_be_read_is_refused(String address) throws Exception {
        refused(product.post(JOBS, order(address, "")), 422);
    }

    static Stream<Arguments> orders() {
        return Stream.of(
                arguments(order("http://127.0.0.1:9/a/b", ""), 502),
                arguments(order(project.toString(), ",\"branch\":\"no-such-branch\""), 422),
                arguments(order(empty.toString(), ""), 422),
                arguments(order(project.toString(), ",\"provider\":\"nobody\""), 400),
                arguments(order(project.toString(), ",\"language\":\"tlh\""), 422),
                arguments(order(project.toString(), ",\"pages\":41"), 422),
                arguments("{\"repo_url\":", 400),
                arguments("[]", 400),
                arguments("{}", 422));
    }

    @ParameterizedTest
    @MethodSource("orders")
    void an_order_that_cannot_be_carried_out_is_refused(String body, int status) throws Exception {
        refused(product.post(JOBS, body), status);
    }

    static Stream<Arguments> questions() {
        return Stream.of(
                arguments("{\"repo_url\":\"" + project + "\",\"messages\":[]}", 400),
                arguments(
                        "{\"repo_url\":\"" + project + "\",\"messages\":[{\"role\":\"assistant\",\"content\":\"x\"}]}",
                        400),
                arguments(question(",\"provider\":\"nobody\""), 400),
                arguments(question(",\"language\":\"tlh\""), 422),
                arguments("{\"repo_url\":\"file:///etc\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}", 422),
                arguments("not json", 400));
    }

    @ParameterizedTest
    @MethodSource("questions")
    void a_question_that_cannot_be_answered_is_refused(String body, int status) throws Exception {
        refused(product.post(CHAT, body), status);
    }

    @Test
    void a_body_that_is_too_large_is_refused() throws Exception {
        refused(product.post(JOBS, order(project.toString(), ",\"x\":\"" + "y".repeat(10 << 20) + "\"")), 413);
    }

    @Test
    void a_key_is_needed_and_never_taken_from_the_query() throws Exception {
        refused(product.send(without("/api/wikis")), 401);
        refused(product.send(without("/api/wikis").header("X-API-Key", "wrong")), 401);
        refused(product.send(without("/api/wikis?api_key=" + product.key())), 400);
    }

    @Test
    void what_is_not_there_is_not_found() throws Exception {
        refused(product.get(JOBS + "/00000000-0000-7000-8000-000000000000"), 404);
        refused(product.get("/api/wikis/00000000-0000-7000-8000-000000000000"), 404);
        refused(product.get("/no/such/path"), 404);
        refused(product.send(product.request("/api/wikis").PUT(BodyPublishers.ofString("{}"))), 405);
    }

    private static HttpRequest.Builder without(String path) {
        return HttpRequest.newBuilder(URI.create(product.service().url() + path))
                .timeout(Duration.ofSeconds(30));
    }

    @Test
    void a_host_that_says_nothing_is_given_up() throws Exception {
        String address = "http://127.0.0.1:" + silent.getLocalPort() + "/a/b";
        refused(product.post(JOBS, order(address, "")), 504);
        refused(
                product.post(
                        CHAT,
                        "{\"repo_url\":\"" + address + "\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}"),
                504);
    }

    @Test
    void what_is_refused_leaves_nothing_behind() throws Exception {
        abuse(300);
        Footprint before = Footprint.of(product.service().pid());
        abuse(3_000);
        Footprint after = Footprint.of(product.service().pid());
        assertThat(after.heap()).as("%s, then %s", before, after).isLessThan(before.heap() + (8 << 20));
        assertThat(after.files()).as("%s, then %s", before, after).isLessThan(before.files() + 40);
        assertThat(after.threads()).as("%s, then %s", before, after).isLessThan(before.threads() + 20);
    }

    /** Requests of every refused kind, a few at once. */
    private static void abuse(int times) throws Exception {
        String large = order(project.toString(), ",\"x\":\"" + "y".repeat(2 << 20) + "\"");
        List<Callable<Integer>> requests = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            int turn = i;
            requests.add(() -> switch (turn % 6) {
                case 0 ->
                    product.post(JOBS, order("https://169.254.169.254/a/b" + turn, ""))
                            .statusCode();
                case 1 -> product.post(CHAT, "not json " + turn).statusCode();
                case 2 ->
                    product.send(without("/api/wikis").header("X-API-Key", "wrong" + turn))
                            .statusCode();
                case 3 -> product.get("/no/such/path/" + turn).statusCode();
                case 4 -> product.post(JOBS, order(empty.toString(), "")).statusCode();
                default ->
                    turn % 60 == 5
                            ? product.post(JOBS, large).statusCode()
                            : product.get(JOBS + "/x").statusCode();
            });
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (Future<Integer> status : threads.invokeAll(requests)) {
                assertThat(status.get()).isBetween(400, 499);
            }
        }
    }

    /** The documented status, a sentence, a code, no innards; and the service goes on. */
    private static void refused(HttpResponse<String> response, int status) throws IOException, InterruptedException {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.body())
                .contains("\"detail\":", "\"code\":", "\"request_id\":")
                .doesNotContain("Exception", "io.deepwiki", "java.", "secret", product.key());
        assertThat(product.get("/health").statusCode()).isEqualTo(200);
    }

    private static String order(String address, String more) {
        return "{\"repo_url\":\"" + address + "\"" + more + "}";
    }

    private static String question(String more) {
        return "{\"repo_url\":\"" + project + "\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]" + more + "}";
    }
}

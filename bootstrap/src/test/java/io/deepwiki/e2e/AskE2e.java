package io.deepwiki.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.deepwiki.e2e.Installation.Outcome;
import io.deepwiki.e2e.Installation.Running;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AskE2e {
    private static final Pattern CITATION = Pattern.compile("\\[([\\w./-]+):(\\d+)(?:-(\\d+))?]");
    private static final String FILE = "orders/src/main/java/shop/orders/OrdersRules.java";

    @TempDir
    Path folder;

    @Test
    void questions_and_researches_are_answered_from_the_code_and_saved() throws Exception {
        Path project = SmallProject.in(Files.createDirectory(folder.resolve("shop")));
        Path answer = folder.resolve("answer.md");
        Path report = folder.resolve("book/report.md");
        try (Installation product = new Installation(Files.createDirectory(folder.resolve("home")))) {
            Outcome asked = product.run(
                            project,
                            "ask",
                            ".",
                            "Where is an amount taken?",
                            "--provider=builtin",
                            "--language=vi",
                            "--file=" + FILE,
                            "--out=" + answer)
                    .succeeded();
            assertThat(asked.out()).startsWith(Files.readString(answer)).contains("Sources:");
            assertThat(Files.readString(answer)).containsPattern("[đơướệủậấ]");
            assertThat(citations(asked.out())).isNotEmpty().allMatch(citation -> resolves(citation, project));

            Outcome researched = product.run(
                            project,
                            "ask",
                            ".",
                            "How does an amount go through the shop?",
                            "--research",
                            "--provider=builtin",
                            "--out=" + report)
                    .succeeded();
            assertThat(researched.err()).contains("Stage 1: plan", "Stage 2: update", "conclusion");
            assertThat(researched.out()).contains("## Research Plan", "## Final Conclusion", "Sources:");
            assertThat(Files.readString(report)).startsWith("# ").contains("## Research Plan", "## Final Conclusion");
            assertThat(citations(Files.readString(report)))
                    .isNotEmpty()
                    .allMatch(citation -> resolves(citation, project));

            Outcome refused = product.run(project, "ask", ".", "why?", "--provider=nobody");
            assertThat(refused.code()).isEqualTo(1);
            assertThat(refused.err()).contains("Unknown provider", "builtin");
        }
    }

    @Test
    void ctrl_c_stops_the_answer_and_ends_as_interrupted() throws Exception {
        CountDownLatch cancelled = new CountDownLatch(1);
        HttpServer service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        answering(service, cancelled);
        service.start();
        try (Installation product = new Installation(Files.createDirectory(folder.resolve("home")))
                        .with(
                                "DEEPWIKI_URL",
                                "http://127.0.0.1:" + service.getAddress().getPort());
                Running ask = product.start("ask", "https://git.example/a/b", "why?", "--research")) {
            assertThat(ask.said("(It begins)")).isEqualTo("It begins");
            interrupt(ask.process());
            assertThat(ask.process().waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(ask.process().exitValue()).isEqualTo(130);
            assertThat(cancelled.getCount()).isZero();
        } finally {
            service.stop(0);
        }
    }

    @Test
    void a_research_outlives_its_service_and_its_reader_comes_back() throws Exception {
        Path project = SmallProject.in(Files.createDirectory(folder.resolve("shop")));
        Path report = folder.resolve("report.md");
        CountDownLatch released = new CountDownLatch(1);
        AtomicInteger stages = new AtomicInteger();
        try (ScriptedProvider provider = new ScriptedProvider(_ -> stage(stages.incrementAndGet(), released));
                Installation product = new Installation(Files.createDirectory(folder.resolve("home")))
                        .with("OPENAI_API_KEY", "sk-test")
                        .with("OPENAI_BASE_URL", provider.url().toString())) {
            try (Running ask = product.start(
                    "ask", project.toString(), "How does an amount go?", "--research", "--out=" + report)) {
                assertThat(ask.said("(Stage 3)")).isNotEmpty();
                while (provider.requests().size() < 3) {
                    LockSupport.parkNanos(20_000_000);
                }
                // what readers here have seen is stored within 100 ms
                assertThat(released.await(1, TimeUnit.SECONDS)).isFalse();
                URI first = product.service().url();
                product.kill();
                assertThat(ask.said("(The connection was lost; going on)")).isNotEmpty();
                try (Running again = product.start("up")) {
                    assertThat(again.said("event=ready api=(\\S+)")).isNotEqualTo(first.toString());
                    assertThat(ask.process().waitFor(2, TimeUnit.MINUTES)).isTrue();
                    assertThat(ask.process().exitValue())
                            .as(Files.readString(ask.words()))
                            .isZero();
                }
                assertThat(Files.readString(ask.words()))
                        .containsOnlyOnce("The connection was lost")
                        .containsOnlyOnce("Nó đi 1")
                        .containsOnlyOnce("Nó đi 2")
                        .contains("## Final Conclusion");
            } finally {
                released.countDown();
            }
        }
        assertThat(Files.readString(report)).contains("Nó đi 1", "## Final Conclusion");
    }

    /** The third request is never answered while its asker lives. */
    private static String stage(int request, CountDownLatch released) {
        if (request == 3) {
            try {
                await(released);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        String heading = request < 3 ? "## Research Update " + request : "## Final Conclusion";
        return heading + "\n\nNó đi " + request + " qua 世界 [tools/report.py:4-6].";
    }

    /** It begins an answer, and does not go on before it is told to stop. */
    private static void answering(HttpServer service, CountDownLatch cancelled) {
        service.createContext("/health", exchange -> {
            byte[] body = "{\"status\":\"healthy\",\"service\":\"deepwiki-api\"}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        service.createContext("/chat/completions/stream", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().add("X-Stream-Id", "s1");
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody()
                    .write("{\"seq\":1,\"type\":\"delta\",\"offset\":0,\"text\":\"It begins\"}\n"
                            .getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            await(cancelled);
            exchange.close();
        });
        service.createContext("/api/chat/streams/s1/cancel", exchange -> {
            cancelled.countDown();
            exchange.sendResponseHeaders(202, -1);
            exchange.close();
        });
    }

    private static void await(CountDownLatch cancelled) throws IOException {
        try {
            if (!cancelled.await(2, TimeUnit.MINUTES)) {
                throw new IOException("nobody stopped the answer");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static void interrupt(Process process) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start();
        assertThat(kill.waitFor()).isZero();
    }

    private static List<MatchResult> citations(String text) {
        return CITATION.matcher(text).results().toList();
    }

    private static boolean resolves(MatchResult citation, Path project) {
        Path file = project.resolve(citation.group(1));
        int first = Integer.parseInt(citation.group(2));
        int last = citation.group(3) == null ? first : Integer.parseInt(citation.group(3));
        try {
            return Files.isRegularFile(file)
                    && 1 <= first
                    && first <= last
                    && last <= Files.readAllLines(file).size();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.deepwiki.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepwiki.e2e.RealisticPlans.Case;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Wikis of this very project by a model that plans and writes well and badly: every job ends right and says what was mended. */
class ModelPlansE2e {
    private static final Path PROJECT = Path.of(System.getProperty("deepwiki.project"));
    private static final Pattern JOB = Pattern.compile("\"job_id\":\"([^\"]+)\"");
    private static final Pattern MESSAGE = Pattern.compile("\"message\":\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern FIRST_FILE = Pattern.compile("Files: ([^,\\\\]+)");
    private static final Deque<String> PLANS = new ConcurrentLinkedDeque<>();
    private static final List<String> WROTE = new CopyOnWriteArrayList<>();
    private static final AtomicInteger PAGES = new AtomicInteger();

    @TempDir
    static Path folder;

    private static ScriptedProvider provider;
    private static Installation product;

    @BeforeAll
    static void start() throws Exception {
        provider = new ScriptedProvider(ModelPlansE2e::written);
        product = new Installation(Files.createDirectory(folder.resolve("home")))
                .with("OPENAI_BASE_URL", provider.url().toString())
                .with("DEEPWIKI_EMBEDDER_TYPE", "none")
                .with("DEEPWIKI_LOCAL_ROOTS", PROJECT.toRealPath().toString());
        product.run(PROJECT, "ask", ".", "--provider", "builtin", "What is this?")
                .succeeded();
    }

    @AfterAll
    static void stop() throws Exception {
        product.close();
        provider.close();
        assertThat(WROTE)
                .as("pages of every kind were written")
                .anyMatch(message -> message.endsWith("with 1 citations."))
                .anyMatch(message -> message.contains("(1 mended)"))
                .anyMatch(message -> message.contains("of which 1 do not resolve"))
                .anyMatch(message -> message.contains("diagrams that cannot be drawn: 1"));
    }

    private static String written(String request) {
        if (request.contains("You plan a wiki")) {
            return PLANS.size() > 1 ? PLANS.remove() : PLANS.element();
        }
        Matcher file = FIRST_FILE.matcher(request);
        String path = file.results()
                .map(found -> found.group(1))
                .reduce((_, last) -> last)
                .orElseThrow();
        if (request.contains("These citations point at lines")) {
            return PAGES.get() % 2 == 0 ? "# Page\n\nIt holds [" + path + ":1-2].\n" : "# Page\n\nNobody knows.\n";
        }
        return switch (PAGES.incrementAndGet() % 4) {
            case 0 -> "# Page\n\nIt begins [" + path + ":1-3].\n\n```mermaid\nflowchart TD\n  A[One] --> B[Two]\n```\n";
            case 1 -> "# Page\n\nIt begins [" + path + ":1-2] and goes on [" + path + ":99000-99001].\n";
            case 2 ->
                "# Page\n\nIt begins [" + path + ":1-1].\n\n```mermaid\nflowchart TD\n  A[One --> B\n  <script>\n```\n";
            default -> "# Page\n\nIt begins [no/such/File.java:1-2].\n";
        };
    }

    static Stream<Case> plans() {
        return RealisticPlans.all().stream();
    }

    @ParameterizedTest
    @MethodSource("plans")
    void a_job_ends_right_whatever_the_model_plans_and_says_what_was_mended(Case plan) throws Exception {
        PLANS.clear();
        PLANS.addAll(new ArrayDeque<>(plan.replies()));
        HttpResponse<String> submitted = product.post(
                "/api/wiki/jobs",
                "{\"repo_url\":\""
                        + PROJECT.toRealPath() + "\",\"is_comprehensive\":false,\"force\":true,\"language\":\""
                        + plan.language() + "\"}");
        String job = first(JOB, submitted.body());
        String history = product.get("/api/wiki/jobs/" + job + "/progress/stream?after=0")
                .body();
        List<String> messages = MESSAGE.matcher(history)
                .results()
                .map(found -> found.group(1).replace("\\\"", "\""))
                .toList();
        String status = plan.hopeless() ? "failed" : "completed";
        assertThat(product.get("/api/wiki/jobs/" + job).body()).as(history).contains("\"status\":\"" + status + "\"");
        assertThat(plan.told())
                .allSatisfy(told -> assertThat(history.replace("\\\"", "\"")).contains(told));
        if (!plan.hopeless()) {
            assertThat(messages).anyMatch(message -> message.matches("Planned [1-6] pages\\."));
            List<String> wrote = messages.stream()
                    .filter(message -> message.startsWith("Wrote "))
                    .toList();
            assertThat(wrote).isNotEmpty();
            WROTE.addAll(wrote);
        }
    }

    private static String first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        assertThat(matcher.find()).as(text).isTrue();
        return matcher.group(1);
    }
}

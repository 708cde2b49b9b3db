package io.deepwiki.e2e;

import static io.deepwiki.e2e.CountingProvider.COMPLETION;
import static io.deepwiki.e2e.CountingProvider.PROMPT;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.deepwiki.e2e.CountingProvider.Answer;
import io.deepwiki.e2e.CountingProvider.Answer.Refusal;
import io.deepwiki.e2e.CountingProvider.Answer.Text;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What jobs spend on a provider that counts, and what becomes of them when it refuses. */
class SpendingE2e {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String PLAN = """
            TITLE: The shop
            DESCRIPTION: Orders and reports.
            SECTION: Overview
            PAGE: Reports
            ABOUT: How reports are made.
            FILES: tools/report.py
            PAGE: Greeting
            ABOUT: The page that greets.
            FILES: web/ui/app.ts
            PAGE: Money
            ABOUT: What it costs.
            FILES: README.md
            """;
    private static final Pattern PAGE = Pattern.compile("Page: (.+?)\\\\nAbout");

    /** Of a call, by the prices below. */
    private static final BigDecimal COST = new BigDecimal("0.0019");

    private static final String MODELS = """
            {"providers":{"openai":{"name":"Counted","customModels":true,"models":[
                {"id":"counted","name":"Counted","promptPrice":1.5,"completionPrice":4}]}}}
            """;

    @TempDir
    static Path folder;

    /** What is answered instead of a page, in this order. */
    private static final Deque<Answer> FIRST = new ConcurrentLinkedDeque<>();

    private static CountingProvider provider;
    private static Installation product;

    @BeforeAll
    static void start() throws Exception {
        provider = new CountingProvider(SpendingE2e::answer);
        Path project = SmallProject.in(Files.createDirectory(folder.resolve("shop")));
        product = new Installation(Files.createDirectory(folder.resolve("home")))
                .with("OPENAI_API_KEY", "sk-test")
                .with("OPENAI_BASE_URL", provider.url().toString())
                .with(
                        "DEEPWIKI_MODELS_FILE",
                        Files.writeString(folder.resolve("models.json"), MODELS).toString())
                .with("DEEPWIKI_EMBEDDER_TYPE", "none")
                .with("DEEPWIKI_PAGE_CONCURRENCY", "1")
                .with("DEEPWIKI_LOCAL_ROOTS", folder.toRealPath().toString());
        product.run(project, "ask", ".", "--provider", "builtin", "What is this?")
                .succeeded();
    }

    @AfterAll
    static void stop() throws Exception {
        product.close();
        provider.close();
    }

    private static Answer answer(String request) {
        boolean plan = request.contains("You plan a wiki");
        return Optional.ofNullable(plan ? null : FIRST.poll())
                .orElseGet(() -> new Text(plan ? PLAN : "# A page\n\nIt sums up [tools/report.py:4-6].\n"));
    }

    private static String order(String more) throws Exception {
        String url = folder.toRealPath().resolve("shop").toString();
        JsonNode ordered = JSON.readTree(product.post(
                        "/api/wiki/jobs",
                        "{\"repo_url\":" + JSON.writeValueAsString(url) + ",\"provider\":\"openai\",\"force\":true"
                                + more + "}")
                .body());
        assertThat(ordered.path("existing").booleanValue())
                .as(ordered.toString())
                .isFalse();
        return "/api/wiki/jobs/" + ordered.path("job_id").textValue();
    }

    private static JsonNode job(String path) throws Exception {
        return JSON.readTree(product.get(path).body()).path("job");
    }

    private static void await(String path, String status) throws Exception {
        Await.that(status, PATIENCE, () -> job(path).path("status").textValue().equals(status));
    }

    @Test
    void a_refused_key_pauses_a_limit_is_waited_for_and_every_call_that_is_charged_is_counted() throws Exception {
        int before = provider.charged();
        FIRST.addAll(List.of(
                new Text("# A page\n\nIt has to be mended [no/such.file:1-2].\n"),
                new Text("# A page\n\nIt is not better [no/such.file:1-2].\n"),
                new Refusal(401, Optional.empty()),
                new Refusal(429, Optional.of(3)),
                new Refusal(500, Optional.empty())));
        String path = order("");
        await(path, "paused");
        assertThat(job(path).path("error_message").textValue()).contains("OPENAI_API_KEY");
        assertThat(FIRST).hasSize(2); // nobody has asked since
        assertThat(product.post(path + "/resume", "").statusCode()).isEqualTo(200);
        await(path, "completed");

        CountingProvider.Call limited = provider.calls().stream()
                .filter(call -> call.answer() instanceof Refusal refusal && refusal.status() == 429)
                .findFirst()
                .orElseThrow();
        String title = title(limited.body());
        long again = provider.calls().stream()
                .filter(call -> call.at() > limited.at() && title(call.body()).equals(title))
                .findFirst()
                .orElseThrow()
                .at();
        assertThat(Duration.ofNanos(again - limited.at())).isGreaterThanOrEqualTo(Duration.ofSeconds(3));

        int charged = provider.charged() - before;
        int pages = job(path).path("total_pages").intValue();
        assertThat(charged).isEqualTo(1 + pages + 1); // the plan, the pages, and a try to mend one of them
        JsonNode tokens = JSON.readTree(product.get(path + "/token-summary").body());
        assertThat(tokens.path("provider_prompt_tokens").longValue()).isEqualTo(charged * (long) PROMPT);
        assertThat(tokens.path("provider_completion_tokens").longValue()).isEqualTo(charged * (long) COMPLETION);
        assertThat(tokens.path("estimated").booleanValue()).isFalse();
        assertThat(tokens.path("cost_usd").decimalValue())
                .isEqualByComparingTo(BigDecimal.valueOf(charged).multiply(COST));
        assertThat(job(path).path("total_tokens_used").longValue()).isEqualTo(charged * (long) (PROMPT + COMPLETION));
    }

    /** Which page is asked for. */
    private static String title(String request) {
        Matcher page = PAGE.matcher(request);
        return page.find() ? page.group(1) : "";
    }

    @Test
    void a_ceiling_stops_before_the_next_call_and_keeps_what_is_written() throws Exception {
        int before = provider.calls().size();
        String path = order(",\"is_comprehensive\":false,\"max_tokens\":" + 2 * (PROMPT + COMPLETION));
        await(path, "partially_completed");
        assertThat(provider.calls()).hasSize(before + 2); // the plan and a page
        JsonNode job = job(path);
        assertThat(job.path("max_tokens").longValue()).isEqualTo(2L * (PROMPT + COMPLETION));
        assertThat(job.path("completed_pages").intValue()).isEqualTo(1);
        assertThat(job.path("failed_pages").intValue())
                .isEqualTo(job.path("total_pages").intValue() - 1);
        assertThat(product.get(path + "/progress/stream?after=1").body())
                .contains("What is not written yet is given up.", "The job's ceiling of 2200 tokens is reached.");
    }
}

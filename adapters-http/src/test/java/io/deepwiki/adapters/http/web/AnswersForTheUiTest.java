package io.deepwiki.adapters.http.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepwiki.adapters.http.ApiFixture;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the UI is really answered, kept in a file that its own tests read: so neither side changes a shape without the other. */
@Timeout(60)
class AnswersForTheUiTest {
    private static final Path KEPT = Path.of("..", "web", "src", "testing", "api", "answers.json");
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final Pattern TIME = Pattern.compile("\"20\\d\\d-\\d\\d-\\d\\dT[0-9:.]+Z\"");
    private static final Pattern TOOK = Pattern.compile("(?<name>\"(?:latency_ms|generation_time_ms)\":)\\d+");

    private final ApiFixture api = new ApiFixture();
    private final Map<String, String> answers = new LinkedHashMap<>();
    private final CountDownLatch reading = new CountDownLatch(1);

    @AfterEach
    void close() {
        reading.countDown();
        api.close();
    }

    @Test
    void the_shapes_that_the_ui_expects_are_tried_on_what_it_is_answered() throws Exception {
        askForEverything();
        String all = answers.entrySet().stream()
                .map(answer -> "  \"" + answer.getKey() + "\": " + answer.getValue())
                .collect(Collectors.joining(",\n", "{\n", "\n}\n"));
        if (Boolean.getBoolean("deepwiki.write-docs")) {
            Files.writeString(KEPT, all);
        }
        assertThat(KEPT)
                .as("write it anew with -Ddeepwiki.write-docs=true, then see what `npm test` says in web")
                .hasContent(all);
    }

    private void askForEverything() throws Exception {
        get("access", "/api/auth/status");
        get("models", "/api/models/config");
        get("languages", "/api/lang/config");
        get("settings", "/api/admin/settings");
        api.shop.source.readOnceOpen(reading);
        String order = "{\"repo_url\":\"" + ApiFixture.URL + "\",\"pages\":2,\"excluded_files\":[\"*.min.js\"]}";
        String job = "/api/wiki/jobs/"
                + ApiFixture.found(post("submitted", "/api/wiki/jobs", order), "\"job_id\":\"([^\"]+)\"");
        get("waiting", job);
        api.shop.working();
        keep("overview", working());
        reading.countDown();
        ask(job + "/progress"); // to its end
        lines("progress", ask(job + "/progress"));
        get("jobs", "/api/wiki/jobs");
        get("job", job);
        aboutTheWiki();
        post("said", "/api/admin/engine/pause", "");
        post("trial", "/api/admin/providers/scripted/test", "");
        post("failed trial", "/api/admin/providers/absent/test", "");
        post("problem", "/api/wiki/jobs", "{\"pages\":41}");
        String question = ApiFixture.question("{\"role\":\"user\",\"content\":\"How does the engine burn?\"}");
        String answer = answer(question);
        lines("answer", answer);
        get("answer state", "/api/chat/streams/" + ApiFixture.found(answer, "\"stream_id\":\"([^\"]+)\""));
    }

    private void aboutTheWiki() throws Exception {
        String wiki = "/api/wikis/" + ApiFixture.found(get("wikis", "/api/wikis"), "\"id\":\"([^\"]+)\"");
        get("wiki", wiki);
        get("page", wiki + "/pages/engine");
        get("matches", wiki + "/search?q=burns");
        get("lines", wiki + "/files/src/main/Engine.java?start=1&end=2");
    }

    /** What the overview says once the job is worked on. */
    private String working() throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        String overview = ask("/api/admin/overview");
        while (!overview.contains("\"kind\":\"index\"") && System.nanoTime() < deadline) {
            overview = ask("/api/admin/overview");
        }
        return overview;
    }

    private String ask(String path) throws Exception {
        return api.send(api.web(path)).body();
    }

    private String get(String name, String path) throws Exception {
        return keep(name, ask(path));
    }

    private String post(String name, String path, String body) throws Exception {
        return keep(
                name,
                api.send(api.web(path).POST(BodyPublishers.ofString(body))).body());
    }

    private String answer(String question) throws Exception {
        return api.send(api.web("/api/chat/stream")
                        .header("Accept", "application/x-ndjson")
                        .POST(BodyPublishers.ofString(question)))
                .body();
    }

    private void lines(String name, String body) {
        keep(name, body.lines().collect(Collectors.joining(", ", "[", "]")));
    }

    /** Keeps an answer with what is another one each time taken out. */
    private String keep(String name, String body) {
        String same = ID.matcher(body).replaceAll("01900000-0000-7000-8000-000000000000");
        same = TIME.matcher(same).replaceAll("\"2026-01-05T12:00:00Z\"");
        answers.put(name, TOOK.matcher(same).replaceAll("${name}7"));
        return body;
    }
}

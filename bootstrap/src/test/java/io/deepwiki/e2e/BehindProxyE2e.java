package io.deepwiki.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.deepwiki.e2e.AnswerReader.Form;
import io.deepwiki.e2e.TalkingModel.Call;
import io.deepwiki.e2e.TwoInstances.Instance;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The service behind nginx: as it comes, and as docs/proxy/nginx.conf says. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class BehindProxyE2e {
    private static final Path SAMPLE = Path.of(System.getProperty("deepwiki.project"), "docs", "proxy", "nginx.conf");
    private static final String AS_IT_COMES = """
            server {
                listen 80;
                location / {
                    proxy_pass http://127.0.0.1:8001;
                }
            }
            """;

    private static final String ECHO = "Say what you are told.";
    private static final String THINK = "Think for a long time.";
    private static final String PAUSE = "Think for a moment.";
    private static final String THOUGHT = "42, nach langem Nachdenken 🤔.";
    private static final List<String> PIECES = List.of("Grüß ", "Gott, ", "世界", " 🎉");
    private static final Semaphore MORE = new Semaphore(0);

    /** Longer than nginx waits for a sign of life, and than the service takes to give one. */
    private static final Duration SILENCE = Duration.ofSeconds(Integer.getInteger("deepwiki.silence", 20));

    private static final Duration PATIENCE = Duration.ofSeconds(Integer.getInteger("deepwiki.proxy-patience", 17));
    private static final int HEARTBEAT = Integer.getInteger("deepwiki.heartbeat", 5);

    @TempDir
    static Path folder;

    private static TalkingModel model;
    private static TwoInstances product;

    @BeforeAll
    static void start() throws Exception {
        if (!Boolean.getBoolean("deepwiki.ci")) {
            assumeThat(Nginx.program()).as("nginx is installed").isPresent();
        }
        model = new TalkingModel(BehindProxyE2e::answer);
        product = new TwoInstances(folder, model.url())
                .with("DEEPWIKI_LLM_FIRST_TIMEOUT", "10m")
                .with("DEEPWIKI_LLM_IDLE_TIMEOUT", "10m");
        product.add();
        product.indexed();
    }

    @AfterAll
    static void stop() throws IOException {
        if (product != null) {
            product.close();
            model.close();
        }
    }

    @Test
    void pieces_pass_by_the_sample_while_the_stream_is_open() throws Exception {
        passesPieces(Files.readString(SAMPLE));
    }

    @Test
    void pieces_pass_by_an_nginx_as_it_comes_while_the_stream_is_open() throws Exception {
        passesPieces(AS_IT_COMES);
    }

    private static void passesPieces(String servers) throws Exception {
        try (Nginx nginx = nginx(servers, Duration.ofSeconds(60))) {
            for (Form form : Form.values()) {
                AnswerReader reader = new AnswerReader(product, product.question(ECHO, ""));
                Thread reading = reader.reading(nginx.url(), form);
                StringBuilder said = new StringBuilder();
                for (String piece : PIECES) {
                    MORE.release();
                    said.append(piece);
                    Await.that(form + ": " + said, () -> reader.string().contentEquals(said));
                }
                assertThat(reading.isAlive()).as("it is still open").isTrue();
                MORE.release();
                reading.join();
                assertThat(reader.string()).isEqualTo(String.join("", PIECES));
            }
        }
    }

    @Test
    void every_stream_asks_not_to_be_buffered() throws Exception {
        URI api = product.all().getFirst().url();
        String question = product.question("What does the shop do?", ",\"provider\":\"builtin\"");
        HttpRequest.Builder plain = product.post(api, "/chat/completions/stream", question);
        HttpRequest.Builder framed =
                product.post(api, "/chat/completions/stream", question).header("Accept", "application/x-ndjson");
        String job = job(api);
        product.send(product.request(api, "/api/wiki/jobs/" + job).DELETE());
        HttpRequest.Builder progress = product.request(api, "/api/wiki/jobs/" + job + "/progress/stream");
        for (HttpRequest.Builder stream : List.of(plain, framed, progress)) {
            HttpResponse<String> answer = product.send(stream);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(answer.headers().firstValue("X-Accel-Buffering")).contains("no");
        }
    }

    @Test
    void framed_answers_and_progress_survive_a_model_that_is_silent_for_longer_than_nginx_waits() throws Exception {
        try (Nginx nginx = nginx(AS_IT_COMES, PATIENCE)) {
            AnswerReader framed = new AnswerReader(product, product.question(THINK, ""));
            Thread reading = framed.reading(nginx.url(), Form.FRAMED);
            String job = job(nginx.url());
            HttpRequest progress = product.request(
                            nginx.url(), "/api/wiki/jobs/" + job + "/progress/stream?heartbeat=" + HEARTBEAT)
                    .build();
            InputStream lines = product.client()
                    .send(progress, BodyHandlers.ofInputStream())
                    .body();
            try (BufferedReader watched = new BufferedReader(new InputStreamReader(lines, StandardCharsets.UTF_8))) {
                long begun = System.nanoTime();
                while (System.nanoTime() - begun < SILENCE.toNanos()) {
                    assertThat(watched.readLine()).as("it goes on").isNotNull();
                }
                assertThat(watched.readLine()).isEqualTo("{\"heartbeat\":true}");
                reading.join();
                assertThat(framed.told("heartbeat")).isNotEmpty();
                assertThat(framed.end().orElseThrow().path("type").asText()).isEqualTo("done");
                assertThat(framed.string()).isEqualTo(THOUGHT);
                product.send(
                        product.request(nginx.url(), "/api/wiki/jobs/" + job).DELETE());
                assertThat(watched.lines().reduce((_, last) -> last).orElseThrow())
                        .contains("\"status\":\"cancelled\"");
            }
        }
    }

    @Test
    void no_request_is_lost_when_one_of_several_instances_behind_the_sample_stops() throws Exception {
        Instance second = product.add();
        try (Nginx nginx = nginx(Files.readString(SAMPLE), Duration.ofSeconds(60))) {
            String question = product.question("What does the shop do?", ",\"provider\":\"builtin\"");
            for (int asked = 0; asked < 4 || second.running().process().isAlive(); asked++) {
                HttpResponse<String> answer =
                        product.send(product.post(nginx.url(), "/chat/completions/stream", question));
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
                assertThat(answer.body()).contains("shop").doesNotContain("Error:");
                if (asked == 3) {
                    second.running().process().destroy();
                }
            }
        }
    }

    @Test
    void an_answer_that_nginx_has_given_up_is_had_by_asking_again() throws Exception {
        try (Nginx nginx = nginx(AS_IT_COMES, Duration.ofSeconds(1))) {
            String question = product.question(PAUSE, "");
            HttpResponse<String> given = product.send(product.post(nginx.url(), "/chat/completions/stream", question)
                    .header("Idempotency-Key", "once"));
            assertThat(given.statusCode()).isEqualTo(504);
            HttpResponse<String> again =
                    product.send(product.post(product.all().getFirst().url(), "/chat/completions/stream", question)
                            .header("Idempotency-Key", "once"));
            assertThat(again.body()).isEqualTo(THOUGHT);
            assertThat(model.calls(PAUSE)).hasSize(1);
        }
    }

    /** A wiki, whose plan the model never gives. */
    private static String job(URI instance) throws Exception {
        HttpResponse<String> job = product.send(product.post(
                instance, "/api/wiki/jobs", "{\"repo_url\":\"" + product.project() + "\",\"provider\":\"openai\"}"));
        assertThat(job.statusCode()).as(job.body()).isEqualTo(200);
        return job.body().replaceFirst(".*\"job_id\":\"([^\"]+)\".*", "$1");
    }

    private static Nginx nginx(String servers, Duration patience) throws Exception {
        Path place = Files.createTempDirectory(folder, "nginx");
        List<URI> living = product.all().stream()
                .filter(it -> it.running().process().isAlive())
                .map(Instance::url)
                .toList();
        return Nginx.start(place, servers, living, patience);
    }

    private static void answer(Call call) throws IOException, InterruptedException {
        if (call.body().contains(ECHO)) {
            for (String piece : PIECES) {
                MORE.acquire();
                call.say(piece);
            }
            MORE.acquire();
            call.finish();
        } else if (call.body().contains("You plan a wiki")) {
            call.hang(SILENCE.multipliedBy(2));
        } else if (!call.pause(call.body().contains(THINK) ? SILENCE : Duration.ofSeconds(3))) {
            call.say(THOUGHT);
            call.finish();
        }
    }
}

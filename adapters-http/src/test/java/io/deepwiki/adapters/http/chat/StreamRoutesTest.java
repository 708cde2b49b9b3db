package io.deepwiki.adapters.http.chat;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.deepwiki.adapters.http.ApiFixture;
import io.deepwiki.application.llm.port.ModelException;
import io.deepwiki.application.llm.port.ModelFailure;
import io.deepwiki.application.streaming.ReaderGone;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class StreamRoutesTest {
    private static final String ASK = "/chat/completions/stream";
    private static final String USER = "{\"role\":\"user\",\"content\":\"How does it burn?\"}";
    private static final byte[] TEXT = "Grüße 🚀!".getBytes(UTF_8);

    private final ApiFixture api = new ApiFixture();
    private final CountDownLatch gate = new CountDownLatch(1);

    @AfterEach
    void close() {
        gate.countDown();
        api.close();
    }

    @Test
    void the_text_comes_again_from_every_byte() throws Exception {
        String id = answered();
        for (int offset = 0; offset <= TEXT.length; offset++) {
            HttpResponse<byte[]> rest = api.bytes(api.api(content(id) + "?offset=" + offset));
            assertThat(rest.statusCode()).isEqualTo(200);
            assertThat(rest.body()).isEqualTo(Arrays.copyOfRange(TEXT, offset, TEXT.length));
            assertThat(rest.headers().firstValue("Stream-Closed")).hasValue("true");
            assertThat(rest.headers().firstValue("X-Stream-Id")).hasValue(id);
            assertThat(rest.headers().firstValue("Content-Type")).hasValue("text/event-stream; charset=utf-8");
        }
        HttpResponse<String> beyond = api.get(content(id) + "?offset=" + (TEXT.length + 1));
        assertThat(beyond.statusCode()).isEqualTo(416);
        assertThat(beyond.body()).contains("\"code\":\"out_of_range\"", TEXT.length + " bytes");
    }

    @Test
    void the_lines_come_again_with_the_offsets_that_they_had() throws Exception {
        String id = answered();
        String lines = api.send(api.api(content(id) + "?offset=8").header("Accept", "application/x-ndjson"))
                .body();
        assertThat(lines)
                .startsWith("{\"seq\":1,\"type\":\"meta\",\"stream_id\":\"" + id + "\"")
                .contains("\"type\":\"delta\",\"offset\":8,\"text\":\"🚀!\"")
                .doesNotContain("\"sources\"")
                .contains("\"type\":\"done\",\"bytes\":" + TEXT.length);
        assertThat(lines.lines().reduce((_, last) -> last).orElseThrow()).contains("\"type\":\"done\"");
        String beyond = api.send(api.api(content(id) + "?offset=99").header("Accept", "application/x-ndjson"))
                .body();
        assertThat(beyond).contains("\"code\":\"out_of_range\"");
    }

    @Test
    void a_reader_who_comes_back_early_waits_for_the_rest() throws Exception {
        String id = begun();
        try (Socket reader = api.sent(
                "GET " + content(id) + "?offset=2 HTTP/1.1\r\nHost: h\r\nX-API-Key: " + ApiFixture.KEY + "\r\n\r\n")) {
            byte[] head = new byte[12];
            assertThat(reader.getInputStream().readNBytes(head, 0, 12)).isEqualTo(12);
            gate.countDown();
            String rest = new String(reader.getInputStream().readAllBytes(), UTF_8);
            assertThat(new String(head, UTF_8)).isEqualTo("HTTP/1.1 200");
            assertThat(rest).doesNotContain("Stream-Closed").contains("üße ").endsWith("0\r\n\r\n");
        }
    }

    @Test
    void an_answer_can_be_looked_at_and_stopped() throws Exception {
        String id = begun();
        assertThat(api.get(stream(id)).body()).contains("\"id\":\"" + id + "\"", "\"state\":\"running\"");
        HttpResponse<String> stop = api.post(stream(id) + "/cancel", "");
        assertThat(stop.statusCode()).isEqualTo(202);
        awaitTrue(() -> look(id).contains("\"state\":\"cancelled\""));
        assertThat(look(id))
                .contains("\"bytes\":8", "\"sha256\":\"", "\"error\":{\"code\":\"cancelled\"", "\"usage\":{");
        assertThat(api.post(stream(id) + "/cancel", "").statusCode()).isEqualTo(200);
        assertThat(api.get(content(id)).body()).startsWith("Grüße ").contains("\n\nError: The answer was stopped");
    }

    @Test
    void what_failed_before_its_first_byte_tells_so_again() throws Exception {
        api.shop.model.answers((_, _) -> {
            throw new ModelException(new ModelFailure.Overloaded());
        });
        HttpResponse<String> failed = ask();
        assertThat(failed.statusCode()).isEqualTo(503);
        String id = failed.headers().firstValue("X-Stream-Id").orElseThrow();
        awaitTrue(() -> look(id).contains("\"state\":\"failed\""));
        assertThat(api.get(content(id)).statusCode()).isEqualTo(200);
        assertThat(api.get(content(id)).body())
                .isEqualTo("\n\nError: The model's provider is overloaded: try again soon.");
        assertThat(look(id)).contains("\"code\":\"provider_overloaded\"", "\"bytes\":0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/content", "/content?offset=3"})
    void an_answer_of_another_key_is_not_there(String path) throws Exception {
        String id = answered();
        var other = api.send(api.api(stream(id) + path).setHeader("X-API-Key", "another"));
        assertThat(other.statusCode()).isEqualTo(404);
        assertThat(api.get(stream(new UUID(1, 2).toString()) + path).statusCode())
                .isEqualTo(404);
        assertThat(api.get(stream("nonsense") + path).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "x", "1e3", "9999999999999"})
    void a_place_that_is_no_number_is_422(String offset) throws Exception {
        assertThat(api.get(content(answered()) + "?offset=" + offset).statusCode())
                .isEqualTo(422);
    }

    @Test
    void the_same_request_is_answered_once() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        api.shop.model.answers((_, sink) -> {
            calls.incrementAndGet();
            sink.accept("Once.");
        });
        var first = keyed("question-1", ApiFixture.question(USER));
        var again = keyed("question-1", ApiFixture.question(USER));
        assertThat(again.body()).isEqualTo("Once.").isEqualTo(first.body());
        assertThat(again.headers().firstValue("X-Stream-Id"))
                .isEqualTo(first.headers().firstValue("X-Stream-Id"));
        assertThat(calls).hasValue(1);
        var other = keyed("question-1", ApiFixture.question(USER.replace("burn", "fly")));
        assertThat(other.statusCode()).isEqualTo(409);
        assertThat(other.body()).contains("\"code\":\"idempotency_key_reused\"");
        assertThat(keyed("k".repeat(256), ApiFixture.question(USER)).statusCode())
                .isEqualTo(422);
    }

    private HttpResponse<String> keyed(String key, String body) throws Exception {
        return api.send(api.api(ASK).header("Idempotency-Key", key).POST(BodyPublishers.ofString(body)));
    }

    @Test
    void an_answer_that_shall_go_on_does_so_without_its_reader() throws Exception {
        api.shop.model.answers((_, sink) -> {
            sink.accept("Grüße ");
            await(gate);
            sink.accept("🚀!");
        });
        String id;
        try (Socket reader =
                api.sent(ApiFixture.asked("*/*").replaceFirst("Host: h", "Host: h\r\nX-Stream-Detach: continue"))) {
            id = ApiFixture.found(firstBytes(reader), "X-Stream-Id: ([0-9a-f-]{36})");
        }
        String witness = begun(); // is stopped for want of a reader, which the other has had before
        awaitTrue(() -> look(witness).contains("\"state\":\"cancelled\""));
        gate.countDown();
        awaitTrue(() -> look(id).contains("\"state\":\"completed\""));
        assertThat(api.get(content(id)).body()).isEqualTo(new String(TEXT, UTF_8));
    }

    /** An answer that is whole; its id. */
    private String answered() throws Exception {
        gate.countDown();
        return begun();
    }

    /** An answer whose first piece is read, and whose reader has gone; its id. */
    private String begun() throws Exception {
        api.shop.model.answers((_, sink) -> {
            sink.accept("Grüße ");
            await(gate);
            sink.accept("🚀!");
        });
        try (Socket reader = api.sent(ApiFixture.asked("*/*"))) {
            String id = ApiFixture.found(firstBytes(reader), "X-Stream-Id: ([0-9a-f-]{36})");
            if (gate.getCount() == 0) {
                reader.getInputStream().readAllBytes();
                awaitTrue(() -> look(id).contains("\"state\":\"completed\""));
            }
            return id;
        }
    }

    private static String firstBytes(Socket reader) throws IOException {
        StringBuilder read = new StringBuilder();
        while (!read.toString().contains("Gr")) {
            int next = reader.getInputStream().read();
            assertThat(next).isNotNegative();
            read.append((char) next);
        }
        return read.toString();
    }

    private HttpResponse<String> ask() throws Exception {
        return api.post(ASK, ApiFixture.question(USER));
    }

    private String look(String id) {
        try {
            return api.get(stream(id)).body();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static String stream(String id) {
        return "/api/chat/streams/" + id;
    }

    private static String content(String id) {
        return stream(id) + "/content";
    }

    private static void awaitTrue(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(end);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException _) {
            throw new ReaderGone();
        }
    }
}

package io.deepwiki.adapters.llm.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.deepwiki.adapters.llm.http.Budgets;
import io.deepwiki.adapters.llm.openai.OpenAiProvider.Access;
import io.deepwiki.adapters.llm.openai.WireServer.Script;
import io.deepwiki.application.llm.port.ChatModel;
import io.deepwiki.application.llm.port.ChatModel.FinishReason;
import io.deepwiki.application.llm.port.ChatModel.Reply;
import io.deepwiki.application.llm.port.ModelException;
import io.deepwiki.application.llm.port.ModelFailure;
import io.deepwiki.application.llm.port.ModelFailure.BadCredentials;
import io.deepwiki.application.llm.port.ModelFailure.BadRequest;
import io.deepwiki.application.llm.port.ModelFailure.CutOff;
import io.deepwiki.application.llm.port.ModelFailure.Filtered;
import io.deepwiki.application.llm.port.ModelFailure.NoSuchModel;
import io.deepwiki.application.llm.port.ModelFailure.Overloaded;
import io.deepwiki.application.llm.port.ModelFailure.QuotaGone;
import io.deepwiki.application.llm.port.ModelFailure.RateLimited;
import io.deepwiki.application.llm.port.ModelFailure.TimedOut;
import io.deepwiki.application.llm.port.ModelFailure.TooLong;
import io.deepwiki.application.llm.port.ModelFailure.Unreachable;
import io.deepwiki.application.llm.port.Prompt;
import io.deepwiki.application.streaming.ReaderGone;
import io.deepwiki.domain.access.Secret;
import io.deepwiki.domain.llm.Language;
import io.deepwiki.domain.repository.CodeMap;
import io.deepwiki.domain.usage.TokenUsage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** OpenAI's dialect, byte by byte, as its API reference and its guide to error codes document it. */
class OpenAiWireTest {
    private static final String KEY = "sk-canary-0123456789";
    private static final String QUESTION = "What does the canary sing?";
    private static final Budgets SHORT =
            new Budgets(Duration.ofMillis(500), Duration.ofMillis(500), Duration.ofMillis(500), Duration.ofSeconds(3));
    private static final String EVENTS =
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n";
    private static final String STOP = event("{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}");
    private static final String DONE = "data: [DONE]\n\n";

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<String> pieces = new ArrayList<>();

    /** Whatever happened on the wire, nothing of the call is left. */
    @AfterEach
    void close() throws Exception {
        threads.shutdown();
        assertThat(threads.awaitTermination(10, TimeUnit.SECONDS))
                .as("the client's threads have ended")
                .isTrue();
        await("no watchdog is left", () -> LiveThreads.named("watchdog") == 0);
    }

    private static void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(end);
            Thread.onSpinWait();
        }
    }

    static Stream<Arguments> whole() {
        return Stream.of(
                arguments("plain", script(EVENTS + piece("Hello") + piece(" world") + STOP + DONE), "Hello world"),
                arguments(
                        "a role first",
                        script(EVENTS
                                + event(
                                        "{\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\"},\"finish_reason\":null}]}")
                                + piece("Hi")
                                + STOP
                                + DONE),
                        "Hi"),
                arguments(
                        "comments between",
                        script(EVENTS + ": OPENROUTER PROCESSING\n\n" + piece("Hi") + ": ping\n\n" + STOP + DONE),
                        "Hi"),
                arguments(
                        "carriage returns",
                        script((EVENTS + piece("Hi") + STOP + DONE).replace("\n\n", "\r\n\r\n")),
                        "Hi"),
                arguments(
                        "no blank behind the colon",
                        script((EVENTS + piece("Hi") + STOP + DONE).replace("data: ", "data:")),
                        "Hi"),
                arguments(
                        "a character cut in two",
                        cut(EVENTS + piece("Größe \ud83d\ude80!") + STOP + DONE, 1),
                        "Größe \ud83d\ude80!"),
                arguments(
                        "chunked",
                        script(
                                "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream; charset=utf-8\r\nTransfer-Encoding: chunked\r\n\r\n"
                                        + chunk(piece("Hi")) + chunk(STOP + DONE) + "0\r\n\r\n"),
                        "Hi"),
                arguments("gzip that nobody asked for", gzip(piece("Hi") + STOP + DONE), "Hi"),
                arguments(
                        "reasoning before",
                        script(EVENTS
                                + event(
                                        "{\"choices\":[{\"index\":0,\"delta\":{\"reasoning_content\":\"hmm\"},\"finish_reason\":null}]}")
                                + piece("Hi")
                                + STOP
                                + DONE),
                        "Hi"),
                arguments(
                        "the word error in the text",
                        script(EVENTS + piece("an \\\"error\\\" is thrown") + STOP + DONE),
                        "an \"error\" is thrown"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("whole")
    void a_whole_answer_is_passed_on(String name, Script script, String text) throws IOException {
        try (WireServer server = new WireServer(script)) {
            Reply reply = model(server.url(), SHORT).reply(prompt(), pieces::add);
            assertThat(String.join("", pieces)).as(name).isEqualTo(text);
            assertThat(reply.reason()).isEqualTo(FinishReason.STOP);
            assertThat(reply.usage().estimated()).isTrue();
            await("no connection is left", () -> server.connections() == 0);
        }
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                arguments(
                        "wrong key",
                        refusal(
                                401,
                                "invalid_request_error",
                                "invalid_api_key",
                                "Incorrect API key provided: sk-canar*****6789."),
                        new BadCredentials("OPENAI_API_KEY")),
                arguments(
                        "a bare 401",
                        raw("401 Unauthorized", "text/plain", "no"),
                        new BadCredentials("OPENAI_API_KEY")),
                arguments(
                        "no quota",
                        refusal(
                                429,
                                "insufficient_quota",
                                "insufficient_quota",
                                "You exceeded your current quota, please check your plan and billing details."),
                        new QuotaGone()),
                arguments(
                        "rate limit",
                        refusal(429, "requests", "rate_limit_exceeded", "Rate limit reached"),
                        new RateLimited(Optional.empty())),
                arguments(
                        "rate limit in seconds",
                        withHeader("Retry-After: 7", 429),
                        new RateLimited(Optional.of(Duration.ofSeconds(7)))),
                arguments(
                        "rate limit in milliseconds",
                        withHeader("retry-after-ms: 250", 429),
                        new RateLimited(Optional.of(Duration.ofMillis(250)))),
                arguments(
                        "rate limit with a date",
                        withHeader("Retry-After: Thu, 01 Jan 1970 00:00:30 GMT", 429),
                        new RateLimited(Optional.of(Duration.ofSeconds(30)))),
                arguments(
                        "too long by code",
                        refusal(
                                400,
                                "invalid_request_error",
                                "context_length_exceeded",
                                "This model's maximum context length is 8192 tokens."),
                        new TooLong()),
                arguments(
                        "too long by its words",
                        refusal(
                                400,
                                "invalid_request_error",
                                "",
                                "This model's maximum context length is 8192 tokens. However, your messages resulted in 9000 tokens."),
                        new TooLong()),
                arguments("too large a body", raw("413 Payload Too Large", "text/html", "<html>"), new TooLong()),
                arguments(
                        "no such model",
                        refusal(
                                404,
                                "invalid_request_error",
                                "model_not_found",
                                "The model does not exist or you do not have access to it."),
                        new NoSuchModel()),
                arguments(
                        "filtered",
                        refusal(
                                400,
                                "invalid_request_error",
                                "content_policy_violation",
                                "Your request was rejected as a result of our safety system."),
                        new Filtered()),
                arguments(
                        "a bad request",
                        refusal(400, "invalid_request_error", "", "Unsupported parameter"),
                        new BadRequest()),
                arguments(
                        "server error",
                        refusal(500, "server_error", "", "The server had an error while processing your request."),
                        new Overloaded()),
                arguments(
                        "overloaded",
                        refusal(503, "", "", "The engine is currently overloaded, please try again later."),
                        new Overloaded()),
                arguments("a gateway's time-out", raw("504 Gateway Timeout", "text/html", "<html>"), new TimedOut()),
                arguments(
                        "a redirect",
                        raw("302 Found\r\nLocation: http://127.0.0.1:1/", "text/html", ""),
                        new Unreachable()),
                arguments("HTML with 200", raw("200 OK", "text/html", "<html>Sign in</html>"), new BadRequest()),
                arguments(
                        "an error object with 200",
                        raw("200 OK", "application/json", error("insufficient_quota", "insufficient_quota", "x")),
                        new QuotaGone()),
                arguments(
                        "an error inside the stream",
                        script(EVENTS
                                + piece("He")
                                + event(error("server_error", "", "The server had an error"))
                                + DONE),
                        new Overloaded()),
                arguments(
                        "an error with a number",
                        script(EVENTS + event("{\"error\":{\"message\":\"Provider returned error\",\"code\":429}}")),
                        new RateLimited(Optional.empty())),
                arguments("cut without an end", script(EVENTS + piece("Hel")), new CutOff("Hel")),
                arguments("cut within an event", script(EVENTS + piece("Hel") + "data: {\"choi"), new CutOff("Hel")),
                arguments("an end without a reason", script(EVENTS + piece("Hel") + DONE), new CutOff("Hel")),
                arguments("an end without text", script(EVENTS + STOP + DONE), new CutOff("")),
                arguments("nothing at all", script(EVENTS), new CutOff("")),
                arguments(
                        "the filter in the middle",
                        script(EVENTS + piece("He") + STOP.replace("\"stop\"", "\"content_filter\"") + DONE),
                        new Filtered()),
                arguments("reset before the head", (Script) wire -> wire.reset(), new Unreachable()),
                arguments(
                        "a chunk that is none",
                        script(
                                "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"),
                        new CutOff("")),
                arguments("no HTTP", script("SSH-2.0-OpenSSH_9.2\r\n"), new Unreachable()),
                arguments("a line without end", (Script) OpenAiWireTest::endless, new CutOff("")),
                arguments("a hang before the head", (Script) wire -> wire.hang(), new TimedOut()),
                arguments(
                        "a hang before the first token",
                        (Script) wire -> wire.send(EVENTS).hang(),
                        new TimedOut()),
                arguments(
                        "a hang in the middle",
                        (Script) wire -> wire.send(EVENTS + piece("Hel")).hang(),
                        new TimedOut()),
                arguments("comments for ever", (Script) OpenAiWireTest::drip, new TimedOut()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("failures")
    void a_failure_is_what_it_is_and_comes_in_time(String name, Script script, ModelFailure failure)
            throws IOException {
        try (WireServer server = new WireServer(script)) {
            ChatModel model = model(server.url(), SHORT);
            long begun = System.nanoTime();
            ModelException thrown =
                    catchThrowableOfType(ModelException.class, () -> model.reply(prompt(), pieces::add));
            assertThat(thrown).as(name).isNotNull();
            assertThat(thrown.failure()).as(name).isEqualTo(failure);
            assertThat(Duration.ofNanos(System.nanoTime() - begun))
                    .isLessThan(SHORT.whole().plusSeconds(2));
            assertThat(server.requests())
                    .as("asked once: retries have another owner")
                    .hasSizeLessThanOrEqualTo(1);
            assertThat(thrown).hasMessageNotContainingAny(KEY, QUESTION);
            await("no connection is left", () -> server.connections() == 0);
        }
    }

    @Test
    void the_request_is_what_the_api_reference_wants() throws IOException {
        try (WireServer server = new WireServer(script(EVENTS + piece("Hi") + STOP + DONE))) {
            model(server.url(), SHORT).reply(prompt(), pieces::add);
            assertThat(server.requests().getFirst())
                    .startsWith("POST /v1/chat/completions HTTP/1.1\r\n")
                    .contains("Authorization: Bearer " + KEY, "\"stream\"", "\"model\"", QUESTION);
        }
    }

    @Test
    void tokens_are_counted_by_the_provider_where_it_does() throws IOException {
        String usage =
                event("{\"choices\":[],\"usage\":{\"prompt_tokens\":12,\"completion_tokens\":3,\"total_tokens\":15}}");
        try (WireServer server = new WireServer(script(EVENTS + piece("Hi") + STOP + usage + DONE))) {
            assertThat(model(server.url(), SHORT).reply(prompt(), pieces::add).usage())
                    .isEqualTo(new TokenUsage(12, 3, false));
        }
    }

    @Test
    void an_answer_that_reached_the_limit_says_so() throws IOException {
        try (WireServer server = new WireServer(script(EVENTS + piece("Hi") + STOP.replace("stop", "length") + DONE))) {
            assertThat(model(server.url(), SHORT).reply(prompt(), pieces::add).reason())
                    .isEqualTo(FinishReason.LENGTH);
        }
    }

    @Test
    void each_piece_is_passed_on_before_the_next_is_sent() throws Exception {
        CountDownLatch first = new CountDownLatch(1);
        Script oneAtATime = wire -> {
            wire.send(EVENTS + piece("one"));
            await(first);
            wire.send(piece("two") + STOP + DONE);
        };
        try (WireServer server = new WireServer(oneAtATime)) {
            model(server.url(), Budgets.STANDARD).reply(prompt(), piece -> {
                pieces.add(piece);
                first.countDown();
            });
            assertThat(pieces).containsExactly("one", "two");
        }
    }

    @Test
    void a_reset_in_the_middle_is_a_cut() throws Exception {
        CountDownLatch first = new CountDownLatch(1);
        Script reset = wire -> {
            wire.send(EVENTS + piece("Hel"));
            await(first); // a reset may overtake what has not been read yet
            wire.reset();
        };
        try (WireServer server = new WireServer(reset)) {
            ChatModel model = model(server.url(), Budgets.STANDARD);
            assertThat(catchThrowableOfType(ModelException.class, () -> model.reply(prompt(), _ -> first.countDown()))
                            .failure())
                    .isEqualTo(new CutOff("Hel"));
        }
    }

    @Test
    void a_reader_that_leaves_closes_the_call() throws Exception {
        try (WireServer server =
                new WireServer(wire -> wire.send(EVENTS + piece("Hel")).hang())) {
            ChatModel model = model(server.url(), Budgets.STANDARD);
            assertThatThrownBy(() -> model.reply(prompt(), _ -> {
                        throw new ReaderGone();
                    }))
                    .isInstanceOf(ReaderGone.class);
            assertThat(server.left().await(1, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void a_stop_from_another_thread_closes_a_call_that_hangs() throws Exception {
        for (String before : List.of("", EVENTS, EVENTS + piece("Hel"))) {
            try (WireServer server = new WireServer(wire -> wire.send(before).hang())) {
                ChatModel model = model(server.url(), Budgets.STANDARD);
                CountDownLatch ended = new CountDownLatch(1);
                Thread asking = Thread.ofVirtual().start(() -> {
                    try {
                        model.reply(prompt(), pieces::add);
                    } catch (ReaderGone | ModelException _) {
                        ended.countDown();
                    }
                });
                while (server.requests().isEmpty()) {
                    Thread.onSpinWait();
                }
                await("a watchdog watches", () -> LiveThreads.named("watchdog") == 1);
                asking.interrupt();
                assertThat(server.left().await(1, TimeUnit.SECONDS))
                        .as("closed after '%s'", before)
                        .isTrue();
                assertThat(ended.await(1, TimeUnit.SECONDS)).isTrue();
            }
        }
    }

    @Test
    void nobody_at_the_address_is_unreachable() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        ChatModel model = model(URI.create("http://127.0.0.1:" + port + "/v1"), SHORT);
        assertThat(catchThrowableOfType(ModelException.class, () -> model.reply(prompt(), pieces::add))
                        .failure())
                .isEqualTo(new Unreachable());
    }

    private ChatModel model(URI url, Budgets budgets) {
        Access access = new Access(url, Optional.of(new Secret(KEY)), 60_000);
        return OpenAiProvider.offer(access, budgets, threads, () -> Instant.EPOCH)
                .models()
                .apply("some-model")
                .orElseThrow();
    }

    private static Prompt prompt() {
        return new Prompt(
                new Prompt.Answer(QUESTION, List.of(), List.of()),
                "o/r",
                Language.ENGLISH,
                List.of(),
                CodeMap.of(List.of(), ""));
    }

    private static Script script(String bytes) {
        return wire -> wire.send(bytes);
    }

    private static Script cut(String text, int size) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return wire -> {
            for (int i = 0; i < bytes.length; i += size) {
                wire.send(java.util.Arrays.copyOfRange(bytes, i, Math.min(bytes.length, i + size)));
            }
        };
    }

    private static Script gzip(String events) {
        return wire -> {
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
                out.write(events.getBytes(StandardCharsets.UTF_8));
            }
            wire.send(
                            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Encoding: gzip\r\nConnection: close\r\n\r\n")
                    .send(packed.toByteArray());
        };
    }

    private static void endless(WireServer.Wire wire) throws IOException {
        wire.send(EVENTS + "data: ");
        String block = "x".repeat(64 << 10);
        for (int i = 0; i < 64; i++) {
            wire.send(block);
        }
        wire.hang();
    }

    private static void drip(WireServer.Wire wire) throws IOException {
        wire.send(EVENTS);
        while (true) {
            wire.send(": still here\n\n");
            java.util.concurrent.locks.LockSupport.parkNanos(50_000_000);
        }
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            if (!latch.await(10, TimeUnit.SECONDS)) {
                throw new IOException("the piece was not passed on");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static Script refusal(int status, String type, String code, String message) {
        return raw(status + " Refused", "application/json", error(type, code, message));
    }

    private static Script withHeader(String header, int status) {
        return raw(
                status + " Refused\r\n" + header,
                "application/json",
                error("requests", "rate_limit_exceeded", "Rate limit reached"));
    }

    private static Script raw(String statusAndHeaders, String type, String body) {
        return script("HTTP/1.1 " + statusAndHeaders + "\r\nContent-Type: " + type + "\r\nContent-Length: "
                + body.getBytes(StandardCharsets.UTF_8).length + "\r\nConnection: close\r\n\r\n" + body);
    }

    private static String error(String type, String code, String message) {
        String quoted = code.isEmpty() ? "null" : "\"" + code + "\"";
        return "{\"error\":{\"message\":\"" + message + "\",\"type\":\"" + type + "\",\"param\":null,\"code\":" + quoted
                + "}}";
    }

    private static String piece(String text) {
        return event(
                "{\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\""
                        + text + "\"},\"finish_reason\":null}]}");
    }

    private static String event(String json) {
        return "data: " + json + "\n\n";
    }

    private static String chunk(String text) {
        return Integer.toHexString(text.getBytes(StandardCharsets.UTF_8).length) + "\r\n" + text + "\r\n";
    }
}

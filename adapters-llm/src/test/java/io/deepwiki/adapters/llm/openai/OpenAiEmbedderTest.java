package io.deepwiki.adapters.llm.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.deepwiki.adapters.llm.http.Access;
import io.deepwiki.adapters.llm.http.Budgets;
import io.deepwiki.adapters.llm.http.Upstreams;
import io.deepwiki.adapters.llm.wire.WireServer;
import io.deepwiki.adapters.llm.wire.WireServer.Script;
import io.deepwiki.application.llm.port.Embedder;
import io.deepwiki.application.llm.port.ModelException;
import io.deepwiki.application.llm.port.ModelFailure;
import io.deepwiki.application.llm.port.ModelFailure.BadCredentials;
import io.deepwiki.application.llm.port.ModelFailure.BadRequest;
import io.deepwiki.application.llm.port.ModelFailure.CutOff;
import io.deepwiki.application.llm.port.ModelFailure.NotConfigured;
import io.deepwiki.application.llm.port.ModelFailure.Overloaded;
import io.deepwiki.application.llm.port.ModelFailure.RateLimited;
import io.deepwiki.application.llm.port.ModelFailure.TimedOut;
import io.deepwiki.application.llm.port.ModelFailure.Unreachable;
import io.deepwiki.domain.access.Secret;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OpenAiEmbedderTest {
    private static final Budgets SHORT =
            new Budgets(Duration.ofMillis(500), Duration.ofMillis(500), Duration.ofMillis(500), Duration.ofSeconds(3));

    private Embedder embedder(URI url, String model) {
        return OpenAiProvider.embedder(
                new Access(url, Optional.of(new Secret("sk-canary")), 60_000),
                model,
                384,
                new Upstreams(SHORT, () -> Instant.EPOCH));
    }

    private static String vectors(int vectors, int dimension) {
        String numbers = IntStream.range(0, dimension).mapToObj(_ -> "0.25").collect(Collectors.joining(","));
        return "{\"object\":\"list\",\"data\":["
                + IntStream.range(0, vectors)
                        .mapToObj(i -> "{\"object\":\"embedding\",\"index\":" + i + ",\"embedding\":[" + numbers + "]}")
                        .collect(Collectors.joining(","))
                + "],\"model\":\"m\",\"usage\":{\"prompt_tokens\":8,\"total_tokens\":8}}";
    }

    private static Script answer(String status, String type, String body) {
        return wire -> wire.send("HTTP/1.1 " + status + "\r\nContent-Type: " + type + "\r\nContent-Length: "
                + body.getBytes(StandardCharsets.UTF_8).length + "\r\nConnection: close\r\n\r\n" + body);
    }

    @Test
    void each_text_has_its_vector_in_one_request() throws IOException {
        try (WireServer server = new WireServer(answer("200 OK", "application/json", vectors(2, 384)))) {
            Embedder embedder = embedder(server.url(), "text-embedding-3-small");
            assertThat(embedder.passages(List.of("first text", "second text")))
                    .hasSize(2)
                    .allSatisfy(vector -> assertThat(vector).hasSize(384).contains(0.25f));
            assertThat(embedder.space().name()).isEqualTo("text-embedding-3-small/384");
            assertThat(server.requests())
                    .singleElement()
                    .asString()
                    .startsWith("POST /v1/embeddings HTTP/1.1\r\n")
                    .contains("Bearer sk-canary", "first text", "second text", "text-embedding-3-small", "384");
        }
    }

    @Test
    void a_model_that_knows_one_dimension_is_not_asked_for_another() throws IOException {
        try (WireServer server = new WireServer(answer("200 OK", "application/json", vectors(1, 384)))) {
            assertThat(embedder(server.url(), "nomic-embed-text").question("what?"))
                    .hasSize(384);
            assertThat(server.requests().getFirst()).doesNotContain("dimensions");
        }
    }

    static Stream<Arguments> failures() {
        String limit =
                "{\"error\":{\"message\":\"Rate limit reached\",\"type\":\"requests\",\"param\":null,\"code\":\"rate_limit_exceeded\"}}";
        return Stream.of(
                arguments(
                        "wrong key", answer("401 No", "application/json", "{}"), new BadCredentials("OPENAI_API_KEY")),
                arguments(
                        "rate limit",
                        answer("429 No\r\nRetry-After: 3", "application/json", limit),
                        new RateLimited(Optional.of(Duration.ofSeconds(3)))),
                arguments(
                        "an error with 200",
                        answer("200 OK", "application/json", limit),
                        new RateLimited(Optional.empty())),
                arguments("overloaded", answer("503 No", "text/html", "<html>"), new Overloaded()),
                arguments("HTML with 200", answer("200 OK", "text/html", "<html>Sign in</html>"), new BadRequest()),
                arguments("too few vectors", answer("200 OK", "application/json", vectors(1, 384)), new CutOff("")),
                arguments(
                        "vectors of another dimension",
                        answer("200 OK", "application/json", vectors(2, 768)),
                        new NotConfigured("DEEPWIKI_EMBEDDER_DIMENSIONS")),
                arguments(
                        "a body that is cut",
                        (Script)
                                wire -> wire.send(
                                        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 9000\r\n\r\n{\"data\":["),
                        new Unreachable()),
                arguments("a hang", (Script) wire -> wire.hang(), new TimedOut()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("failures")
    void a_failure_is_what_it_is_and_is_not_tried_again(String name, Script script, ModelFailure failure)
            throws IOException {
        try (WireServer server = new WireServer(script)) {
            Embedder embedder = embedder(server.url(), "nomic-embed-text");
            ModelException thrown = catchThrowableOfType(
                    ModelException.class, () -> embedder.passages(List.of("first text", "second text")));
            assertThat(thrown).as(name).isNotNull();
            assertThat(thrown.failure()).isEqualTo(failure);
            assertThat(server.requests()).hasSizeLessThanOrEqualTo(1);
        }
    }
}

package io.deepwiki.adapters.llm.ollama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepwiki.adapters.llm.Providers.Offer;
import io.deepwiki.adapters.llm.catalogue.ModelCatalogue;
import io.deepwiki.adapters.llm.http.Upstreams;
import io.deepwiki.adapters.llm.wire.ProviderContract;
import io.deepwiki.adapters.llm.wire.Refused;
import io.deepwiki.adapters.llm.wire.Told;
import io.deepwiki.adapters.llm.wire.WireDialect;
import io.deepwiki.adapters.llm.wire.WireServer;
import io.deepwiki.application.llm.port.ChatModels;
import io.deepwiki.application.llm.port.ModelException;
import io.deepwiki.application.llm.port.ModelFailure.BadCredentials;
import io.deepwiki.application.llm.port.ModelFailure.BadRequest;
import io.deepwiki.application.llm.port.ModelFailure.CutOff;
import io.deepwiki.application.llm.port.ModelFailure.NoSuchModel;
import io.deepwiki.application.llm.port.ModelFailure.Overloaded;
import io.deepwiki.application.llm.port.ModelFailure.QuotaGone;
import io.deepwiki.application.llm.port.ModelFailure.RateLimited;
import io.deepwiki.application.llm.port.ModelFailure.TimedOut;
import io.deepwiki.application.llm.port.ModelFailure.TooLong;
import io.deepwiki.application.llm.port.Prompt;
import io.deepwiki.domain.llm.Language;
import io.deepwiki.domain.llm.ModelLimits;
import io.deepwiki.domain.repository.CodeMap;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Ollama's dialect: a JSON object a line, as its API documentation shows it; errors in the words of its source and of people's reports. */
class OllamaContractTest extends ProviderContract {
    OllamaContractTest() {
        super(new Ollama());
    }

    private static final class Ollama implements WireDialect {
        @Override
        public Offer offer(WireServer server, Upstreams upstreams) {
            return OllamaProvider.offer(
                    new OllamaProvider.Access(Optional.of(server.root()), 16_384),
                    ModelCatalogue.shipped().of("ollama"),
                    upstreams);
        }

        @Override
        public String type() {
            return "application/x-ndjson";
        }

        private static String line(String rest) {
            return "{\"model\":\"m\",\"created_at\":\"2025-01-22T11:22:42.180546Z\"," + rest + "}\n";
        }

        @Override
        public String piece(String text) {
            return line("\"message\":{\"role\":\"assistant\",\"content\":\"" + text + "\"},\"done\":false");
        }

        @Override
        public String thought(String text) {
            return line("\"message\":{\"role\":\"assistant\",\"content\":\"\",\"thinking\":\"" + text
                    + "\"},\"done\":false");
        }

        private static String end(String rest) {
            return line("\"message\":{\"role\":\"assistant\",\"content\":\"\"},\"done\":true" + rest);
        }

        @Override
        public String stop(String reason) {
            return end(",\"done_reason\":\"" + reason + "\"");
        }

        @Override
        public String stopWithUsage(String reason, int prompt, int completion) {
            return end(",\"done_reason\":\"" + reason
                    + "\",\"total_duration\":181553584,\"load_duration\":27906292,\"prompt_eval_count\":" + prompt
                    + ",\"prompt_eval_duration\":109000000,\"eval_count\":" + completion
                    + ",\"eval_duration\":42000000");
        }

        @Override
        public String endWithoutReason() {
            return end("");
        }

        @Override
        public String whole() {
            return "stop";
        }

        @Override
        public String limit() {
            return "length";
        }

        @Override
        public String ping() {
            return "\n";
        }

        @Override
        public String requestLine() {
            return "POST /api/chat";
        }

        @Override
        public Optional<String> keyHeader() {
            return Optional.empty();
        }

        @Override
        public List<String> wanted() {
            return List.of("\"num_ctx\" : 16384", "\"num_predict\" : 4096", "\"stream\" : true", "some-model");
        }

        private static String error(String message) {
            return "{\"error\":\"" + message + "\"}";
        }

        @Override
        public List<Refused> refusals() {
            return List.of(
                    Refused.json(
                            "a model that is not pulled",
                            "404 Not Found",
                            error("model 'some-model' not found"),
                            new NoSuchModel()),
                    Refused.json(
                            "the same in older words",
                            "404 Not Found",
                            error("model \\\"some-model\\\" not found, try pulling it first"),
                            new NoSuchModel()),
                    Refused.json(
                            "a model for something else",
                            "400 Bad Request",
                            error("\\\"some-model\\\" does not support chat"),
                            new BadRequest()),
                    Refused.json(
                            "too long",
                            "400 Bad Request",
                            error("the input length exceeds the context length"),
                            new TooLong()),
                    Refused.json(
                            "too long for the runner",
                            "400 Bad Request",
                            error(
                                    "request (20000 tokens) exceeds the available context size (16384 tokens), try increasing it"),
                            new TooLong()),
                    Refused.json(
                            "no memory",
                            "500 Internal Server Error",
                            error("model requires more system memory (5.3 GiB) than is available (3.3 GiB)"),
                            new Overloaded()),
                    Refused.json(
                            "no room on the card",
                            "500 Internal Server Error",
                            error("llama runner process has terminated: cudaMalloc failed: out of memory"),
                            new Overloaded()),
                    Refused.json(
                            "a model that does not start",
                            "500 Internal Server Error",
                            error("timed out waiting for llama runner to start - progress 0.00"),
                            new TimedOut()),
                    Refused.json(
                            "busy",
                            "503 Service Unavailable",
                            error("server busy, please try again.  maximum pending requests exceeded"),
                            new Overloaded()),
                    Refused.json(
                            "no account", "401 Unauthorized", error("unauthorized"), new BadCredentials("OLLAMA_HOST")),
                    Refused.json(
                            "a limit of the hour",
                            "429 Too Many Requests\r\nRetry-After: 60",
                            error("you have reached your hourly usage limit"),
                            new RateLimited(Optional.of(Duration.ofMinutes(1)))),
                    Refused.json(
                            "nothing paid", "402 Payment Required", error("a subscription is needed"), new QuotaGone()),
                    Refused.json("a filter in between", "403 Forbidden", "{}", new BadCredentials("OLLAMA_HOST")),
                    Refused.json("an error with 200", "200 OK", error("model 'x' not found"), new NoSuchModel()),
                    new Refused(
                            "another server", "404 Not Found", "text/plain", "404 page not found", new NoSuchModel()));
        }

        @Override
        public List<Told> told() {
            return List.of(
                    new Told(
                            "the runner died",
                            error("llama runner process no longer running: -1") + "\n",
                            new Overloaded()),
                    new Told(
                            "the model stopped",
                            error("an error was encountered while running the model: unexpected EOF") + "\n",
                            new Overloaded()),
                    new Told("out of memory", error("CUDA error: out of memory") + "\n", new Overloaded()),
                    new Told(
                            "an object",
                            "{\"error\":{\"message\":\"input length exceeds maximum context length\"}}\n",
                            new TooLong()),
                    new Told("unloaded", stop("unload"), new CutOff("Hel")),
                    new Told("no JSON", "nonsense\n", new BadRequest()));
        }
    }

    @Test
    void a_prompt_that_does_not_fit_is_refused_before_it_is_sent() throws IOException {
        Prompt prompt = new Prompt(
                new Prompt.Page("W", "T", "why? ".repeat(12_000), List.of(), List.of()),
                "o/r",
                Language.ENGLISH,
                List.of(),
                CodeMap.of(List.of(), ""));
        try (WireServer server = new WireServer(wire -> wire.hang())) {
            assertThatThrownBy(() -> model(server, PATIENT).reply(prompt, _ -> {}))
                    .isInstanceOfSatisfying(
                            ModelException.class,
                            thrown -> assertThat(thrown.failure()).isEqualTo(new TooLong()));
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void a_model_with_a_small_window_is_given_its_own() {
        OllamaProvider.Access access = new OllamaProvider.Access(Optional.empty(), 16_384);
        ChatModels.Model small =
                new ChatModels.Model("s", "S", Optional.of(new ModelLimits(4_096, 2_048)), Optional.empty());
        assertThat(access.limits(small)).isEqualTo(new ModelLimits(4_096, 2_048));
        assertThat(access.limits(new ChatModels.Model("u", "U")).prompt()).isEqualTo(12_288);
    }
}

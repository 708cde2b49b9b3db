package io.deepwiki.adapters.llm.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepwiki.adapters.llm.Providers.Offer;
import io.deepwiki.adapters.llm.catalogue.ModelCatalogue;
import io.deepwiki.adapters.llm.http.Access;
import io.deepwiki.adapters.llm.http.Upstreams;
import io.deepwiki.adapters.llm.wire.ProviderContract;
import io.deepwiki.adapters.llm.wire.Refused;
import io.deepwiki.adapters.llm.wire.Told;
import io.deepwiki.adapters.llm.wire.WireDialect;
import io.deepwiki.adapters.llm.wire.WireServer;
import io.deepwiki.application.llm.port.ChatModel.FinishReason;
import io.deepwiki.application.llm.port.ChatModel.Reply;
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
import io.deepwiki.domain.access.Secret;
import io.deepwiki.domain.usage.TokenUsage;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Anthropic's dialect, as its pages on streaming and on errors document it. */
class AnthropicContractTest extends ProviderContract {
    private static final String HEAD =
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream; charset=utf-8\r\nConnection: close\r\n\r\n";

    AnthropicContractTest() {
        super(new Anthropic());
    }

    private static String event(String name, String rest) {
        return "event: " + name + "\ndata: {\"type\": \"" + name + "\"" + rest + "}\n\n";
    }

    private static final class Anthropic implements WireDialect {
        private static final BadCredentials BAD_KEY = new BadCredentials("ANTHROPIC_API_KEY");

        @Override
        public Offer offer(WireServer server, Upstreams upstreams) {
            return AnthropicProvider.offer(
                    new Access(server.root(), Optional.of(KEY), 60_000),
                    ModelCatalogue.shipped().of("anthropic"),
                    upstreams);
        }

        @Override
        public String begin() {
            return event(
                            "message_start",
                            ", \"message\": {\"id\": \"msg_1\", \"type\": \"message\", \"role\": \"assistant\", \"content\": [], \"model\": \"m\", \"stop_reason\": null, \"stop_sequence\": null}")
                    + event(
                            "content_block_start",
                            ", \"index\": 1, \"content_block\": {\"type\": \"text\", \"text\": \"\"}")
                    + event("ping", "");
        }

        @Override
        public String piece(String text) {
            return event(
                    "content_block_delta",
                    ", \"index\": 1, \"delta\": {\"type\": \"text_delta\", \"text\": \"" + text + "\"}");
        }

        @Override
        public String thought(String text) {
            return event(
                            "content_block_start",
                            ", \"index\": 0, \"content_block\": {\"type\": \"thinking\", \"thinking\": \"\"}")
                    + event(
                            "content_block_delta",
                            ", \"index\": 0, \"delta\": {\"type\": \"thinking_delta\", \"thinking\": \"" + text + "\"}")
                    + event(
                            "content_block_delta",
                            ", \"index\": 0, \"delta\": {\"type\": \"signature_delta\", \"signature\": \"c2ln\"}")
                    + event("content_block_stop", ", \"index\": 0");
        }

        private static String end(String reason, String usage) {
            return event("content_block_stop", ", \"index\": 1")
                    + event(
                            "message_delta",
                            ", \"delta\": {\"stop_reason\": \"" + reason + "\", \"stop_sequence\": null}" + usage)
                    + event("message_stop", "");
        }

        @Override
        public String stop(String reason) {
            return end(reason, "");
        }

        @Override
        public String stopWithUsage(String reason, int prompt, int completion) {
            return end(
                    reason, ", \"usage\": {\"input_tokens\": " + prompt + ", \"output_tokens\": " + completion + "}");
        }

        @Override
        public String endWithoutReason() {
            return event("content_block_stop", ", \"index\": 1") + event("message_stop", "");
        }

        @Override
        public String whole() {
            return "end_turn";
        }

        @Override
        public String limit() {
            return "max_tokens";
        }

        @Override
        public String requestLine() {
            return "POST /v1/messages";
        }

        @Override
        public Optional<String> keyHeader() {
            return Optional.of("x-api-key: " + KEY.reveal());
        }

        @Override
        public List<String> wanted() {
            return List.of("anthropic-version: 2023-06-01", "\"max_tokens\"", "\"stream\"", "some-model", "\"system\"");
        }

        private static String error(String type, String message) {
            return "{\"type\":\"error\",\"error\":{\"type\":\"" + type + "\",\"message\":\"" + message
                    + "\"},\"request_id\":\"req_011\"}";
        }

        private static Refused json(
                String name,
                String status,
                String type,
                String message,
                io.deepwiki.application.llm.port.ModelFailure failure) {
            return Refused.json(name, status, error(type, message), failure);
        }

        @Override
        public List<Refused> refusals() {
            String bad = "400 Bad Request";
            String invalid = "invalid_request_error";
            return List.of(
                    json("wrong key", "401 Unauthorized", "authentication_error", "invalid x-api-key", BAD_KEY),
                    json(
                            "no right",
                            "403 Forbidden",
                            "permission_error",
                            "Your API key does not have permission to use the specified resource.",
                            BAD_KEY),
                    json(
                            "billing",
                            "402 Payment Required",
                            "billing_error",
                            "Check your payment details.",
                            new QuotaGone()),
                    json(
                            "no credit",
                            bad,
                            invalid,
                            "Your credit balance is too low to access the Anthropic API. Please go to Plans & Billing to upgrade or purchase credits.",
                            new QuotaGone()),
                    json(
                            "a limit of one's own",
                            bad,
                            invalid,
                            "You have reached your specified API usage limits. You will regain access on 2026-01-01 at 00:00 UTC.",
                            new QuotaGone()),
                    json("too long", bad, invalid, "prompt is too long: 215000 tokens > 200000 maximum", new TooLong()),
                    json(
                            "too long with its answer",
                            bad,
                            invalid,
                            "input length and `max_tokens` exceed context limit: 199000 + 8192 > 200000, decrease input length or `max_tokens` and try again",
                            new TooLong()),
                    json(
                            "too large",
                            "413 Request Entity Too Large",
                            "request_too_large",
                            "Request exceeds the maximum allowed number of bytes.",
                            new TooLong()),
                    json("filtered", bad, invalid, "Output blocked by content filtering policy", new Filtered()),
                    json(
                            "a bad request",
                            bad,
                            invalid,
                            "max_tokens: 50000 > 8192, which is the maximum allowed number of output tokens",
                            new BadRequest()),
                    json("no such model", "404 Not Found", "not_found_error", "model: some-model", new NoSuchModel()),
                    json(
                            "rate limit",
                            "429 Too Many Requests\r\nretry-after: 17\r\nanthropic-ratelimit-requests-remaining: 0",
                            "rate_limit_error",
                            "This request would exceed your organization's rate limit of 50 requests per minute.",
                            new RateLimited(Optional.of(Duration.ofSeconds(17)))),
                    json(
                            "growing too fast",
                            "429 Too Many Requests",
                            "rate_limit_error",
                            "Please scale up your usage gradually.",
                            new RateLimited(Optional.empty())),
                    json("overloaded", "529 Overloaded", "overloaded_error", "Overloaded", new Overloaded()),
                    json(
                            "an internal error",
                            "500 Internal Server Error",
                            "api_error",
                            "Internal server error",
                            new Overloaded()),
                    json("too slow", "504 Gateway Timeout", "timeout_error", "Request timed out.", new TimedOut()),
                    new Refused(
                            "a relay that is overloaded", "529 Overloaded", "text/html", "<html>", new Overloaded()),
                    new Refused("a relay that waits no longer", "524 Timeout", "text/html", "<html>", new TimedOut()));
        }

        private static String inStream(String type, String message) {
            return "event: error\ndata: " + error(type, message) + "\n\n";
        }

        @Override
        public List<Told> told() {
            return List.of(
                    new Told("overloaded", inStream("overloaded_error", "Overloaded"), new Overloaded()),
                    new Told("an internal error", inStream("api_error", "Internal server error"), new Overloaded()),
                    new Told("rate limit", inStream("rate_limit_error", "x"), new RateLimited(Optional.empty())),
                    new Told("a type that is new", inStream("brand_new_error", "x"), new Overloaded()),
                    new Told(
                            "an error, and then an end",
                            inStream("overloaded_error", "x") + stop("end_turn"),
                            new Overloaded()),
                    new Told(
                            "the filter",
                            inStream("invalid_request_error", "Output blocked by content filtering policy"),
                            new Filtered()),
                    new Told("a refusal", stop("refusal"), new Filtered()),
                    new Told("a pause", stop("pause_turn"), new CutOff("Hel")),
                    new Told(
                            "a reason, but no end",
                            event("message_delta", ", \"delta\": {\"stop_reason\": \"end_turn\"}"),
                            new CutOff("Hel")));
        }
    }

    @Test
    void tokens_are_those_of_the_first_event_and_of_the_last() throws IOException {
        String events = event(
                        "message_start",
                        ", \"message\": {\"id\": \"msg_1\", \"role\": \"assistant\", \"content\": [], \"usage\": {\"input_tokens\": 25, \"output_tokens\": 1}}")
                + event(
                        "content_block_start",
                        ", \"index\": 0, \"content_block\": {\"type\": \"text\", \"text\": \"\"}")
                + event(
                        "content_block_delta",
                        ", \"index\": 0, \"delta\": {\"type\": \"text_delta\", \"text\": \"Hello\"}")
                + event("content_block_stop", ", \"index\": 0")
                + event(
                        "message_delta",
                        ", \"delta\": {\"stop_reason\": \"end_turn\"}, \"usage\": {\"output_tokens\": 15}")
                + event("message_stop", "");
        assertThat(reply(events).usage()).isEqualTo(new TokenUsage(25, 15, false));
    }

    @Test
    void a_window_that_is_full_is_a_limit_that_was_reached() throws IOException {
        Anthropic wire = new Anthropic();
        String events = wire.begin() + wire.piece("Hel") + wire.stop("model_context_window_exceeded");
        assertThat(reply(events).reason()).isEqualTo(FinishReason.LENGTH);
    }

    private Reply reply(String events) throws IOException {
        try (WireServer server = new WireServer(wire -> wire.send(HEAD + events))) {
            return model(server, PATIENT).reply(prompt(), _ -> {});
        }
    }

    @Test
    void a_key_that_cannot_be_sent_is_a_wrong_key_and_is_not_shown() throws IOException {
        fails(
                (server, upstreams) -> AnthropicProvider.offer(
                        new Access(server.root(), Optional.of(new Secret(KEY + "\n" + KEY)), 60_000),
                        ModelCatalogue.shipped().of("anthropic"),
                        upstreams),
                new BadCredentials("ANTHROPIC_API_KEY"));
    }
}

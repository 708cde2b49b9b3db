package io.deepwiki.adapters.llm.gemini;

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
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Gemini's dialect, as its API reference documents {@code streamGenerateContent}; errors as its guide to troubleshooting shows them. */
class GeminiContractTest extends ProviderContract {
    GeminiContractTest() {
        super(new Gemini());
    }

    private static final class Gemini implements WireDialect {
        private static final BadCredentials BAD_KEY = new BadCredentials("GOOGLE_API_KEY");

        @Override
        public Offer offer(WireServer server, Upstreams upstreams) {
            return GeminiProvider.offer(
                    new Access(server.root(), Optional.of(KEY), 60_000),
                    ModelCatalogue.shipped().of("google"),
                    upstreams);
        }

        private static String event(String json) {
            return "data: " + json + "\n\n";
        }

        private static String parts(String parts) {
            return event("{\"candidates\": [{\"content\": {\"parts\": [" + parts
                    + "],\"role\": \"model\"},\"index\": 0}],\"modelVersion\": \"m\",\"responseId\": \"r\"}");
        }

        @Override
        public String piece(String text) {
            return parts("{\"text\": \"" + text + "\"}");
        }

        @Override
        public String thought(String text) {
            return parts("{\"text\": \"" + text + "\",\"thought\": true}");
        }

        @Override
        public String stop(String reason) {
            return event(
                    "{\"candidates\": [{\"content\": {\"parts\": [{\"text\": \"\"}],\"role\": \"model\"},\"finishReason\": \""
                            + reason + "\",\"index\": 0}],\"modelVersion\": \"m\"}");
        }

        @Override
        public String stopWithUsage(String reason, int prompt, int completion) {
            return event("{\"candidates\": [{\"finishReason\": \"" + reason
                    + "\",\"index\": 0}],\"usageMetadata\": {\"promptTokenCount\": " + prompt
                    + ",\"candidatesTokenCount\": 1,\"thoughtsTokenCount\": " + (completion - 1)
                    + ",\"totalTokenCount\": " + (prompt + completion) + "}}");
        }

        @Override
        public String endWithoutReason() {
            return ""; // nothing but a reason says that it is the end
        }

        @Override
        public String whole() {
            return "STOP";
        }

        @Override
        public String limit() {
            return "MAX_TOKENS";
        }

        @Override
        public String requestLine() {
            return "POST /v1beta/models/some-model:streamGenerateContent?alt=sse";
        }

        @Override
        public Optional<String> keyHeader() {
            return Optional.of("x-goog-api-key: " + KEY.reveal());
        }

        @Override
        public List<String> wanted() {
            return List.of("\"contents\"", "\"systemInstruction\"");
        }

        private static String error(int code, String status, String message, String details) {
            return "{\n  \"error\": {\n    \"code\": " + code + ",\n    \"message\": \"" + message
                    + "\",\n    \"status\": \"" + status + "\",\n    \"details\": [" + details + "]\n  }\n}\n";
        }

        private static String reason(String reason) {
            return "{\"@type\": \"type.googleapis.com/google.rpc.ErrorInfo\",\"reason\": \"" + reason
                    + "\",\"domain\": \"googleapis.com\"}";
        }

        private static String quota(String id) {
            return "{\"@type\": \"type.googleapis.com/google.rpc.QuotaFailure\",\"violations\": [{\"quotaMetric\": \"generativelanguage.googleapis.com/generate_content_free_tier_requests\",\"quotaId\": \""
                    + id + "\"}]}";
        }

        @Override
        public List<Refused> refusals() {
            String exhausted = "You exceeded your current quota, please check your plan and billing details.";
            String retry = "{\"@type\": \"type.googleapis.com/google.rpc.RetryInfo\",\"retryDelay\": \"34s\"}";
            return List.of(
                    Refused.json(
                            "wrong key",
                            "400 Bad Request",
                            error(
                                    400,
                                    "INVALID_ARGUMENT",
                                    "API key not valid. Please pass a valid API key.",
                                    reason("API_KEY_INVALID")),
                            BAD_KEY),
                    Refused.json(
                            "a key that has expired",
                            "400 Bad Request",
                            error(400, "INVALID_ARGUMENT", "API key expired. Please renew the API key.", ""),
                            BAD_KEY),
                    Refused.json(
                            "a key that may not",
                            "403 Forbidden",
                            error(
                                    403,
                                    "PERMISSION_DENIED",
                                    "Requests to this API are blocked.",
                                    reason("API_KEY_SERVICE_BLOCKED")),
                            BAD_KEY),
                    Refused.json(
                            "no key",
                            "403 Forbidden",
                            error(403, "PERMISSION_DENIED", "Method doesn't allow unregistered callers.", ""),
                            BAD_KEY),
                    Refused.json(
                            "no identity",
                            "401 Unauthorized",
                            error(
                                    401,
                                    "UNAUTHENTICATED",
                                    "Request had invalid authentication credentials.",
                                    reason("ACCESS_TOKEN_TYPE_UNSUPPORTED")),
                            BAD_KEY),
                    Refused.json(
                            "calls of a minute",
                            "429 Too Many Requests",
                            error(
                                    429,
                                    "RESOURCE_EXHAUSTED",
                                    exhausted,
                                    quota("GenerateRequestsPerMinutePerProjectPerModel-FreeTier") + "," + retry),
                            new RateLimited(Optional.of(Duration.ofSeconds(34)))),
                    Refused.json(
                            "a delay in parts of a second",
                            "429 Too Many Requests",
                            error(429, "RESOURCE_EXHAUSTED", exhausted, retry.replace("34s", "0.847655010s")),
                            new RateLimited(Optional.of(Duration.ofMillis(847)))),
                    Refused.json(
                            "a delay in the head",
                            "429 Too Many Requests\r\nRetry-After: 9",
                            error(429, "RESOURCE_EXHAUSTED", "Resource has been exhausted (e.g. check quota).", ""),
                            new RateLimited(Optional.of(Duration.ofSeconds(9)))),
                    Refused.json(
                            "no delay",
                            "429 Too Many Requests",
                            "[" + error(429, "RESOURCE_EXHAUSTED", "Resource exhausted. Please try again later.", "")
                                    + "]",
                            new RateLimited(Optional.empty())),
                    Refused.json(
                            "calls of a day",
                            "429 Too Many Requests",
                            error(
                                    429,
                                    "RESOURCE_EXHAUSTED",
                                    exhausted,
                                    quota("GenerateRequestsPerDayPerProjectPerModel-FreeTier") + "," + retry),
                            new QuotaGone()),
                    Refused.json(
                            "too long",
                            "400 Bad Request",
                            error(
                                    400,
                                    "INVALID_ARGUMENT",
                                    "The input token count (1200000) exceeds the maximum number of tokens allowed (1048576).",
                                    ""),
                            new TooLong()),
                    Refused.json(
                            "a country without the free tier",
                            "400 Bad Request",
                            error(
                                    400,
                                    "FAILED_PRECONDITION",
                                    "Gemini API free tier is not available in your country. Please enable billing on your project in Google AI Studio.",
                                    ""),
                            new QuotaGone()),
                    Refused.json(
                            "a place that is not served",
                            "400 Bad Request",
                            error(400, "FAILED_PRECONDITION", "User location is not supported for the API use.", ""),
                            new BadRequest()),
                    Refused.json(
                            "no such model",
                            "404 Not Found",
                            error(
                                    404,
                                    "NOT_FOUND",
                                    "models/some-model is not found for API version v1beta, or is not supported for generateContent.",
                                    ""),
                            new NoSuchModel()),
                    Refused.json(
                            "a bad request",
                            "400 Bad Request",
                            error(
                                    400,
                                    "INVALID_ARGUMENT",
                                    "Please ensure that multiturn requests alternate between user and model.",
                                    ""),
                            new BadRequest()),
                    Refused.json(
                            "overloaded",
                            "503 Service Unavailable",
                            error(503, "UNAVAILABLE", "The model is overloaded. Please try again later.", ""),
                            new Overloaded()),
                    Refused.json(
                            "an internal error",
                            "500 Internal Server Error",
                            error(500, "INTERNAL", "An internal error has occurred.", ""),
                            new Overloaded()),
                    Refused.json(
                            "too slow",
                            "504 Gateway Timeout",
                            error(504, "DEADLINE_EXCEEDED", "The request timed out. Please try again.", ""),
                            new TimedOut()),
                    new Refused("HTML with 404", "404 Not Found", "text/html", "<html>", new NoSuchModel()));
        }

        @Override
        public List<Told> told() {
            return List.of(
                    new Told(
                            "overloaded",
                            event(oneLine(error(503, "UNAVAILABLE", "The model is overloaded.", ""))),
                            new Overloaded()),
                    new Told(
                            "exhausted",
                            event(oneLine(error(429, "RESOURCE_EXHAUSTED", "x", ""))),
                            new RateLimited(Optional.empty())),
                    new Told(
                            "a question that is blocked",
                            event(
                                    "{\"promptFeedback\": {\"blockReason\": \"PROHIBITED_CONTENT\"},\"usageMetadata\": {\"promptTokenCount\": 9}}"),
                            new Filtered()),
                    new Told("SAFETY", stop("SAFETY"), new Filtered()),
                    new Told("RECITATION", stop("RECITATION"), new Filtered()),
                    new Told("SPII", stop("SPII"), new Filtered()),
                    new Told("a filter that is new", stop("IMAGE_SAFETY"), new Filtered()),
                    new Told("a tool that nobody gave", stop("MALFORMED_FUNCTION_CALL"), new CutOff("Hel")),
                    new Told("OTHER", stop("OTHER"), new CutOff("Hel")),
                    new Told("no JSON", event("{\"candidates\": [{"), new BadRequest()));
        }

        private static String oneLine(String json) {
            return json.replace("\n", "");
        }
    }

    @Test
    void parts_of_one_event_are_one_text() throws IOException {
        String event =
                "data: {\"candidates\": [{\"content\": {\"parts\": [{\"text\": \"a thought\",\"thought\": true},{\"text\": \"one\"},{\"text\": \" two\"}]},\"finishReason\": \"STOP\"}]}\n\n";
        List<String> pieces = new ArrayList<>();
        try (WireServer server = new WireServer(wire ->
                wire.send("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n" + event))) {
            model(server, PATIENT).reply(prompt(), pieces::add);
        }
        assertThat(pieces).containsExactly("one two");
    }

    @Test
    void a_connection_that_breaks_after_the_reason_is_a_cut() throws IOException {
        String event =
                "data: {\"candidates\": [{\"content\": {\"parts\": [{\"text\": \"Hel\"}]},\"finishReason\": \"STOP\"}]}\n\n";
        String head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";
        String chunk = Integer.toHexString(event.length()) + "\r\n" + event + "\r\n";
        assertThat(failureAfterFirstPiece(head + chunk, _ -> {})).isEqualTo(new CutOff("Hel"));
    }

    @Test
    void a_key_that_cannot_be_sent_is_a_wrong_key_and_is_not_shown() throws IOException {
        fails(
                (server, upstreams) -> GeminiProvider.offer(
                        new Access(server.root(), Optional.of(new Secret(KEY + "\n" + KEY)), 60_000),
                        ModelCatalogue.shipped().of("google"),
                        upstreams),
                new BadCredentials("GOOGLE_API_KEY"));
    }
}

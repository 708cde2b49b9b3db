package io.deepwiki.adapters.llm.openai;

import io.deepwiki.adapters.llm.Providers.Offer;
import io.deepwiki.adapters.llm.catalogue.ModelCatalogue;
import io.deepwiki.adapters.llm.http.Access;
import io.deepwiki.adapters.llm.http.Upstreams;
import io.deepwiki.adapters.llm.wire.OpenAiWire;
import io.deepwiki.adapters.llm.wire.ProviderContract;
import io.deepwiki.adapters.llm.wire.Refused;
import io.deepwiki.adapters.llm.wire.Told;
import io.deepwiki.adapters.llm.wire.WireServer;
import io.deepwiki.application.llm.port.ModelFailure.BadCredentials;
import io.deepwiki.application.llm.port.ModelFailure.BadRequest;
import io.deepwiki.application.llm.port.ModelFailure.CutOff;
import io.deepwiki.application.llm.port.ModelFailure.Filtered;
import io.deepwiki.application.llm.port.ModelFailure.NoSuchModel;
import io.deepwiki.application.llm.port.ModelFailure.Overloaded;
import io.deepwiki.application.llm.port.ModelFailure.QuotaGone;
import io.deepwiki.application.llm.port.ModelFailure.RateLimited;
import io.deepwiki.application.llm.port.ModelFailure.TooLong;
import io.deepwiki.domain.access.Secret;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** OpenAI's dialect, as its API reference and its guide to error codes document it. */
class OpenAiContractTest extends ProviderContract {
    OpenAiContractTest() {
        super(new OpenAi());
    }

    private static final class OpenAi extends OpenAiWire {
        private static final BadCredentials BAD_KEY = new BadCredentials("OPENAI_API_KEY");

        @Override
        public Offer offer(WireServer server, Upstreams upstreams) {
            return OpenAiProvider.offer(
                    new Access(server.url(), Optional.of(KEY), 60_000),
                    ModelCatalogue.shipped().of("openai"),
                    upstreams);
        }

        @Override
        public List<Refused> refusals() {
            String limit = error("requests", "rate_limit_exceeded", "Rate limit reached for requests");
            return List.of(
                    json(
                            "wrong key",
                            "401 Unauthorized",
                            "invalid_request_error",
                            "invalid_api_key",
                            "Incorrect API key provided: sk-canar*****6789.",
                            BAD_KEY),
                    new Refused("a bare 401", "401 Unauthorized", "text/plain", "no", BAD_KEY),
                    Refused.json(
                            "a country that is not served",
                            "403 Forbidden",
                            error("request_forbidden", "unsupported_country_region_territory", "Country not supported"),
                            BAD_KEY),
                    json(
                            "no quota",
                            "429 Too Many Requests",
                            "insufficient_quota",
                            "insufficient_quota",
                            "You exceeded your current quota, please check your plan and billing details.",
                            new QuotaGone()),
                    Refused.json("rate limit", "429 Too Many Requests", limit, new RateLimited(Optional.empty())),
                    Refused.json("rate limit in seconds", "429 Too Many\r\nRetry-After: 7", limit, after(7_000)),
                    Refused.json("in parts of a second", "429 Too Many\r\nRetry-After: 0.5", limit, after(500)),
                    Refused.json("in milliseconds", "429 Too Many\r\nretry-after-ms: 250", limit, after(250)),
                    Refused.json(
                            "with a date",
                            "429 Too Many\r\nRetry-After: Thu, 01 Jan 1970 00:00:30 GMT",
                            limit,
                            after(30_000)),
                    Refused.json(
                            "with nonsense",
                            "429 Too Many\r\nRetry-After: soon",
                            limit,
                            new RateLimited(Optional.empty())),
                    json(
                            "more than a minute may have",
                            "429 Too Many Requests",
                            "tokens",
                            "rate_limit_exceeded",
                            "Request too large for gpt-4o in organization org-x on tokens per min (TPM): Limit 30000, Requested 31538. The input or output tokens must be reduced in order to run successfully.",
                            new TooLong()),
                    json(
                            "more than a minute may have, in a server that imitates the protocol",
                            "413 Payload Too Large",
                            "tokens",
                            "rate_limit_exceeded",
                            "Request too large for model `m` on tokens per minute (TPM): Limit 6000, Requested 7000, please reduce your message size and try again.",
                            new TooLong()),
                    json(
                            "too long by code",
                            "400 Bad Request",
                            "invalid_request_error",
                            "context_length_exceeded",
                            "This model's maximum context length is 8192 tokens.",
                            new TooLong()),
                    json(
                            "too long by its words",
                            "400 Bad Request",
                            "invalid_request_error",
                            "",
                            "Input tokens exceed the configured limit: this model's maximum context length is 8192 tokens.",
                            new TooLong()),
                    json(
                            "too long a text",
                            "400 Bad Request",
                            "invalid_request_error",
                            "string_above_max_length",
                            "Invalid 'messages[1].content': string too long.",
                            new TooLong()),
                    json(
                            "no such model",
                            "404 Not Found",
                            "invalid_request_error",
                            "model_not_found",
                            "The model does not exist or you do not have access to it.",
                            new NoSuchModel()),
                    json(
                            "filtered",
                            "400 Bad Request",
                            "invalid_request_error",
                            "content_policy_violation",
                            "Your request was rejected as a result of our safety system.",
                            new Filtered()),
                    json(
                            "a bad request",
                            "400 Bad Request",
                            "invalid_request_error",
                            "unsupported_parameter",
                            "Unsupported parameter: 'top_k'",
                            new BadRequest()),
                    json(
                            "server error",
                            "500 Internal Server Error",
                            "server_error",
                            "",
                            "The server had an error while processing your request.",
                            new Overloaded()),
                    json(
                            "overloaded",
                            "503 Service Unavailable",
                            "",
                            "",
                            "The engine is currently overloaded, please try again later.",
                            new Overloaded()),
                    Refused.json(
                            "an error object with 200",
                            "200 OK",
                            error("insufficient_quota", "insufficient_quota", "x"),
                            new QuotaGone()));
        }

        private static Refused json(
                String name,
                String status,
                String type,
                String code,
                String message,
                io.deepwiki.application.llm.port.ModelFailure failure) {
            return Refused.json(name, status, error(type, code, message), failure);
        }

        private static RateLimited after(int millis) {
            return new RateLimited(Optional.of(Duration.ofMillis(millis)));
        }

        @Override
        public List<Told> told() {
            return List.of(
                    new Told(
                            "a server's error, and then the end",
                            event(error("server_error", "", "The server had an error")) + endWithoutReason(),
                            new Overloaded()),
                    new Told(
                            "a limit in a server of one's own",
                            event("{\"error\":{\"message\":\"maximum context length is 4096 tokens\",\"code\":400}}"),
                            new TooLong()),
                    new Told("a bare text", event("{\"error\":\"CUDA error\"}"), new Overloaded()),
                    new Told("the filter", stop("content_filter"), new Filtered()),
                    new Told("a reason that nobody knows", stop("eos_maybe"), new CutOff("Hel")));
        }
    }

    @Test
    void a_key_that_cannot_be_sent_is_a_wrong_key_and_is_not_shown() throws IOException {
        fails(
                (server, upstreams) -> OpenAiProvider.offer(
                        new Access(server.root(), Optional.of(new Secret(KEY + "\n" + KEY)), 60_000),
                        ModelCatalogue.shipped().of("openai"),
                        upstreams),
                new BadCredentials("OPENAI_API_KEY"));
    }
}

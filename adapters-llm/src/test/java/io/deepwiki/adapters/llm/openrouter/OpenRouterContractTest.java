package io.deepwiki.adapters.llm.openrouter;

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
import io.deepwiki.application.llm.port.ModelFailure.TimedOut;
import io.deepwiki.application.llm.port.ModelFailure.TooLong;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** OpenRouter's dialect: OpenAI's, with comments while it waits for a vendor, and errors by number, in the middle of a stream too. */
class OpenRouterContractTest extends ProviderContract {
    OpenRouterContractTest() {
        super(new OpenRouter());
    }

    private static final class OpenRouter extends OpenAiWire {
        @Override
        public Offer offer(WireServer server, Upstreams upstreams) {
            return OpenRouterProvider.offer(
                    new Access(server.url(), Optional.of(KEY), 60_000),
                    ModelCatalogue.shipped().of("openrouter"),
                    upstreams);
        }

        @Override
        public String ping() {
            return ": OPENROUTER PROCESSING\n\n";
        }

        @Override
        public String thought(String text) {
            return event(
                    "{\"id\":\"gen-1\",\"provider\":\"P\",\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\",\"reasoning\":\""
                            + text + "\",\"reasoning_details\":[{\"type\":\"reasoning.text\",\"text\":\"" + text
                            + "\"}]},\"finish_reason\":null}]}");
        }

        private static String error(int code, String message, String metadata) {
            return "{\"error\":{\"message\":\"" + message + "\",\"code\":" + code
                    + (metadata.isEmpty() ? "" : ",\"metadata\":" + metadata) + "},\"user_id\":\"u\"}";
        }

        @Override
        public List<Refused> refusals() {
            return List.of(
                    Refused.json(
                            "no credits",
                            "402 Payment Required",
                            error(
                                    402,
                                    "Insufficient credits. Add more using the settings.",
                                    "{\"limit_source\":\"openrouter_credits\",\"remedy_hint\":\"Add credits, or lower max_tokens / prompt size to fit your remaining balance.\"}"),
                            new QuotaGone()),
                    Refused.json(
                            "too few credits",
                            "402 Payment Required",
                            error(
                                    402,
                                    "This request requires more credits, or fewer max_tokens. You requested up to 4096 tokens, but can only afford 222.",
                                    ""),
                            new QuotaGone()),
                    Refused.json(
                            "no key",
                            "401 Unauthorized",
                            error(401, "No auth credentials found", ""),
                            new BadCredentials("OPENROUTER_API_KEY")),
                    Refused.json(
                            "a key that nobody has",
                            "401 Unauthorized",
                            error(401, "User not found.", ""),
                            new BadCredentials("OPENROUTER_API_KEY")),
                    Refused.json(
                            "moderation",
                            "403 Forbidden",
                            error(
                                    403,
                                    "This model requires moderation. Your input was flagged.",
                                    "{\"reasons\":[\"violence\"],\"flagged_input\":\"…\",\"provider_name\":\"P\",\"model_slug\":\"m\"}"),
                            new Filtered()),
                    Refused.json(
                            "the limit of a key",
                            "403 Forbidden",
                            error(403, "Key limit exceeded (total limit). Manage it in the settings.", ""),
                            new QuotaGone()),
                    Refused.json(
                            "no right",
                            "403 Forbidden",
                            error(403, "Only management keys can perform this operation", ""),
                            new BadCredentials("OPENROUTER_API_KEY")),
                    Refused.json(
                            "timed out", "408 Request Timeout", error(408, "Request timed out", ""), new TimedOut()),
                    Refused.json(
                            "no such model",
                            "400 Bad Request",
                            error(400, "some-model is not a valid model ID", ""),
                            new NoSuchModel()),
                    Refused.json(
                            "nobody serves it",
                            "404 Not Found",
                            error(404, "No endpoints found for some-model.", ""),
                            new NoSuchModel()),
                    Refused.json(
                            "free calls of a minute",
                            "429 Too Many Requests\r\nRetry-After: 12",
                            error(
                                    429,
                                    "Rate limit exceeded: free-models-per-min.",
                                    "{\"headers\":{\"X-RateLimit-Limit\":\"20\"}}"),
                            new RateLimited(Optional.of(Duration.ofSeconds(12)))),
                    limited("the end of a limit", "X-RateLimit-Reset: 30000", "{}", Duration.ofSeconds(30)),
                    limited(
                            "the end of a limit, told by the body",
                            "X-Other: 1",
                            "{\"headers\":{\"X-RateLimit-Limit\":\"20\",\"X-RateLimit-Remaining\":\"0\",\"X-RateLimit-Reset\":\"45000\"}}",
                            Duration.ofSeconds(45)),
                    limited(
                            "how long, and the end of a limit",
                            "Retry-After: 12\r\nX-RateLimit-Reset: 30000",
                            "{}",
                            Duration.ofSeconds(12)),
                    Refused.json(
                            "an end that is too far away to be true",
                            "429 Too Many Requests\r\nX-RateLimit-Reset: 1741305600000",
                            error(429, "Rate limit exceeded: free-models-per-min.", ""),
                            new RateLimited(Optional.empty())),
                    Refused.json(
                            "free calls of a day",
                            "429 Too Many Requests",
                            error(
                                    429,
                                    "Rate limit exceeded: free-models-per-day.",
                                    "{\"headers\":{\"X-RateLimit-Limit\":\"50\"}}"),
                            new QuotaGone()),
                    Refused.json(
                            "a vendor's refusal of a long prompt",
                            "400 Bad Request",
                            error(
                                    400,
                                    "Provider returned error",
                                    "{\"raw\":\"{\\\"error\\\":{\\\"code\\\":\\\"context_length_exceeded\\\"}}\",\"provider_name\":\"P\"}"),
                            new TooLong()),
                    Refused.json(
                            "too long",
                            "400 Bad Request",
                            error(
                                    400,
                                    "This endpoint's maximum context length is 32768 tokens. However, you requested about 40000 tokens.",
                                    ""),
                            new TooLong()),
                    Refused.json(
                            "a vendor's bad answer",
                            "502 Bad Gateway",
                            error(502, "Provider returned error", "{\"raw\":\"\",\"provider_name\":\"P\"}"),
                            new Overloaded()),
                    Refused.json(
                            "no vendor that fits",
                            "503 Service Unavailable",
                            error(503, "There is no available model provider that meets your routing requirements", ""),
                            new Overloaded()),
                    Refused.json(
                            "a bad request", "400 Bad Request", error(400, "Input required", ""), new BadRequest()));
        }

        private static Refused limited(String name, String headers, String metadata, Duration after) {
            return Refused.json(
                    name,
                    "429 Too Many Requests\r\n" + headers,
                    error(429, "Rate limit exceeded: free-models-per-min.", metadata),
                    new RateLimited(Optional.of(after)));
        }

        private static String inStream(String code, String message) {
            return event(
                    "{\"id\":\"gen-1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\",\"provider\":\"P\",\"error\":{\"code\":"
                            + code + ",\"message\":\"" + message
                            + "\"},\"choices\":[{\"index\":0,\"delta\":{\"content\":\"\"},\"finish_reason\":\"error\"}]}");
        }

        @Override
        public List<Told> told() {
            return List.of(
                    new Told("disconnected", inStream("\"server_error\"", "Provider disconnected"), new Overloaded()),
                    new Told("a number", inStream("429", "Provider returned error"), new RateLimited(Optional.empty())),
                    new Told("a bad gateway", inStream("502", "Provider returned error"), new Overloaded()),
                    new Told("no credits", inStream("402", "Insufficient credits"), new QuotaGone()),
                    new Told("moderation", inStream("403", "Input flagged by moderation"), new Filtered()),
                    new Told("a time-out", inStream("408", "Request timed out"), new TimedOut()),
                    new Told("an error as the reason", stop("error"), new CutOff("Hel")));
        }
    }
}

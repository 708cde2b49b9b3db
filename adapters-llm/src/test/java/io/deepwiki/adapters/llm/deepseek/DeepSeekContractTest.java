package io.deepwiki.adapters.llm.deepseek;

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
import java.util.List;
import java.util.Optional;

/** DeepSeek's dialect: OpenAI's, with reasoning in a field of its own, and errors by status as its page on error codes documents them. */
class DeepSeekContractTest extends ProviderContract {
    DeepSeekContractTest() {
        super(new DeepSeek());
    }

    private static final class DeepSeek extends OpenAiWire {
        @Override
        public Offer offer(WireServer server, Upstreams upstreams) {
            return DeepSeekProvider.offer(
                    new Access(server.root(), Optional.of(KEY), 60_000),
                    ModelCatalogue.shipped().of("deepseek"),
                    upstreams);
        }

        @Override
        public String ping() {
            return ": keep-alive\n\n";
        }

        @Override
        public String requestLine() {
            return "POST /chat/completions";
        }

        private static Refused json(
                String name,
                String status,
                String type,
                String message,
                io.deepwiki.application.llm.port.ModelFailure failure) {
            return Refused.json(name, status, error(type, "invalid_request_error", message), failure);
        }

        @Override
        public List<Refused> refusals() {
            return List.of(
                    json(
                            "no balance",
                            "402 Payment Required",
                            "unknown_error",
                            "Insufficient Balance",
                            new QuotaGone()),
                    json(
                            "wrong key",
                            "401 Unauthorized",
                            "authentication_error",
                            "Authentication Fails, Your api key: ****6789 is invalid",
                            new BadCredentials("DEEPSEEK_API_KEY")),
                    json(
                            "no such model",
                            "400 Bad Request",
                            "invalid_request_error",
                            "Model Not Exist",
                            new NoSuchModel()),
                    json("filtered", "400 Bad Request", "invalid_request_error", "Content Exists Risk", new Filtered()),
                    json(
                            "too long",
                            "400 Bad Request",
                            "invalid_request_error",
                            "This model's maximum context length is 131072 tokens. However, you requested 140000 tokens. Please reduce the length of the messages or completion.",
                            new TooLong()),
                    json(
                            "a wrong parameter",
                            "422 Unprocessable Entity",
                            "invalid_request_error",
                            "Failed to deserialize the JSON body into the target type",
                            new BadRequest()),
                    new Refused(
                            "rate limit",
                            "429 Too Many Requests",
                            "text/plain",
                            "Rate limit reached",
                            new RateLimited(Optional.empty())),
                    json("a server's error", "500 Server Error", "server_error", "x", new Overloaded()),
                    new Refused(
                            "overloaded",
                            "503 Service Unavailable\r\nRetry-After: 5",
                            "text/plain",
                            "Server overloaded",
                            new Overloaded()),
                    new Refused("a slow gateway", "504 Gateway Time-out", "text/html", "<html>", new TimedOut()));
        }

        @Override
        public List<Told> told() {
            return List.of(
                    new Told("no resources", stop("insufficient_system_resource"), new CutOff("Hel")),
                    new Told("the filter", stop("content_filter"), new Filtered()));
        }
    }
}

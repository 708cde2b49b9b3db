package io.deepwiki.adapters.llm.azure;

import io.deepwiki.adapters.llm.Providers.Offer;
import io.deepwiki.adapters.llm.catalogue.ModelCatalogue;
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

/** Azure's dialect: OpenAI's, with the deployment and the version in the address, the key in a header of its own, and other codes. */
class AzureContractTest extends ProviderContract {
    AzureContractTest() {
        super(new Azure());
    }

    private static final class Azure extends OpenAiWire {
        private static final BadCredentials BAD_KEY = new BadCredentials("AZURE_OPENAI_API_KEY");

        @Override
        public Offer offer(WireServer server, Upstreams upstreams) {
            return AzureProvider.offer(
                    new AzureProvider.Access(
                            Optional.of(server.root()), Optional.of(KEY), "2024-10-21", Optional.empty(), 60_000),
                    ModelCatalogue.shipped().of("azure"),
                    upstreams);
        }

        /** The first event tells what the filter thinks of the question. */
        @Override
        public String begin() {
            return event(
                    "{\"choices\":[],\"created\":0,\"id\":\"\",\"model\":\"\",\"object\":\"\",\"prompt_filter_results\":[{\"prompt_index\":0,\"content_filter_results\":{\"hate\":{\"filtered\":false,\"severity\":\"safe\"}}}]}");
        }

        @Override
        public String requestLine() {
            return "POST /openai/deployments/some-model/chat/completions?api-version=2024-10-21";
        }

        @Override
        public Optional<String> keyHeader() {
            return Optional.of("api-key: " + KEY.reveal());
        }

        private static String error(String code, String message) {
            return "{\"error\":{\"code\":\"" + code + "\",\"message\":\"" + message + "\"}}";
        }

        @Override
        public List<Refused> refusals() {
            String filter =
                    "{\"error\":{\"message\":\"The response was filtered due to the prompt triggering the content management policy.\",\"type\":null,\"param\":\"prompt\",\"code\":\"content_filter\",\"status\":400,\"innererror\":{\"code\":\"ResponsibleAIPolicyViolation\",\"content_filter_result\":{\"hate\":{\"filtered\":true,\"severity\":\"high\"}}}}}";
            return List.of(
                    Refused.json(
                            "no such deployment",
                            "404 Not Found",
                            error(
                                    "DeploymentNotFound",
                                    "The API deployment for this resource does not exist. If you created the deployment within the last 5 minutes, please wait a moment and try again."),
                            new NoSuchModel()),
                    Refused.json(
                            "no such resource", "404 Not Found", error("404", "Resource not found"), new NoSuchModel()),
                    Refused.json(
                            "wrong key",
                            "401 Access Denied",
                            error("401", "Access denied due to invalid subscription key or wrong API endpoint."),
                            BAD_KEY),
                    Refused.json(
                            "no key",
                            "401 Unauthorized",
                            "{\"statusCode\":401,\"message\":\"Unauthorized. Access token is missing, invalid, audience is incorrect, or have expired.\"}",
                            BAD_KEY),
                    Refused.json(
                            "no right",
                            "401 PermissionDenied",
                            error("PermissionDenied", "The principal lacks the required data action"),
                            BAD_KEY),
                    Refused.json(
                            "a firewall",
                            "403 Forbidden",
                            error("403", "Access denied due to Virtual Network/Firewall rules."),
                            BAD_KEY),
                    Refused.json("filtered", "400 Bad Request", filter, new Filtered()),
                    Refused.json(
                            "filtered, without the outer code",
                            "400 Bad Request",
                            filter.replace("\"content_filter\"", "null"),
                            new Filtered()),
                    Refused.json(
                            "too long",
                            "400 Bad Request",
                            error("context_length_exceeded", "This model's maximum context length is 8192 tokens."),
                            new TooLong()),
                    Refused.json(
                            "tokens of a minute",
                            "429 Too Many Requests\r\nretry-after: 6\r\nretry-after-ms: 6000",
                            error(
                                    "429",
                                    "Requests to the ChatCompletions_Create Operation have exceeded token rate limit of your current pricing tier. Please retry after 6 seconds."),
                            new RateLimited(Optional.of(Duration.ofSeconds(6)))),
                    Refused.json(
                            "calls",
                            "429 Too Many Requests",
                            error("RateLimitReached", "Your requests have exceeded call rate limit."),
                            new RateLimited(Optional.empty())),
                    Refused.json(
                            "an operation that the model has not",
                            "400 Bad Request",
                            error(
                                    "OperationNotSupported",
                                    "The chatCompletion operation does not work with the specified model."),
                            new BadRequest()),
                    Refused.json(
                            "a server's error",
                            "500 Internal Server Error",
                            error("InternalServerError", "Backend returned unexpected response."),
                            new Overloaded()),
                    Refused.json(
                            "a slow backend",
                            "408 Request Timeout",
                            error("Timeout", "The operation was timeout."),
                            new TimedOut()));
        }

        @Override
        public List<Told> told() {
            return List.of(
                    new Told("the filter of answers", stop("content_filter"), new Filtered()),
                    new Told("a reason that nobody knows", stop("paused"), new CutOff("Hel")),
                    new Told("overloaded", event(error("ServiceUnavailable", "x")), new Overloaded()),
                    new Told("quota", event(error("InsufficientQuota", "x")), new QuotaGone()));
        }
    }
}

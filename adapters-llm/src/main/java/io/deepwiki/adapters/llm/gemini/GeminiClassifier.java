package io.deepwiki.adapters.llm.gemini;

import io.deepwiki.adapters.llm.http.BareStatus;
import io.deepwiki.adapters.llm.http.Classifier;
import io.deepwiki.adapters.llm.http.RetryAfter;
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
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** Reads Google's errors by the name of their status and by their details, as its guide to troubleshooting documents them. */
final class GeminiClassifier implements Classifier {
    private final String keyVariable;
    private final RetryAfter retryAfter;
    private final BareStatus status;

    /** @param keyVariable the environment variable that people are told to look at */
    GeminiClassifier(String keyVariable, InstantSource clock) {
        this.keyVariable = keyVariable;
        this.retryAfter = new RetryAfter(clock);
        this.status = new BareStatus(keyVariable, retryAfter);
    }

    @Override
    public ModelFailure refused(Refusal refusal) {
        return GeminiErrorJson.read(refusal.body())
                .flatMap(error -> told(error, refusal))
                .orElseGet(() -> status.meaning(refusal));
    }

    @Override
    public Optional<ModelFailure> inStream(String event) {
        if (event.contains("\"error\"")) {
            Refusal bare = new Refusal(0, event, _ -> Optional.empty());
            Optional<ModelFailure> error =
                    GeminiErrorJson.read(event).map(told -> told(told, bare).orElseGet(Overloaded::new));
            if (error.isPresent()) {
                return error;
            }
        }
        return event.contains("\"finishReason\"") || event.contains("\"blockReason\"")
                ? GeminiEventJson.read(event).flatMap(GeminiClassifier::stopped)
                : Optional.empty();
    }

    /** Anything but an end in good order: filters have many names, and new ones come. */
    private static Optional<ModelFailure> stopped(GeminiEventJson event) {
        if (!event.blockReason().isEmpty()) {
            return Optional.of(new Filtered());
        }
        return switch (event.finishReason()) {
            case "", "STOP", "MAX_TOKENS" -> Optional.empty();
            case "OTHER",
                    "FINISH_REASON_UNSPECIFIED",
                    "MALFORMED_FUNCTION_CALL",
                    "UNEXPECTED_TOOL_CALL",
                    "TOO_MANY_TOOL_CALLS",
                    "MALFORMED_RESPONSE" -> Optional.of(new CutOff(""));
            default -> Optional.of(new Filtered());
        };
    }

    private Optional<ModelFailure> told(GeminiErrorJson error, Refusal refusal) {
        if (error.reason().startsWith("API_KEY_")) {
            return Optional.of(new BadCredentials(keyVariable));
        }
        return switch (error.status()) {
            case "INVALID_ARGUMENT" -> Optional.of(invalid(error));
            case "FAILED_PRECONDITION" ->
                Optional.of(error.message().contains("billing") ? new QuotaGone() : new BadRequest());
            case "UNAUTHENTICATED", "PERMISSION_DENIED" -> Optional.of(new BadCredentials(keyVariable));
            case "NOT_FOUND" -> Optional.of(new NoSuchModel());
            case "RESOURCE_EXHAUSTED" -> Optional.of(exhausted(error, refusal));
            case "UNAVAILABLE", "INTERNAL", "ABORTED", "UNKNOWN" -> Optional.of(new Overloaded());
            case "DEADLINE_EXCEEDED" -> Optional.of(new TimedOut());
            default -> Optional.empty();
        };
    }

    private ModelFailure invalid(GeminiErrorJson error) {
        if (error.message().contains("token count") || error.message().contains("number of tokens")) {
            return new TooLong();
        }
        return error.message().contains("api key") ? new BadCredentials(keyVariable) : new BadRequest();
    }

    /** A quota of a day is gone; one of a minute comes back after the delay that a detail or a header tells. */
    private ModelFailure exhausted(GeminiErrorJson error, Refusal refusal) {
        if (error.quotas().contains("PerDay")) {
            return new QuotaGone();
        }
        Optional<Duration> told = error.retryDelay().endsWith("s")
                ? RetryAfter.seconds(
                        error.retryDelay().substring(0, error.retryDelay().length() - 1))
                : Optional.empty();
        return new RateLimited(told.or(() -> retryAfter.told(refusal)));
    }
}

package io.deepwiki.adapters.llm.anthropic;

import io.deepwiki.adapters.llm.http.BareStatus;
import io.deepwiki.adapters.llm.http.Classifier;
import io.deepwiki.adapters.llm.http.RetryAfter;
import io.deepwiki.application.llm.port.ModelFailure;
import io.deepwiki.application.llm.port.ModelFailure.BadCredentials;
import io.deepwiki.application.llm.port.ModelFailure.BadRequest;
import io.deepwiki.application.llm.port.ModelFailure.Filtered;
import io.deepwiki.application.llm.port.ModelFailure.NoSuchModel;
import io.deepwiki.application.llm.port.ModelFailure.Overloaded;
import io.deepwiki.application.llm.port.ModelFailure.QuotaGone;
import io.deepwiki.application.llm.port.ModelFailure.RateLimited;
import io.deepwiki.application.llm.port.ModelFailure.TimedOut;
import io.deepwiki.application.llm.port.ModelFailure.TooLong;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Reads Anthropic's errors by their type, as its page on errors documents them; with a status or as an event of a stream. */
final class AnthropicClassifier implements Classifier {
    private static final List<String> TOO_LONG =
            List.of("prompt is too long", "exceed context limit", "exceeds the maximum allowed number of tokens");
    private static final List<String> UNPAID =
            List.of("credit balance is too low", "specified api usage limits", "specified workspace api usage limits");

    private final String keyVariable;
    private final RetryAfter retryAfter;
    private final BareStatus status;

    /** @param keyVariable the environment variable that people are told to look at */
    AnthropicClassifier(String keyVariable, InstantSource clock) {
        this.keyVariable = keyVariable;
        this.retryAfter = new RetryAfter(clock);
        this.status = new BareStatus(keyVariable, retryAfter);
    }

    @Override
    public ModelFailure refused(Refusal refusal) {
        return AnthropicEventJson.read(refusal.body())
                .flatMap(error -> told(error, refusal))
                .orElseGet(() -> status.meaning(refusal));
    }

    @Override
    public Optional<ModelFailure> inStream(String event) {
        boolean looksWrong = event.contains("\"error\"") || event.contains("\"refusal\"");
        return looksWrong ? AnthropicEventJson.read(event).flatMap(this::wrong) : Optional.empty();
    }

    private Optional<ModelFailure> wrong(AnthropicEventJson event) {
        if (event.stopReason().equals("refusal")) {
            return Optional.of(new Filtered());
        }
        if (event.error().isEmpty()) {
            return Optional.empty();
        }
        Refusal bare = new Refusal(0, "", _ -> Optional.empty());
        return Optional.of(told(event, bare).orElseGet(Overloaded::new));
    }

    private Optional<ModelFailure> told(AnthropicEventJson error, Refusal refusal) {
        return switch (error.error()) {
            case "invalid_request_error" -> Optional.of(invalid(error.message()));
            case "authentication_error", "permission_error" -> Optional.of(new BadCredentials(keyVariable));
            case "billing_error" -> Optional.of(new QuotaGone());
            case "not_found_error" -> Optional.of(new NoSuchModel());
            case "request_too_large" -> Optional.of(new TooLong());
            case "rate_limit_error" -> Optional.of(new RateLimited(retryAfter.told(refusal)));
            case "timeout_error" -> Optional.of(new TimedOut());
            case "api_error", "overloaded_error" -> Optional.of(new Overloaded());
            default -> Optional.empty();
        };
    }

    private static ModelFailure invalid(String message) {
        if (TOO_LONG.stream().anyMatch(message::contains)) {
            return new TooLong();
        }
        if (UNPAID.stream().anyMatch(message::contains)) {
            return new QuotaGone();
        }
        return message.contains("content filtering policy") ? new Filtered() : new BadRequest();
    }
}

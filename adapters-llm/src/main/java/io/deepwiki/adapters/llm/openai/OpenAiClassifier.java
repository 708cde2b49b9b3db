package io.deepwiki.adapters.llm.openai;

import io.deepwiki.adapters.llm.http.BareStatus;
import io.deepwiki.adapters.llm.http.Classifier;
import io.deepwiki.adapters.llm.http.RetryAfter;
import io.deepwiki.application.llm.port.ModelFailure;
import io.deepwiki.application.llm.port.ModelFailure.BadCredentials;
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
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Reads the errors of OpenAI's protocol: {@code {"error":{"message","type","param","code"}}} with a status, or the same object as an event of a
 * stream, as its guide to error codes documents them. Servers that imitate it may add words of their own.
 */
public final class OpenAiClassifier implements Classifier {
    private static final Pattern STATUS = Pattern.compile("[45]\\d\\d");
    private static final List<String> TOO_LONG = List.of(
            "maximum context length",
            "context window",
            "context length",
            "context_length_exceeded",
            "too many tokens",
            "reduce the length",
            "prompt is too long");

    /**
     * A request that has more tokens than a minute may have, by the same code as one that comes too soon: no wait helps.
     */
    private static final List<String> TOO_LARGE = List.of("request too large", "tokens must be reduced");

    private final String keyVariable;
    private final RetryAfter retryAfter;
    private final BareStatus status;
    private final Function<OpenAiErrorJson, Optional<ModelFailure>> own;

    /**
     * For one server.
     *
     * @param keyVariable the environment variable that people are told to look at
     * @param own what the server says in words of its own, looked at first
     */
    public OpenAiClassifier(
            String keyVariable, InstantSource clock, Function<OpenAiErrorJson, Optional<ModelFailure>> own) {
        this.keyVariable = keyVariable;
        this.retryAfter = new RetryAfter(clock);
        this.status = new BareStatus(keyVariable, retryAfter);
        this.own = own;
    }

    @Override
    public ModelFailure refused(Refusal refusal) {
        return OpenAiErrorJson.read(refusal.body())
                .flatMap(error -> told(error, refusal))
                .orElseGet(() -> status.meaning(refusal));
    }

    @Override
    public Optional<ModelFailure> inStream(String event) {
        if (!event.contains("\"error\"")) {
            return Optional.empty();
        }
        Refusal bare = new Refusal(0, event, _ -> Optional.empty());
        return OpenAiErrorJson.read(event)
                .map(error ->
                        told(error, bare).or(() -> byNumber(error.code(), bare)).orElseGet(Overloaded::new));
    }

    private Optional<ModelFailure> told(OpenAiErrorJson error, Refusal refusal) {
        return own.apply(error)
                .or(() -> tooLong(TOO_LARGE, error))
                .or(() -> word(error.code(), refusal))
                .or(() -> word(error.type(), refusal))
                .or(() -> tooLong(TOO_LONG, error));
    }

    private static Optional<ModelFailure> tooLong(List<String> signs, OpenAiErrorJson error) {
        boolean said = signs.stream()
                .anyMatch(words ->
                        error.message().contains(words) || error.detail().contains(words));
        return said ? Optional.of(new TooLong()) : Optional.empty();
    }

    private Optional<ModelFailure> word(String word, Refusal refusal) {
        return switch (word) {
            case "context_length_exceeded", "string_above_max_length" -> Optional.of(new TooLong());
            case "insufficient_quota", "billing_hard_limit_reached", "billing_not_active" ->
                Optional.of(new QuotaGone());
            case "rate_limit_exceeded", "requests", "tokens" -> Optional.of(new RateLimited(retryAfter.told(refusal)));
            case "invalid_api_key", "account_deactivated", "invalid_organization", "authentication_error" ->
                Optional.of(new BadCredentials(keyVariable));
            case "model_not_found" -> Optional.of(new NoSuchModel());
            case "content_filter", "content_policy_violation" -> Optional.of(new Filtered());
            case "server_error", "engine_overloaded", "overloaded", "overloaded_error" -> Optional.of(new Overloaded());
            case "timeout" -> Optional.of(new TimedOut());
            default -> Optional.empty();
        };
    }

    /** A stream that began with 200 tells the status of its error as the code. */
    private Optional<ModelFailure> byNumber(String code, Refusal bare) {
        return STATUS.matcher(code).matches()
                ? Optional.of(status.meaning(new Refusal(Integer.parseInt(code), bare.body(), bare.header())))
                : Optional.empty();
    }
}

package io.deepwiki.adapters.llm.openai;

import io.deepwiki.adapters.llm.http.Classifier;
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
import io.deepwiki.application.llm.port.ModelFailure.Unreachable;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads OpenAI's errors: {@code {"error":{"message","type","param","code"}}} with a status, or the same object as an event of a stream, as
 * its guide to error codes documents them.
 */
final class OpenAiClassifier implements Classifier {
    private static final Pattern SECONDS = Pattern.compile("\\d{1,6}(\\.\\d{1,6})?");
    private static final List<String> TOO_LONG = List.of(
            "maximum context length",
            "context window",
            "context length",
            "too many tokens",
            "reduce the length",
            "prompt is too long");

    private final String keyVariable;
    private final InstantSource clock;

    /** @param keyVariable the environment variable that people are told to look at */
    OpenAiClassifier(String keyVariable, InstantSource clock) {
        this.keyVariable = keyVariable;
        this.clock = clock;
    }

    @Override
    public ModelFailure refused(Refusal refusal) {
        Optional<ModelFailure> told = OpenAiErrorJson.read(refusal.body()).flatMap(error -> byCode(error, refusal));
        return told.orElseGet(() -> byStatus(refusal));
    }

    @Override
    public Optional<ModelFailure> inStream(String event) {
        if (!event.contains("\"error\"")) {
            return Optional.empty();
        }
        Refusal bare = new Refusal(0, event, _ -> Optional.empty());
        return OpenAiErrorJson.read(event).map(error -> byCode(error, bare).orElseGet(Overloaded::new));
    }

    private Optional<ModelFailure> byCode(OpenAiErrorJson error, Refusal refusal) {
        return word(error.code(), refusal)
                .or(() -> word(error.type(), refusal))
                .or(() -> TOO_LONG.stream().anyMatch(error.message()::contains)
                        ? Optional.of(new TooLong())
                        : Optional.empty());
    }

    private Optional<ModelFailure> word(String word, Refusal refusal) {
        return switch (word) {
            case "context_length_exceeded", "string_above_max_length" -> Optional.of(new TooLong());
            case "insufficient_quota", "billing_hard_limit_reached", "billing_not_active", "402" ->
                Optional.of(new QuotaGone());
            case "rate_limit_exceeded", "requests", "tokens", "429" -> Optional.of(new RateLimited(after(refusal)));
            case "invalid_api_key", "account_deactivated", "invalid_organization", "authentication_error", "401" ->
                Optional.of(new BadCredentials(keyVariable));
            case "model_not_found" -> Optional.of(new NoSuchModel());
            case "content_filter", "content_policy_violation" -> Optional.of(new Filtered());
            case "server_error", "engine_overloaded", "overloaded", "overloaded_error", "503" ->
                Optional.of(new Overloaded());
            case "timeout" -> Optional.of(new TimedOut());
            default -> Optional.empty();
        };
    }

    private ModelFailure byStatus(Refusal refusal) {
        return switch (refusal.status()) {
            case 401, 403 -> new BadCredentials(keyVariable);
            case 402 -> new QuotaGone();
            case 404 -> new NoSuchModel();
            case 408, 504, 524 -> new TimedOut();
            case 413 -> new TooLong();
            case 429 -> new RateLimited(after(refusal));
            default -> byClass(refusal.status() / 100);
        };
    }

    private static ModelFailure byClass(int hundreds) {
        return switch (hundreds) {
            case 3 -> new Unreachable();
            case 5 -> new Overloaded();
            default -> new BadRequest();
        };
    }

    /** What the provider asks us to wait: milliseconds, seconds or a date, by the header that says it most exactly. */
    private Optional<Duration> after(Refusal refusal) {
        Optional<Duration> exact = refusal.header()
                .apply("retry-after-ms")
                .filter(SECONDS.asMatchPredicate())
                .map(millis -> Duration.ofMillis((long) Double.parseDouble(millis)));
        return exact.or(() -> refusal.header().apply("retry-after").flatMap(this::wait));
    }

    private Optional<Duration> wait(String header) {
        if (SECONDS.matcher(header.strip()).matches()) {
            return Optional.of(Duration.ofMillis((long) (Double.parseDouble(header.strip()) * 1_000)));
        }
        try {
            var date = ZonedDateTime.parse(header.strip(), DateTimeFormatter.RFC_1123_DATE_TIME);
            Duration wait = Duration.between(clock.instant(), date.toInstant());
            return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }
}

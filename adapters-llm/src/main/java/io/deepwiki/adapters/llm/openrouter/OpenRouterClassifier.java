package io.deepwiki.adapters.llm.openrouter;

import io.deepwiki.adapters.llm.http.Classifier;
import io.deepwiki.adapters.llm.openai.OpenAiClassifier;
import io.deepwiki.application.llm.port.ModelFailure;
import io.deepwiki.application.llm.port.ModelFailure.RateLimited;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * OpenAI's errors with OpenRouter's words, and the moment at which its limit is over: {@code X-RateLimit-Reset}, in milliseconds since the
 * epoch, as a header or among the error's {@code metadata.headers}. {@code Retry-After} goes before it.
 */
final class OpenRouterClassifier implements Classifier {
    private static final String HEADER = "x-ratelimit-reset";
    private static final Pattern MILLIS = Pattern.compile("\\d{1,14}");
    private static final Pattern IN_BODY =
            Pattern.compile("\"x-ratelimit-reset\"\\s*:\\s*\"?(\\d{1,14})\\b", Pattern.CASE_INSENSITIVE);

    /** Its limits are over after a day at most: a moment that is further away is not believed. */
    private static final Duration LONGEST = Duration.ofDays(1);

    private final Classifier words;
    private final InstantSource clock;

    OpenRouterClassifier(String keyVariable, InstantSource clock) {
        this.words = new OpenAiClassifier(keyVariable, clock, new OpenRouterWords(keyVariable));
        this.clock = clock;
    }

    @Override
    public ModelFailure refused(Refusal refusal) {
        Optional<String> header =
                refusal.header().apply(HEADER).map(String::strip).filter(MILLIS.asMatchPredicate());
        return withReset(words.refused(refusal), header.or(() -> inBody(refusal.body())));
    }

    @Override
    public Optional<ModelFailure> inStream(String event) {
        return words.inStream(event).map(failure -> withReset(failure, inBody(event)));
    }

    private static Optional<String> inBody(String body) {
        return Optional.of(IN_BODY.matcher(body)).filter(Matcher::find).map(found -> found.group(1));
    }

    private ModelFailure withReset(ModelFailure failure, Optional<String> reset) {
        return failure instanceof RateLimited(var after) && after.isEmpty()
                ? new RateLimited(reset.flatMap(this::wait))
                : failure;
    }

    private Optional<Duration> wait(String millis) {
        Duration wait = Duration.between(clock.instant(), Instant.ofEpochMilli(Long.parseLong(millis)));
        return Optional.of(wait)
                .filter(it -> it.abs().compareTo(LONGEST) <= 0)
                .map(it -> it.isNegative() ? Duration.ZERO : it);
    }
}

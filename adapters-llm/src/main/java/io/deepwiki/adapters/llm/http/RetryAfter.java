package io.deepwiki.adapters.llm.http;

import io.deepwiki.adapters.llm.http.Classifier.Refusal;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a provider asks us to wait: milliseconds, seconds or a date, by the header that says it most exactly. */
public final class RetryAfter {
    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}(\\.\\d{1,9})?");

    private final InstantSource clock;

    public RetryAfter(InstantSource clock) {
        this.clock = clock;
    }

    /** Empty if nothing is said, or nothing that can be understood. */
    public Optional<Duration> told(Refusal refusal) {
        Optional<Duration> exact = refusal.header()
                .apply("retry-after-ms")
                .map(String::strip)
                .filter(NUMBER.asMatchPredicate())
                .map(millis -> Duration.ofMillis((long) Double.parseDouble(millis)));
        return exact.or(
                () -> refusal.header().apply("retry-after").map(String::strip).flatMap(this::wait));
    }

    /** A number of seconds, with or without a part behind the point; empty if it is none. */
    public static Optional<Duration> seconds(String text) {
        return NUMBER.matcher(text).matches()
                ? Optional.of(Duration.ofMillis((long) (Double.parseDouble(text) * 1_000)))
                : Optional.empty();
    }

    private Optional<Duration> wait(String header) {
        return seconds(header).or(() -> date(header));
    }

    private Optional<Duration> date(String header) {
        try {
            var date = ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME);
            Duration wait = Duration.between(clock.instant(), date.toInstant());
            return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }
}

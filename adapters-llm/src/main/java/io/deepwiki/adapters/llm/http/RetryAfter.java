package io.deepwiki.adapters.llm.http;

import io.deepwiki.adapters.llm.http.Classifier.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a provider asks us to wait: milliseconds, seconds or a date in one of HTTP's three forms, by the header that says it most exactly. */
public final class RetryAfter {
    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}(\\.\\d{1,9})?");

    private static final DateTimeFormatter ASCTIME =
            DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss uuuu", Locale.US).withZone(ZoneOffset.UTC);

    /** Years of two digits are at most so many years ago, says RFC 9110 (section 5.6.7). */
    private static final int YEARS_BACK = 49;

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
        Instant now = clock.instant();
        for (DateTimeFormatter form : List.of(DateTimeFormatter.RFC_1123_DATE_TIME, rfc850(now), ASCTIME)) {
            try {
                Duration wait =
                        Duration.between(now, ZonedDateTime.parse(header, form).toInstant());
                return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
            } catch (DateTimeParseException _) {
                // perhaps another one of them
            }
        }
        return Optional.empty();
    }

    private static DateTimeFormatter rfc850(Instant now) {
        int year = now.atZone(ZoneOffset.UTC).getYear();
        return new DateTimeFormatterBuilder()
                .appendPattern("EEEE, dd-MMM-")
                .appendValueReduced(ChronoField.YEAR, 2, 2, year - YEARS_BACK)
                .appendPattern(" HH:mm:ss 'GMT'")
                .toFormatter(Locale.US)
                .withZone(ZoneOffset.UTC);
    }
}

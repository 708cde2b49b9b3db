package io.deepwiki.adapters.persistence.chat;

import io.deepwiki.application.failure.Failure;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A failure as it is kept.
 *
 * @param kind the name of its record
 * @param code empty where that failure has none
 * @param retryAfterMillis null: not told
 */
record FailureJson(
        String kind, String code, String sentence, @Nullable Long retryAfterMillis, List<Failure.Field> fields) {
    private static FailureJson of(Failure failure, String code, String sentence) {
        return new FailureJson(failure.getClass().getSimpleName(), code, sentence, null, List.of());
    }

    private static FailureJson of(Failure failure, String code, String sentence, Optional<Duration> after) {
        return new FailureJson(
                failure.getClass().getSimpleName(),
                code,
                sentence,
                after.map(Duration::toMillis).orElse(null),
                List.of());
    }

    static FailureJson of(Failure failure) {
        return switch (failure) {
            case Failure.Rejected it -> of(it, it.code(), it.sentence());
            case Failure.Invalid it -> new FailureJson("Invalid", it.code(), "", null, it.fields());
            case Failure.Unauthorized it -> of(it, "", "");
            case Failure.Forbidden it -> of(it, it.code(), it.sentence());
            case Failure.NotFound it -> of(it, it.code(), it.sentence());
            case Failure.Gone it -> of(it, "", it.sentence());
            case Failure.Conflict it -> of(it, it.code(), it.sentence());
            case Failure.TooLarge it -> of(it, it.code(), it.sentence());
            case Failure.OutOfRange it -> of(it, "", it.sentence());
            case Failure.TooMany it -> of(it, "", it.sentence(), Optional.of(it.retryAfter()));
            case Failure.BadUpstream it -> of(it, it.code(), it.sentence());
            case Failure.Unavailable it -> of(it, it.code(), it.sentence(), it.retryAfter());
            case Failure.UpstreamTimedOut it -> of(it, it.code(), it.sentence());
        };
    }

    Failure failure() {
        Optional<Duration> after = Optional.ofNullable(retryAfterMillis).map(Duration::ofMillis);
        return switch (kind) {
            case "Rejected" -> new Failure.Rejected(code, sentence);
            case "Invalid" -> new Failure.Invalid(code, fields);
            case "Unauthorized" -> new Failure.Unauthorized();
            case "Forbidden" -> new Failure.Forbidden(code, sentence);
            case "NotFound" -> new Failure.NotFound(code, sentence);
            case "Gone" -> new Failure.Gone(sentence);
            case "Conflict" -> new Failure.Conflict(code, sentence);
            case "TooLarge" -> new Failure.TooLarge(code, sentence);
            case "OutOfRange" -> new Failure.OutOfRange(sentence);
            case "TooMany" -> new Failure.TooMany(sentence, after.orElse(Duration.ZERO));
            case "BadUpstream" -> new Failure.BadUpstream(code, sentence);
            case "UpstreamTimedOut" -> new Failure.UpstreamTimedOut(code, sentence);
            default -> new Failure.Unavailable(code, sentence, after);
        };
    }
}

package io.deepwiki.adapters.http.failure;

import io.deepwiki.application.failure.Failure;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A failure as HTTP says it.
 *
 * @param status the status code
 * @param code a {@code snake_case} word for programs
 * @param detail a sentence that a person can act on
 * @param state a word for the state that something is in, if that is why
 */
public record Refusal(
        int status,
        String code,
        String detail,
        Optional<String> state,
        List<Failure.Field> errors,
        Optional<Duration> retryAfter) {
    /** What stays so until somebody changes something, though its status speaks of the server's side: a wrong key, say. */
    private static final Set<String> LASTING = Set.of("bad_credentials", "provider_not_configured", "provider_refused");

    /** Requests end soon, but for streams. */
    private static final Duration BUSY = Duration.ofSeconds(2);

    public Refusal(int status, String code, String detail) {
        this(status, code, detail, Optional.empty(), List.of(), Optional.empty());
    }

    private Refusal(int status, String code, String detail, Optional<Duration> retryAfter) {
        this(status, code, detail, Optional.empty(), List.of(), retryAfter);
    }

    /** A new failure does not compile until it has a status, a code and a sentence. */
    public static Refusal of(Failure failure) {
        return switch (failure) {
            case Failure.Rejected it -> new Refusal(400, it.code(), it.sentence());
            case Failure.Unauthorized _ ->
                new Refusal(401, "unauthorized", "A valid API key is needed: send it in the header X-API-Key.");
            case Failure.Forbidden it -> new Refusal(403, it.code(), it.sentence());
            case Failure.NotFound it -> new Refusal(404, it.code(), it.sentence());
            case Failure.Conflict it ->
                new Refusal(409, it.code(), it.sentence(), it.state(), List.of(), Optional.empty());
            case Failure.Gone it -> new Refusal(410, "gone", it.sentence());
            case Failure.TooLarge it -> new Refusal(413, it.code(), it.sentence());
            case Failure.OutOfRange it -> new Refusal(416, "out_of_range", it.sentence());
            case Failure.Invalid it ->
                new Refusal(422, it.code(), sentence(it), Optional.empty(), it.fields(), Optional.empty());
            case Failure.TooMany it ->
                new Refusal(429, "too_many_requests", it.sentence(), Optional.of(it.retryAfter()));
            case Failure.BadUpstream it -> new Refusal(502, it.code(), it.sentence());
            case Failure.Unavailable it -> new Refusal(503, it.code(), it.sentence(), it.retryAfter());
            case Failure.UpstreamTimedOut it -> new Refusal(504, it.code(), it.sentence());
        };
    }

    /** What is told of a request that comes while as many run as may. */
    static Refusal busy() {
        return new Refusal(
                503, "busy", "As many requests run here as may run at once: try again soon.", Optional.of(BUSY));
    }

    /** What is told of a defect: nothing but that it is logged. */
    public static Refusal defect() {
        return new Refusal(
                500,
                "internal_error",
                "Something went wrong here. The log of the service says more, under this request's id.");
    }

    private static String sentence(Failure.Invalid invalid) {
        return invalid.fields().stream()
                .map(field -> Character.isUpperCase(field.message().charAt(0))
                        ? field.message()
                        : field.field() + " " + field.message() + ".")
                .collect(Collectors.joining(" "));
    }

    /** Whether the same request may be served later, without anybody's doing. */
    public boolean passes() {
        return (status == 429 || status >= 500) && !LASTING.contains(code);
    }

    /** The body, with the id of the request that it answers. */
    public Object body(String requestId) {
        return new ErrorJson(detail, code, requestId, state, errors);
    }
}

package io.deepwiki.application.failure;

import java.util.stream.Collectors;

/** Says a failure in the sentence that people read. */
public final class Sentences {
    private Sentences() {}

    /** The sentence. */
    public static String of(Failure failure) {
        return switch (failure) {
            case Failure.Rejected rejected -> rejected.sentence();
            case Failure.Invalid invalid ->
                invalid.fields().stream().map(Failure.Field::message).collect(Collectors.joining(" "));
            case Failure.Unauthorized _ -> "An API key is needed.";
            case Failure.Forbidden forbidden -> forbidden.sentence();
            case Failure.NotFound notFound -> notFound.sentence();
            case Failure.Gone gone -> gone.sentence();
            case Failure.Conflict conflict -> conflict.sentence();
            case Failure.TooLarge tooLarge -> tooLarge.sentence();
            case Failure.OutOfRange outOfRange -> outOfRange.sentence();
            case Failure.TooMany tooMany -> tooMany.sentence();
            case Failure.Unavailable unavailable -> unavailable.sentence();
            case Failure.BadUpstream badUpstream -> badUpstream.sentence();
            case Failure.UpstreamTimedOut timedOut -> timedOut.sentence();
        };
    }
}

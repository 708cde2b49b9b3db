package io.deepwiki.application.failure;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Why a use case did not do what it was asked for. Every sentence in it can be shown to people and says what to do; codes are
 * {@code snake_case} words for programs.
 */
public sealed interface Failure {
    /** The request cannot be served as it is: a name that is not known, a choice that is not offered. */
    record Rejected(String code, String sentence) implements Failure {}

    /** Fields do not hold what they should. */
    record Invalid(String code, List<Field> fields) implements Failure {
        public Invalid {
            fields = List.copyOf(fields);
        }

        /** One field, one complaint. */
        public static Invalid field(String code, String field, String message) {
            return new Invalid(code, List.of(new Field(field, message)));
        }
    }

    /** A field, as in {@code messages[0].role}, and what is wrong with it. */
    record Field(String field, String message) {}

    /** No key, or a wrong one. */
    record Unauthorized() implements Failure {}

    /** It is known who asks, and they may not. */
    record Forbidden(String code, String sentence) implements Failure {}

    /** There is none, or the caller must not know of it. */
    record NotFound(String code, String sentence) implements Failure {}

    /** There was one. */
    record Gone(String sentence) implements Failure {}

    /**
     * The state it is in does not allow it.
     *
     * @param state a word for the state, where programs know such words
     */
    record Conflict(String code, String sentence, Optional<String> state) implements Failure {
        public Conflict(String code, String sentence) {
            this(code, sentence, Optional.empty());
        }
    }

    /** More than a limit allows. */
    record TooLarge(String code, String sentence) implements Failure {}

    /** Beyond the end. */
    record OutOfRange(String sentence) implements Failure {}

    /** Too often, or too many at once. */
    record TooMany(String sentence, Duration retryAfter) implements Failure {}

    /** Something that is needed is away, or not configured. */
    record Unavailable(String code, String sentence, Optional<Duration> retryAfter) implements Failure {
        /** The code when nobody has told how to reach the provider that is asked for. */
        public static final String PROVIDER_NOT_CONFIGURED = "provider_not_configured";

        /** The code of a database that does not answer. */
        public static final String DATABASE_AWAY = "database_unavailable";
    }

    /** What another host said made no sense, or it could not be reached. */
    record BadUpstream(String code, String sentence) implements Failure {}

    /** Another host did not answer in time. */
    record UpstreamTimedOut(String code, String sentence) implements Failure {}
}

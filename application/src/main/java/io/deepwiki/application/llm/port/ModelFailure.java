package io.deepwiki.application.llm.port;

import java.time.Duration;
import java.util.Optional;

/** Why a model did not answer. Never leaves the application. */
public sealed interface ModelFailure {
    /** The prompt is longer than the model takes. */
    record TooLong() implements ModelFailure {}

    /** Too many calls; try again after that time, if it was told. */
    record RateLimited(Optional<Duration> after) implements ModelFailure {}

    /** The account has nothing left. */
    record QuotaGone() implements ModelFailure {}

    /** The key is missing or wrong; the environment variable that holds it. */
    record BadCredentials(String variable) implements ModelFailure {}

    record NoSuchModel() implements ModelFailure {}

    /** The provider will not answer this. */
    record Filtered() implements ModelFailure {}

    record Overloaded() implements ModelFailure {}

    record TimedOut() implements ModelFailure {}

    /** The answer broke off after this much text. */
    record CutOff(String partial) implements ModelFailure {}

    /** The answer ended as it should, without a word. */
    record EmptyAnswer() implements ModelFailure {}

    record BadRequest() implements ModelFailure {}

    record Unreachable() implements ModelFailure {}

    record NotConfigured(String variable) implements ModelFailure {}
}

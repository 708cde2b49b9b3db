package io.deepwiki.domain.jobs;

/** What a job says to a command. */
public sealed interface Decision {
    /** It obeys, and this is what it is now. */
    record Accepted(WikiJob job) implements Decision {}

    /** It does not, for a reason that can be shown. */
    record Refused(String why) implements Decision {}
}

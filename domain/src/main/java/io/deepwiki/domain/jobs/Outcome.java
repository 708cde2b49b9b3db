package io.deepwiki.domain.jobs;

/** How a job ended. */
public enum Outcome {
    /** Every page is written. */
    COMPLETED,
    /** At least one page is written and at least one failed for good; the wiki can be read. */
    PARTIALLY_COMPLETED,
    /** There is no page. */
    FAILED,
    /** Somebody called it off. */
    CANCELLED
}

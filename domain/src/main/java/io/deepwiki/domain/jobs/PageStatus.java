package io.deepwiki.domain.jobs;

/** Where a page of a job stands. */
public enum PageStatus {
    PENDING,
    IN_PROGRESS,
    COMPLETED,
    /** It failed, and is tried again. */
    FAILED,
    /** It failed for good. */
    PERMANENT_FAILED;

    /** Whether nothing will change any more. */
    public boolean settled() {
        return this == COMPLETED || this == PERMANENT_FAILED;
    }
}

package io.deepwiki.domain.jobs;

/** What a job is busy with, in this order. */
public enum Phase {
    /** Fetch the repository and make its words searchable. */
    INDEX,
    /** Decide which pages there will be. */
    PLAN,
    /** Write the pages, and publish the wiki. */
    PAGES
}

package io.deepwiki.domain.jobs;

import java.time.Instant;

/**
 * A unit of work of a job, done by one instance at a time.
 *
 * @param attempt how often it was tried and failed before
 * @param crashes how often an instance vanished while it held it
 * @param waits how often it was put off because a provider limits the rate of calls, since its job got on
 * @param readyAt not before then
 */
public record WorkItem(WorkItemId id, JobId job, Work work, int attempt, int crashes, int waits, Instant readyAt) {
    /** One that was never put off. */
    public WorkItem(WorkItemId id, JobId job, Work work, int attempt, int crashes, Instant readyAt) {
        this(id, job, work, attempt, crashes, 0, readyAt);
    }

    /** What is to be done. */
    public sealed interface Work {
        /** Whether a provider of models is asked for it. */
        default boolean asksModel() {
            return this instanceof Plan || this instanceof Page;
        }

        /** The word for this kind of work. */
        default String kind() {
            return switch (this) {
                case Index _ -> "index";
                case Plan _ -> "plan";
                case Page _ -> "page";
                case Finish _ -> "finish";
            };
        }

        /** Fetch and index the repository. */
        record Index() implements Work {}

        /** Plan the pages. */
        record Plan() implements Work {}

        /** Write the page with this slug. */
        record Page(String slug) implements Work {}

        /** Publish the wiki. */
        record Finish() implements Work {}
    }
}

package io.deepwiki.application.jobs;

import io.deepwiki.domain.jobs.JobEvent.Happening;
import io.deepwiki.domain.jobs.WikiJob;
import io.deepwiki.domain.jobs.WorkItem;
import java.time.Duration;

/** What is done for one kind of work item. */
interface Step {
    /** Writes down that the work begins. */
    default void begin(JobChange change, WorkItem item) {}

    /**
     * Does the slow part, outside of any transaction.
     *
     * @param calls by which models are asked
     * @return what to write down; it is applied in one transaction with the item's end, or not at all
     */
    Effect run(WikiJob job, WorkItem item, Calls calls) throws InterruptedException;

    /** The item has failed for good: what to write down instead. */
    Effect giveUp(WikiJob job, WorkItem item, String why);

    /** The item is not tried any more, and this was no try either: what to write down instead. */
    default Effect giveUpUntried(WikiJob job, WorkItem item, String why) {
        return giveUp(job, item, why);
    }

    /** The item has failed and will be tried again. */
    default Effect willRetry(WikiJob job, WorkItem item, String why) {
        return _ -> {};
    }

    /** The item has not failed, and is tried again after the pause. */
    default Effect putOff(WorkItem item, Duration pause, String why) {
        return change -> change.tell(Happening.of("The work is put off for " + pause.toSeconds() + " s. " + why));
    }

    /** The item is handed back untried. */
    default Effect handedBack(WorkItem item) {
        return _ -> {};
    }

    /** Writes a result down. */
    @FunctionalInterface
    interface Effect {
        void apply(JobChange change);
    }
}

package io.deepwiki.application.jobs;

import io.deepwiki.application.failure.Failure.TooMany;
import io.deepwiki.application.failure.FailureException;
import io.deepwiki.application.jobs.port.JobStore;
import java.time.Duration;

/** How many jobs may wait or run at once, whoever has submitted them. */
final class QueueLimit {
    /** A job takes minutes: whoever asks sooner hardly ever finds a place. */
    private static final Duration PLACE_IN = Duration.ofMinutes(1);

    private final JobStore jobs;
    private final int most;

    QueueLimit(JobStore jobs, int most) {
        this.jobs = jobs;
        this.most = most;
    }

    /**
     * Called in the transaction that has added one, or let one go on.
     *
     * @throws FailureException TooMany when that was one too many
     */
    void hold() {
        if (jobs.countAtWork() > most) {
            throw new FailureException(new TooMany(
                    "There are " + most + " jobs waiting or running, and no more are taken: try again later.",
                    PLACE_IN));
        }
    }
}

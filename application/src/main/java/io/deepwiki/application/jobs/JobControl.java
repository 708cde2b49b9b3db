package io.deepwiki.application.jobs;

import io.deepwiki.application.failure.Failure.Conflict;
import io.deepwiki.application.failure.FailureException;
import io.deepwiki.application.port.Stamps;
import io.deepwiki.domain.access.Caller;
import io.deepwiki.domain.jobs.Decision.Accepted;
import io.deepwiki.domain.jobs.Decision.Refused;
import io.deepwiki.domain.jobs.JobId;
import io.deepwiki.domain.jobs.WikiJob;

/** What people can tell a job to do. */
public final class JobControl {
    private final JobStores stores;
    private final Stamps stamps;

    public JobControl(JobStores stores, Stamps stamps) {
        this.stores = stores;
        this.stamps = stamps;
    }

    /**
     * Calls the job off: its work items are withdrawn, and whoever holds one finds its lease lost.
     *
     * @throws FailureException NotFound; Conflict {@code job_is_over}
     */
    public void cancel(JobId id, Caller caller) {
        stores.transactions().inTransaction(() -> {
            if (stores.jobs().find(id, caller).isEmpty()) {
                throw new FailureException(JobQueries.notFound());
            }
            WikiJob job = stores.jobs().lock(id).orElseThrow(() -> new FailureException(JobQueries.notFound()));
            switch (job.cancel(stamps.now())) {
                case Accepted accepted -> new JobChange(stores, stamps, job).move(accepted, "The job was cancelled.");
                case Refused(String why) ->
                    throw new FailureException(new Conflict("job_is_over", "This cannot be cancelled: " + why + "."));
            }
        });
        stores.wakeUps().jobChanged(id);
    }
}

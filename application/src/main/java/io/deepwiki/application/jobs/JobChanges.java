package io.deepwiki.application.jobs;

import io.deepwiki.application.jobs.port.WorkQueue.Claim;
import io.deepwiki.application.port.Stamps;
import io.deepwiki.domain.jobs.JobId;
import io.deepwiki.domain.jobs.Lease;
import io.deepwiki.domain.jobs.Spend;
import io.deepwiki.domain.jobs.WikiJob;
import java.io.Serial;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Opens the transactions in which jobs change: the job's row is locked first, always, so that changes of one job come one after the other
 * and its log is numbered without gaps. Watchers are told after the commit.
 */
final class JobChanges {
    private final JobStores stores;
    private final Stamps stamps;

    JobChanges(JobStores stores, Stamps stamps) {
        this.stores = stores;
        this.stamps = stamps;
    }

    /**
     * Begins the work on an item. Nothing begins during a pause: then the item is handed back untried.
     *
     * @param effect what to write down
     * @return the job; empty if nothing is to be done for it now
     * @throws LeaseLost and nothing has changed: the item belongs to somebody else by now
     */
    Optional<WikiJob> begin(Claim claim, Step.Effect effect) {
        JobId id = claim.item().job();
        Optional<WikiJob> begun = stores.transactions().inTransaction(() -> {
            Optional<JobChange> change = locked(id);
            if (!stores.queue().holds(claim.lease())) {
                throw new LeaseLost();
            }
            if (change.map(it -> it.job().state().paused()).orElse(false)) {
                stores.queue().release(claim.lease());
                return Optional.empty();
            }
            change.ifPresent(effect::apply);
            return change.map(JobChange::job);
        });
        stores.wakeUps().jobChanged(id);
        return begun;
    }

    /**
     * Changes a job together with the end of a work item of it.
     *
     * @param spends the calls of models that were made for it
     * @param settle what becomes of the item; false: the lease is lost
     * @throws LeaseLost and nothing has changed: the item belongs to somebody else by now
     */
    void settle(Claim claim, List<Spend> spends, Predicate<Lease> settle, Step.Effect effect) {
        JobId id = claim.item().job();
        stores.transactions().inTransaction(() -> {
            Optional<JobChange> change = locked(id);
            if (!settle.test(claim.lease())) {
                throw new LeaseLost();
            }
            stores.spends().add(spends);
            change.ifPresent(effect::apply);
        });
        stores.wakeUps().jobChanged(id);
        stores.wakeUps().workIsReady();
    }

    private Optional<JobChange> locked(JobId id) {
        Optional<WikiJob> job = stores.jobs().lock(id);
        return job.filter(it -> !it.state().ended()).map(it -> new JobChange(stores, stamps, it));
    }

    /** A result came too late. */
    static final class LeaseLost extends RuntimeException {
        @Serial
        private static final long serialVersionUID = 1;

        LeaseLost() {
            super("the lease is lost", null, false, false);
        }
    }
}

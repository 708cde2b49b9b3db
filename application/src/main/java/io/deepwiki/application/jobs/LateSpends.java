package io.deepwiki.application.jobs;

import static java.lang.System.Logger.Level.WARNING;

import io.deepwiki.domain.jobs.Spend;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Calls of models that were made for work whose end could not be written down: the lease was lost, or the database was away. They cost what
 * they cost, and are written down as soon as that is possible. Thread-safe.
 */
final class LateSpends {
    private static final System.Logger LOG = System.getLogger(LateSpends.class.getName());

    private final JobStores stores;
    /** The calls of one job each. */
    private final Queue<List<Spend>> left = new ConcurrentLinkedQueue<>();

    LateSpends(JobStores stores) {
        this.stores = stores;
    }

    void keep(List<Spend> calls) {
        if (!calls.isEmpty()) {
            left.add(calls);
        }
    }

    /** Writes down what is left; what cannot be is kept. A job that is deleted has nothing to be written down. */
    void write() {
        for (List<Spend> calls = left.poll(); calls != null; calls = left.poll()) {
            if (!written(calls)) {
                left.add(calls);
                return;
            }
        }
    }

    private boolean written(List<Spend> calls) {
        try {
            stores.transactions()
                    .inTransaction(() -> stores.jobs()
                            .lock(calls.getFirst().job())
                            .ifPresent(_ -> stores.spends().add(calls)));
            return true;
        } catch (RuntimeException e) {
            LOG.log(WARNING, "event=spends_not_written job=" + calls.getFirst().job(), e);
            return false;
        }
    }
}

package io.deepwiki.adapters.persistence.jobs;

import io.deepwiki.application.jobs.port.WakeUps.Subscription;
import io.deepwiki.domain.jobs.JobId;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Who of this process wants to hear hints. Thread-safe. */
final class Listeners {
    private static final Logger LOG = System.getLogger(Listeners.class.getName());

    private final List<Runnable> onWork = new CopyOnWriteArrayList<>();
    private final Map<JobId, List<Runnable>> onJob = new ConcurrentHashMap<>();

    /** One subscription: nobody else's, even if the same listener subscribes twice. */
    private static final class Own implements Runnable {
        private final Runnable listener;

        Own(Runnable listener) {
            this.listener = listener;
        }

        @Override
        public void run() {
            listener.run();
        }
    }

    Subscription onWork(Runnable listener) {
        Own own = new Own(listener);
        onWork.add(own);
        return () -> onWork.remove(own);
    }

    Subscription onJob(JobId job, Runnable listener) {
        Own own = new Own(listener);
        onJob.compute(job, (_, before) -> {
            List<Runnable> listeners = before == null ? new CopyOnWriteArrayList<>() : before;
            listeners.add(own);
            return listeners;
        });
        return () -> onJob.computeIfPresent(job, (_, listeners) -> {
            listeners.remove(own);
            return listeners.isEmpty() ? null : listeners;
        });
    }

    void tellOfWork() {
        tell(onWork);
    }

    void tellOf(JobId job) {
        tell(onJob.getOrDefault(job, List.of()));
    }

    /** Hints may have been lost: everybody looks for themselves. */
    void tellAll() {
        tell(onWork);
        onJob.values().forEach(Listeners::tell);
    }

    private static void tell(List<Runnable> listeners) {
        for (Runnable listener : listeners) {
            try {
                listener.run();
            } catch (RuntimeException e) {
                LOG.log(Level.WARNING, "event=hint_not_taken", e);
            }
        }
    }
}

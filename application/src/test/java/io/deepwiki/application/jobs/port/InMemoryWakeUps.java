package io.deepwiki.application.jobs.port;

import io.deepwiki.domain.jobs.JobId;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Hints within one process, passed on at once and on the thread that gives them. */
public final class InMemoryWakeUps implements WakeUps {
    private static final Logger LOG = System.getLogger(InMemoryWakeUps.class.getName());

    private final List<Runnable> onWork = new CopyOnWriteArrayList<>();
    private final Map<JobId, List<Runnable>> onJob = new ConcurrentHashMap<>();

    @Override
    public void workIsReady() {
        tell(onWork);
    }

    @Override
    public void jobChanged(JobId job) {
        tell(onJob.getOrDefault(job, List.of()));
    }

    /** Tells everybody, whatever the others do; the first complaint reaches the log of the test. */
    private static void tell(List<Runnable> listeners) {
        for (Runnable listener : listeners) {
            try {
                listener.run();
            } catch (RuntimeException e) {
                LOG.log(Level.WARNING, "a listener failed: {0}", e.getMessage());
            }
        }
    }

    @Override
    public Subscription onWork(Runnable listener) {
        onWork.add(listener);
        return () -> onWork.remove(listener);
    }

    @Override
    public Subscription onJob(JobId job, Runnable listener) {
        List<Runnable> listeners = onJob.computeIfAbsent(job, _ -> new CopyOnWriteArrayList<>());
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }
}

package io.deepwiki.application.jobs.port;

import io.deepwiki.domain.jobs.JobId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Hints within one process, passed on at once and on the thread that gives them. */
public final class InMemoryWakeUps implements WakeUps {
    private final List<Runnable> onWork = new CopyOnWriteArrayList<>();
    private final Map<JobId, List<Runnable>> onJob = new ConcurrentHashMap<>();

    @Override
    public void workIsReady() {
        onWork.forEach(Runnable::run);
    }

    @Override
    public void jobChanged(JobId job) {
        onJob.getOrDefault(job, List.of()).forEach(Runnable::run);
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

package io.deepwiki.application.jobs.port;

import io.deepwiki.domain.jobs.JobState.Ended;
import io.deepwiki.domain.jobs.Outcome;
import io.deepwiki.domain.jobs.WikiJob;
import java.time.Instant;
import java.util.List;

/** Old jobs in memory. */
public final class InMemoryOldJobs implements OldJobs {
    private final InMemoryJobStore jobs;
    private final InMemoryJobEventLog events;

    public InMemoryOldJobs(InMemoryJobStore jobs, InMemoryJobEventLog events) {
        this.jobs = jobs;
        this.events = events;
    }

    @Override
    public int forgetEvents(Instant endedBefore, int atMost) {
        return (int) jobs.endedBefore(endedBefore)
                .filter(job -> events.forgetAllButTheLast(job.id()))
                .limit(atMost)
                .count();
    }

    @Override
    public int forgetJobs(Instant endedBefore, int atMost) {
        List<WikiJob> old = jobs.endedBefore(endedBefore)
                .filter(job -> !job.state().equals(new Ended(Outcome.COMPLETED)) || jobs.isReplaced(job))
                .limit(atMost)
                .toList();
        old.forEach(job -> {
            jobs.remove(job.id());
            events.remove(job.id());
        });
        return old.size();
    }
}

package io.deepwiki.application.jobs.port;

import io.deepwiki.domain.jobs.JobId;
import io.deepwiki.domain.jobs.Spend;
import io.deepwiki.domain.usage.Spent;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** What jobs spent on models, call by call. Every figure is a sum of these calls; they go when their job is deleted. */
public interface SpendLog {
    /** Writes calls down; one that is written down already stays as it is. The caller holds the lock of their jobs. */
    void add(List<Spend> calls);

    /** What one run of the job came to by now. */
    Spent ofRun(JobId job, int run);

    /** What each of the jobs came to by now, in all its runs; those for which nobody was asked are left out. */
    Map<JobId, Spent> ofJobs(Collection<JobId> jobs);

    /** What each page came to by now, in all runs, by its slug; pages for which nobody was asked are left out. */
    Map<String, Spent> ofPages(JobId job);
}

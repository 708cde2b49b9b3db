package io.deepwiki.application.jobs.port;

import io.deepwiki.domain.jobs.JobEvent;
import io.deepwiki.domain.jobs.JobEvent.Happening;
import io.deepwiki.domain.jobs.JobId;
import io.deepwiki.domain.jobs.Progress;
import io.deepwiki.domain.jobs.WikiJob;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What happened to each job, in order and without gaps. */
public interface JobEventLog {
    /** Adds the next line. The caller holds the job's lock, so that numbers follow the order in which changes become visible. */
    JobEvent append(WikiJob job, Progress progress, Happening what, Instant at);

    /** Lines with a greater number, in order, at most {@code limit}. */
    List<JobEvent> after(JobId job, long seq, int limit);

    /** The last line of each of the jobs that have one. */
    Map<JobId, JobEvent> last(Collection<JobId> jobs);

    default Optional<JobEvent> last(JobId job) {
        return Optional.ofNullable(last(List.of(job)).get(job));
    }
}

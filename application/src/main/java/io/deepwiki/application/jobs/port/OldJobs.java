package io.deepwiki.application.jobs.port;

import java.time.Instant;

/** What nobody needs any more of jobs that are over. Each call is one batch, in a transaction, and one instance does it at a time. */
public interface OldJobs {
    /**
     * Removes the histories of jobs that ended before then, but for their last lines. Jobs that are open keep theirs.
     *
     * @param atMost how many jobs
     * @return of how many jobs lines were removed
     */
    int forgetEvents(Instant endedBefore, int atMost);

    /**
     * Removes jobs that ended before then, with all that belongs to them. The newest completed one of each request stays: by it, whoever
     * asks for the same wiki again is told that it is there.
     *
     * @return how many were removed
     */
    int forgetJobs(Instant endedBefore, int atMost);
}

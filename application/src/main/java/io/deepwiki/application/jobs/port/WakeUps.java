package io.deepwiki.application.jobs.port;

import io.deepwiki.domain.jobs.JobId;

/** Hints between threads and instances that something changed: sent after a commit, may be lost, and say nothing that the tables do not. */
public interface WakeUps {
    /** There may be work to claim. */
    void workIsReady();

    /** The job's log has grown. */
    void jobChanged(JobId job);

    /** Calls back on every hint that there may be work; quickly, and on no particular thread. */
    Subscription onWork(Runnable listener);

    /** Calls back on every hint about the job. */
    Subscription onJob(JobId job, Runnable listener);

    /** Ends the calls. */
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}

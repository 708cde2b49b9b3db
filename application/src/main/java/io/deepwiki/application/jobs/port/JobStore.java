package io.deepwiki.application.jobs.port;

import io.deepwiki.domain.access.Caller;
import io.deepwiki.domain.access.Secret;
import io.deepwiki.domain.jobs.JobId;
import io.deepwiki.domain.jobs.JobPage;
import io.deepwiki.domain.jobs.Progress;
import io.deepwiki.domain.jobs.WikiJob;
import io.deepwiki.domain.jobs.WikiRequest;
import io.deepwiki.domain.wiki.Outline;
import java.util.List;
import java.util.Optional;

/** Jobs, their outlines and their pages. Callers see jobs of public repositories, and of private ones that they have a grant for. */
public interface JobStore {
    /**
     * Adds a job, unless one with an equal request is open.
     *
     * @param token the repository's access token; kept encrypted until the job ends
     * @return the open job with an equal request, and nothing was added; empty: it was added
     */
    Optional<JobId> add(WikiJob job, Optional<Secret> token);

    /**
     * The open job with an equal request. Whoever asks for it, adds one or opens one again goes alone until its transaction ends: what is read
     * afterwards is as the one before has left it.
     */
    Optional<JobId> open(WikiRequest request);

    Optional<WikiJob> find(JobId id, Caller caller);

    /** The job, locked until the transaction ends. */
    Optional<WikiJob> lock(JobId id);

    /**
     * Keeps what has become of an open job; an ended one loses its token.
     *
     * @param before as it was read under its lock in this transaction
     * @throws IllegalStateException when the stored job does not stand as before, or is over: an end is never written over
     */
    void save(WikiJob before, WikiJob after);

    /**
     * Keeps a job that was over and is open again, unless another one with an equal request is open.
     *
     * @param before as it was read under its lock in this transaction
     * @param token as for {@link #add}
     * @return the open job that stands in the way, and nothing was changed; empty: it is open again
     * @throws IllegalStateException when the stored job does not stand as before, or is not over
     */
    Optional<JobId> reopen(WikiJob before, WikiJob after, Optional<Secret> token);

    /**
     * Forgets a job with its pages and its history.
     *
     * @throws IllegalStateException when it is not over
     */
    void delete(JobId id);

    /** Newest first. */
    List<WikiJob> list(Query query, Caller caller);

    /** How many there are in all, whatever the query's limit and offset. */
    int count(Query query, Caller caller);

    /**
     * How many jobs wait or run, whoever may see them. Called in a transaction: of several that count, each counts what those before it
     * have added.
     */
    int countAtWork();

    Optional<Secret> token(JobId id);

    /** The job is to keep what has not changed of the published wiki. */
    void markRefresh(JobId id);

    boolean isRefresh(JobId id);

    void saveOutline(JobId id, Outline outline);

    Optional<Outline> outline(JobId id);

    void addPages(List<JobPage> pages);

    void savePage(JobPage page);

    Optional<JobPage> page(JobId id, String slug);

    /** In the order of their position. */
    List<JobPage> pages(JobId id);

    /** Counted from the pages. */
    Progress progress(JobId id);

    /**
     * Which jobs.
     *
     * @param status a word of {@link JobStatus}
     * @param limit 1 to 100
     */
    record Query(Optional<String> owner, Optional<String> repo, Optional<JobStatus> status, int limit, int offset) {}

    /** What people filter by. */
    enum JobStatus {
        PENDING,
        PREPARING_EMBEDDINGS,
        GENERATING_STRUCTURE,
        GENERATING_PAGES,
        PAUSED,
        COMPLETED,
        PARTIALLY_COMPLETED,
        FAILED,
        CANCELLED
    }
}

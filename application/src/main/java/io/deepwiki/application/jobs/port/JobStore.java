package io.deepwiki.application.jobs.port;

import io.deepwiki.domain.access.Caller;
import io.deepwiki.domain.access.Secret;
import io.deepwiki.domain.jobs.JobId;
import io.deepwiki.domain.jobs.JobPage;
import io.deepwiki.domain.jobs.Progress;
import io.deepwiki.domain.jobs.WikiJob;
import io.deepwiki.domain.jobs.WikiRequest;
import io.deepwiki.domain.repository.Commit;
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

    Optional<WikiJob> find(JobId id, Caller caller);

    /** The job, locked until the transaction ends. */
    Optional<WikiJob> lock(JobId id);

    /** The newest job that ended completed for an equal request at this commit. */
    Optional<JobId> completed(WikiRequest request, Commit commit);

    /**
     * Keeps a job that was read under a lock in this transaction; an ended one loses its token.
     *
     * @throws IllegalStateException when the stored job has ended already: an end is never written over
     */
    void save(WikiJob job);

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
        COMPLETED,
        PARTIALLY_COMPLETED,
        FAILED,
        CANCELLED
    }
}

package io.deepwiki.application.jobs;

import io.deepwiki.application.failure.Failure.Invalid;
import io.deepwiki.application.failure.Failure.NotFound;
import io.deepwiki.application.failure.FailureException;
import io.deepwiki.application.jobs.port.JobEventLog;
import io.deepwiki.application.jobs.port.JobStore;
import io.deepwiki.application.jobs.port.SpendLog;
import io.deepwiki.domain.access.Caller;
import io.deepwiki.domain.jobs.JobEvent;
import io.deepwiki.domain.jobs.JobId;
import io.deepwiki.domain.jobs.JobPage;
import io.deepwiki.domain.jobs.JobState.Running;
import io.deepwiki.domain.jobs.Pace;
import io.deepwiki.domain.jobs.Phase;
import io.deepwiki.domain.jobs.Progress;
import io.deepwiki.domain.jobs.TimeLeft;
import io.deepwiki.domain.jobs.TokenSummary;
import io.deepwiki.domain.jobs.WikiJob;
import io.deepwiki.domain.usage.Spent;
import io.deepwiki.domain.wiki.Outline;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Shows jobs to those who may see them. */
public final class JobQueries {
    private static final int WHOLE_HISTORY = 100_000;

    private final JobStore jobs;
    private final JobEventLog events;
    private final SpendLog spends;
    private final InstantSource clock;

    public JobQueries(JobStores stores, InstantSource clock) {
        this.jobs = stores.jobs();
        this.events = stores.events();
        this.spends = stores.spends();
        this.clock = clock;
    }

    /**
     * A page of the list, newest first.
     *
     * @throws FailureException Invalid {@code unknown_status}
     */
    public Listing list(JobFilter filter, Caller caller) {
        JobStore.Query query = new JobStore.Query(
                filter.owner(),
                filter.repo(),
                filter.status().map(JobQueries::status),
                filter.limit(),
                filter.offset());
        return new Listing(views(jobs.list(query, caller)), jobs.count(query, caller));
    }

    /**
     * One job, how far it is and what it came to.
     *
     * @throws FailureException NotFound
     */
    public JobView summary(JobId id, Caller caller) {
        WikiJob job = jobs.find(id, caller).orElseThrow(() -> new FailureException(notFound()));
        return views(List.of(job)).getFirst();
    }

    /**
     * One job with its pages.
     *
     * @throws FailureException NotFound
     */
    public JobDetails find(JobId id, Caller caller) {
        return new JobDetails(summary(id, caller), jobs.pages(id), spends.ofPages(id), jobs.outline(id));
    }

    static NotFound notFound() {
        return new NotFound("job_not_found", "There is no such job, or it is not yours to see.");
    }

    private static JobStore.JobStatus status(String word) {
        return Arrays.stream(JobStore.JobStatus.values())
                .filter(status -> JobWords.word(status).equals(word))
                .findFirst()
                .orElseThrow(() -> new FailureException(Invalid.field(
                        "unknown_status",
                        "status",
                        "Unknown status. Known are: "
                                + String.join(
                                        ", ",
                                        Arrays.stream(JobStore.JobStatus.values())
                                                .map(JobWords::word)
                                                .toList())
                                + ".")));
    }

    /** A job's last line holds its figures, but for what calls came to that ended after it. */
    private List<JobView> views(List<WikiJob> listed) {
        List<JobId> ids = listed.stream().map(WikiJob::id).toList();
        Map<JobId, JobEvent> lines = events.last(ids);
        Map<JobId, Spent> spent = spends.ofJobs(ids);
        return listed.stream()
                .map(job ->
                        view(job, Optional.ofNullable(lines.get(job.id())), spent.getOrDefault(job.id(), Spent.NONE)))
                .toList();
    }

    private JobView view(WikiJob job, Optional<JobEvent> last, Spent spent) {
        TokenSummary tokens = last.map(JobEvent::tokens).orElse(TokenSummary.NONE);
        return new JobView(
                job,
                last.map(JobEvent::progress).orElse(Progress.NONE),
                last.map(JobEvent::percent).orElse(0),
                new TokenSummary(tokens.chunkingTokens(), tokens.chunkingChunks(), spent),
                left(job));
    }

    /** Only from pages that are being written anything can be told: the history of others is not read. */
    private Optional<TimeLeft> left(WikiJob job) {
        if (!job.state().equals(new Running(Phase.PAGES))) {
            return Optional.empty();
        }
        Pace pace = Pace.UNKNOWN;
        for (JobEvent line : events.after(job.id(), 0, WHOLE_HISTORY)) {
            pace = pace.after(line);
        }
        return pace.left(clock.instant());
    }

    /**
     * Which jobs to list.
     *
     * @param status a status word, as in {@code generating_pages}
     * @param limit 1 to 100
     */
    public record JobFilter(
            Optional<String> owner, Optional<String> repo, Optional<String> status, int limit, int offset) {}

    /** A page of jobs, and how many there are in all. */
    public record Listing(List<JobView> jobs, int total) {
        public Listing {
            jobs = List.copyOf(jobs);
        }
    }

    /**
     * A job, how far it is, and what it cost.
     *
     * @param percent of the whole job; it never falls within a run
     * @param left how long the rest is likely to take
     */
    public record JobView(WikiJob job, Progress progress, int percent, TokenSummary tokens, Optional<TimeLeft> left) {}

    /**
     * A job with its plan and pages.
     *
     * @param spent what each page came to, by its slug
     */
    public record JobDetails(JobView view, List<JobPage> pages, Map<String, Spent> spent, Optional<Outline> outline) {
        public JobDetails {
            pages = List.copyOf(pages);
            spent = Map.copyOf(spent);
        }

        /** What the page came to. */
        public Spent spent(JobPage page) {
            return spent.getOrDefault(page.plan().slug(), Spent.NONE);
        }
    }
}

package io.deepwiki.application.jobs.port;

import io.deepwiki.application.port.InMemoryTransactions;
import io.deepwiki.application.repository.port.InMemorySnapshotStore;
import io.deepwiki.application.repository.port.SnapshotStore;
import io.deepwiki.domain.access.Caller;
import io.deepwiki.domain.access.Secret;
import io.deepwiki.domain.jobs.JobId;
import io.deepwiki.domain.jobs.JobPage;
import io.deepwiki.domain.jobs.JobState.Ended;
import io.deepwiki.domain.jobs.JobState.Running;
import io.deepwiki.domain.jobs.JobState.Waiting;
import io.deepwiki.domain.jobs.Outcome;
import io.deepwiki.domain.jobs.PageStatus;
import io.deepwiki.domain.jobs.Progress;
import io.deepwiki.domain.jobs.WikiJob;
import io.deepwiki.domain.jobs.WikiRequest;
import io.deepwiki.domain.repository.Commit;
import io.deepwiki.domain.wiki.Outline;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Jobs in memory. */
public final class InMemoryJobStore implements JobStore {
    private final InMemoryTransactions transactions;
    private final SnapshotStore repositories;
    private final Map<JobId, WikiJob> jobs;
    private final Map<JobId, Secret> tokens;
    private final Map<JobId, Outline> outlines;
    private final Map<UUID, JobPage> pages;

    public InMemoryJobStore() {
        this(new InMemoryTransactions());
    }

    private InMemoryJobStore(InMemoryTransactions transactions) {
        this(transactions, new InMemorySnapshotStore(transactions));
    }

    /** @param repositories tells who may read what */
    public InMemoryJobStore(InMemoryTransactions transactions, SnapshotStore repositories) {
        this.transactions = transactions;
        this.repositories = repositories;
        this.jobs = transactions.table();
        this.tokens = transactions.table();
        this.outlines = transactions.table();
        this.pages = transactions.table();
    }

    @Override
    public Optional<JobId> add(WikiJob job, Optional<Secret> token) {
        return transactions.atomically(() -> {
            Optional<JobId> open = jobs.values().stream()
                    .filter(other -> !other.state().ended() && sameRequest(other.request(), job.request()))
                    .map(WikiJob::id)
                    .findFirst();
            if (open.isEmpty()) {
                jobs.put(job.id(), job);
                token.ifPresent(secret -> tokens.put(job.id(), secret));
            }
            return open;
        });
    }

    private static boolean sameRequest(WikiRequest one, WikiRequest other) {
        return one.repository().identity().equals(other.repository().identity())
                && one.equals(new WikiRequest(
                        one.repository(),
                        other.branch(),
                        other.language(),
                        other.mode(),
                        other.model(),
                        other.pages(),
                        other.filter()));
    }

    @Override
    public Optional<WikiJob> find(JobId id, Caller caller) {
        return transactions.atomically(() -> Optional.ofNullable(jobs.get(id)).filter(job -> visible(job, caller)));
    }

    @Override
    public Optional<WikiJob> lock(JobId id) {
        if (!transactions.isOpen()) {
            throw new IllegalStateException("a lock lasts as long as a transaction, and none is open");
        }
        return Optional.ofNullable(jobs.get(id));
    }

    @Override
    public Optional<JobId> completed(WikiRequest request, Commit commit) {
        return transactions.atomically(() -> newestFirst()
                .filter(job -> job.state().equals(new Ended(Outcome.COMPLETED)))
                .filter(job -> sameRequest(job.request(), request))
                .filter(job -> job.snapshot().map(WikiJob.Source::commit).equals(Optional.of(commit)))
                .map(WikiJob::id)
                .findFirst());
    }

    @Override
    public void save(WikiJob job) {
        transactions.atomically(() -> {
            WikiJob before = jobs.get(job.id());
            if (before == null || before.state().ended()) {
                throw new IllegalStateException("the job " + job.id() + " has ended already, or there is none");
            }
            jobs.put(job.id(), job);
            if (job.state().ended()) {
                tokens.remove(job.id());
            }
        });
    }

    @Override
    public List<WikiJob> list(Query query, Caller caller) {
        return transactions.atomically(() -> matching(query, caller)
                .skip(query.offset())
                .limit(query.limit())
                .toList());
    }

    @Override
    public int count(Query query, Caller caller) {
        return transactions.atomically(() -> (int) matching(query, caller).count());
    }

    private Stream<WikiJob> matching(Query query, Caller caller) {
        return newestFirst()
                .filter(job -> visible(job, caller))
                .filter(job -> query.owner()
                        .map(job.request().repository().owner()::equals)
                        .orElse(true))
                .filter(job -> query.repo()
                        .map(job.request().repository().name()::equals)
                        .orElse(true))
                .filter(job -> query.status().map(status(job)::equals).orElse(true));
    }

    private Stream<WikiJob> newestFirst() {
        return jobs.values().stream()
                .sorted(Comparator.comparing((WikiJob job) -> job.times().created())
                        .thenComparing(job -> job.id().toString())
                        .reversed());
    }

    private static JobStatus status(WikiJob job) {
        return switch (job.state()) {
            case Waiting _ -> JobStatus.PENDING;
            case Running(var phase) ->
                switch (phase) {
                    case INDEX -> JobStatus.PREPARING_EMBEDDINGS;
                    case PLAN -> JobStatus.GENERATING_STRUCTURE;
                    case PAGES -> JobStatus.GENERATING_PAGES;
                };
            case Ended(var outcome) -> JobStatus.valueOf(outcome.name());
        };
    }

    @Override
    public int countAtWork() {
        return transactions.atomically(
                () -> (int) jobs.keySet().stream().filter(this::isAtWork).count());
    }

    /** Whether it waits or runs. */
    boolean isAtWork(JobId id) {
        return transactions.atomically(() -> Optional.ofNullable(jobs.get(id))
                .filter(job -> job.state() instanceof Waiting || job.state() instanceof Running)
                .isPresent());
    }

    /** Whom a job asks for its pages; nobody if there is no such job. */
    public String provider(JobId id) {
        return transactions.atomically(() -> Optional.ofNullable(jobs.get(id))
                .map(job -> job.request().model().provider())
                .orElse(""));
    }

    /** Jobs that ended before then, the oldest first. */
    Stream<WikiJob> endedBefore(Instant then) {
        return transactions.atomically(() -> List.copyOf(jobs.values())).stream()
                .filter(job -> job.state().ended())
                .filter(job -> job.times().ended().filter(then::isAfter).isPresent())
                .sorted(Comparator.comparing(
                        (WikiJob job) -> job.times().ended().orElseThrow()));
    }

    /** Whether a newer job completed for an equal request. */
    boolean isReplaced(WikiJob old) {
        return transactions.atomically(() -> jobs.values().stream()
                .filter(job -> job.state().equals(new Ended(Outcome.COMPLETED)))
                .filter(job -> sameRequest(job.request(), old.request()))
                .anyMatch(job -> job.times().created().isAfter(old.times().created())));
    }

    void remove(JobId id) {
        transactions.atomically(() -> {
            jobs.remove(id);
            outlines.remove(id);
            pages.values().removeIf(page -> page.job().equals(id));
        });
    }

    @Override
    public Optional<Secret> token(JobId id) {
        return transactions.atomically(() -> Optional.ofNullable(tokens.get(id)));
    }

    @Override
    public void saveOutline(JobId id, Outline outline) {
        transactions.atomically(() -> outlines.put(id, outline));
    }

    @Override
    public Optional<Outline> outline(JobId id) {
        return transactions.atomically(() -> Optional.ofNullable(outlines.get(id)));
    }

    @Override
    public void addPages(List<JobPage> added) {
        transactions.atomically(() -> added.forEach(page -> pages.put(page.id(), page)));
    }

    @Override
    public void savePage(JobPage page) {
        transactions.atomically(() -> {
            if (pages.replace(page.id(), page) == null) {
                throw new IllegalStateException("there is no page " + page.id());
            }
        });
    }

    @Override
    public Optional<JobPage> page(JobId id, String slug) {
        return pages(id).stream()
                .filter(page -> page.plan().slug().equals(slug))
                .findFirst();
    }

    @Override
    public List<JobPage> pages(JobId id) {
        return transactions.atomically(() -> pages.values().stream()
                .filter(page -> page.job().equals(id))
                .sorted(Comparator.comparingInt(JobPage::position))
                .toList());
    }

    @Override
    public Progress progress(JobId id) {
        List<JobPage> all = pages(id);
        return new Progress(all.size(), count(all, PageStatus.COMPLETED), count(all, PageStatus.PERMANENT_FAILED));
    }

    private static int count(List<JobPage> pages, PageStatus status) {
        return (int)
                pages.stream().filter(page -> page.state().status() == status).count();
    }

    private boolean visible(WikiJob job, Caller caller) {
        return repositories.mayRead(job.request().repository(), caller);
    }
}

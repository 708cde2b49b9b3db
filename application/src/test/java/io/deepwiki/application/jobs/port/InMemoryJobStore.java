package io.deepwiki.application.jobs.port;

import io.deepwiki.application.jobs.JobWords;
import io.deepwiki.application.port.InMemoryTransactions;
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
import io.deepwiki.domain.wiki.Outline;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Jobs in memory. */
public final class InMemoryJobStore implements JobStore {
    private final InMemoryTransactions transactions;
    private final SnapshotStore repositories;
    private final InstantSource clock;
    private final Map<JobId, WikiJob> jobs;
    private final Map<JobId, Secret> tokens;
    private final Map<JobId, Boolean> refreshes;
    private final Map<JobId, Outline> outlines;
    private final Map<UUID, JobPage> pages;
    private final Map<JobId, Instant> pausedAt;
    private final List<Consumer<JobId>> deleted = new ArrayList<>();

    /**
     * Jobs whose repositories tell who may read them.
     *
     * @param clock the store's own
     */
    public InMemoryJobStore(InMemoryTransactions transactions, SnapshotStore repositories, InstantSource clock) {
        this.transactions = transactions;
        this.repositories = repositories;
        this.clock = clock;
        this.jobs = transactions.table();
        this.tokens = transactions.table();
        this.refreshes = transactions.table();
        this.outlines = transactions.table();
        this.pages = transactions.table();
        this.pausedAt = transactions.table();
    }

    @Override
    public Optional<JobId> add(WikiJob job, Optional<Secret> token) {
        return transactions.atomically(() -> {
            Optional<JobId> open = open(job.request());
            if (open.isEmpty()) {
                jobs.put(job.id(), job);
                token.ifPresent(secret -> tokens.put(job.id(), secret));
            }
            return open;
        });
    }

    @Override
    public Optional<JobId> open(WikiRequest request) {
        return transactions.atomically(() -> jobs.values().stream()
                .filter(other -> !other.state().ended() && other.request().sameAs(request))
                .map(WikiJob::id)
                .findFirst());
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
    public void save(WikiJob before, WikiJob after) {
        transactions.atomically(() -> {
            if (before.state().ended()) {
                throw new IllegalStateException("the job " + before.id() + " is over");
            }
            replace(before, after);
            if (after.state().ended()) {
                tokens.remove(after.id());
            }
        });
    }

    @Override
    public Optional<JobId> reopen(WikiJob before, WikiJob after, Optional<Secret> token) {
        return transactions.atomically(() -> {
            if (!before.state().ended()) {
                throw new IllegalStateException("the job " + before.id() + " is not over");
            }
            Optional<JobId> open = open(after.request()).filter(id -> !id.equals(after.id()));
            if (open.isEmpty()) {
                replace(before, after);
                token.ifPresent(secret -> tokens.put(after.id(), secret));
            }
            return open;
        });
    }

    private void replace(WikiJob before, WikiJob after) {
        WikiJob stored = jobs.get(before.id());
        if (stored == null || !stored.state().equals(before.state()) || stored.run() != before.run()) {
            throw new IllegalStateException("the job " + before.id() + " has changed, or there is none");
        }
        jobs.put(after.id(), after);
        if (!after.state().paused()) {
            pausedAt.remove(after.id());
        } else if (!before.state().paused()) {
            pausedAt.put(after.id(), clock.instant());
        }
    }

    @Override
    public void delete(JobId id) {
        transactions.atomically(() -> {
            if (!Optional.ofNullable(jobs.get(id))
                    .map(job -> job.state().ended())
                    .orElse(false)) {
                throw new IllegalStateException("the job " + id + " is not over, or there is none");
            }
            jobs.remove(id);
            outlines.remove(id);
            pages.values().removeIf(page -> page.job().equals(id));
            deleted.forEach(listener -> listener.accept(id));
        });
    }

    /** Calls back within the transaction that deletes a job, as tables do that depend on it. */
    void onDelete(Consumer<JobId> listener) {
        deleted.add(listener);
    }

    /** Since when the job is paused, by the store's clock; empty if it is not. */
    Optional<Instant> pausedAt(JobId id) {
        return transactions.atomically(() -> Optional.ofNullable(pausedAt.get(id)));
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
                .filter(job ->
                        query.status().map(JobWords.status(job.state())::equals).orElse(true));
    }

    private Stream<WikiJob> newestFirst() {
        return jobs.values().stream()
                .sorted(Comparator.comparing((WikiJob job) -> job.times().created())
                        .thenComparing(job -> job.id().toString())
                        .reversed());
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
                .filter(job -> job.request().sameAs(old.request()))
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
    public void markRefresh(JobId id) {
        transactions.atomically(() -> {
            refreshes.put(id, true);
        });
    }

    @Override
    public boolean isRefresh(JobId id) {
        return transactions.atomically(() -> refreshes.containsKey(id));
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

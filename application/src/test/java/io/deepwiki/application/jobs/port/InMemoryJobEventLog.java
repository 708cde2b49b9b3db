package io.deepwiki.application.jobs.port;

import io.deepwiki.application.port.InMemoryTransactions;
import io.deepwiki.application.repository.port.InMemorySnapshotStore;
import io.deepwiki.application.repository.port.SnapshotStore.Snapshot;
import io.deepwiki.domain.jobs.JobEvent;
import io.deepwiki.domain.jobs.JobEvent.Happening;
import io.deepwiki.domain.jobs.JobId;
import io.deepwiki.domain.jobs.Progress;
import io.deepwiki.domain.jobs.TokenSummary;
import io.deepwiki.domain.jobs.WikiJob;
import io.deepwiki.domain.usage.Spent;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The history of jobs in memory. */
public final class InMemoryJobEventLog implements JobEventLog {
    private final InMemoryTransactions transactions;
    private final InMemorySpendLog spends;
    private final InMemorySnapshotStore snapshots;
    private final Map<JobId, List<JobEvent>> events;

    /** The history of these jobs. */
    public InMemoryJobEventLog(
            InMemoryTransactions transactions,
            InMemoryJobStore jobs,
            InMemorySpendLog spends,
            InMemorySnapshotStore snapshots) {
        this.transactions = transactions;
        this.spends = spends;
        this.snapshots = snapshots;
        this.events = transactions.table();
        jobs.onDelete(events::remove);
    }

    @Override
    public JobEvent append(WikiJob job, Progress progress, Happening what, Instant at) {
        return transactions.atomically(() -> {
            List<JobEvent> before = all(job.id());
            int reached = last(job.id())
                    .filter(event -> event.run() == job.run())
                    .map(JobEvent::percent)
                    .orElse(0);
            int percent = JobEvent.percent(reached, progress, job.state());
            JobEvent event = new JobEvent(
                    job.id(),
                    before.isEmpty() ? 1 : before.getLast().seq() + 1,
                    job.run(),
                    at,
                    job.state(),
                    progress,
                    percent,
                    what,
                    tokens(job));
            events.put(
                    job.id(), Stream.concat(before.stream(), Stream.of(event)).toList());
            return event;
        });
    }

    private TokenSummary tokens(WikiJob job) {
        Optional<Snapshot> snapshot = job.snapshot().flatMap(source -> snapshots.find(source.id()));
        return new TokenSummary(
                snapshot.map(Snapshot::tokens).orElse(0L),
                snapshot.map(Snapshot::chunks).orElse(0),
                spends.ofJobs(List.of(job.id())).getOrDefault(job.id(), Spent.NONE));
    }

    @Override
    public List<JobEvent> after(JobId job, long seq, int limit) {
        return transactions.atomically(() -> all(job).stream()
                .filter(event -> event.seq() > seq)
                .limit(limit)
                .toList());
    }

    @Override
    public Map<JobId, JobEvent> last(Collection<JobId> jobs) {
        return transactions.atomically(() -> jobs.stream()
                .map(this::all)
                .filter(lines -> !lines.isEmpty())
                .collect(Collectors.toMap(lines -> lines.getLast().job(), List::getLast)));
    }

    /** Forgets all lines but the last; whether there were any. */
    boolean forgetAllButTheLast(JobId job) {
        return transactions.atomically(() -> {
            List<JobEvent> lines = all(job);
            if (lines.size() < 2) {
                return false;
            }
            events.put(job, List.of(lines.getLast()));
            return true;
        });
    }

    void remove(JobId job) {
        transactions.atomically(() -> {
            events.remove(job);
        });
    }

    private List<JobEvent> all(JobId job) {
        return events.getOrDefault(job, List.of());
    }
}

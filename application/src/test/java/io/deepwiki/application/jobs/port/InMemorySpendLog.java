package io.deepwiki.application.jobs.port;

import io.deepwiki.application.port.InMemoryTransactions;
import io.deepwiki.domain.jobs.JobId;
import io.deepwiki.domain.jobs.Spend;
import io.deepwiki.domain.jobs.WorkItem.Work;
import io.deepwiki.domain.usage.Spent;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What jobs spent in memory. */
public final class InMemorySpendLog implements SpendLog {
    private final InMemoryTransactions transactions;
    private final Map<UUID, Spend> calls;

    /** What these jobs spent. */
    public InMemorySpendLog(InMemoryTransactions transactions, InMemoryJobStore jobs) {
        this.transactions = transactions;
        this.calls = transactions.table();
        jobs.onDelete(job -> calls.values().removeIf(call -> call.job().equals(job)));
    }

    @Override
    public void add(List<Spend> more) {
        transactions.atomically(() -> more.forEach(call -> calls.putIfAbsent(call.id(), call)));
    }

    @Override
    public Spent ofRun(JobId job, int run) {
        return sum(call -> call.job().equals(job) && call.run() == run);
    }

    @Override
    public Map<JobId, Spent> ofJobs(Collection<JobId> jobs) {
        return transactions.atomically(() -> calls.values().stream()
                .filter(call -> jobs.contains(call.job()))
                .collect(Collectors.toMap(Spend::job, Spend::spent, Spent::plus)));
    }

    private Spent sum(Predicate<Spend> which) {
        return transactions.atomically(
                () -> calls.values().stream().filter(which).map(Spend::spent).reduce(Spent.NONE, Spent::plus));
    }

    @Override
    public Map<String, Spent> ofPages(JobId job) {
        return transactions.atomically(() -> {
            Map<String, Spent> pages = new HashMap<>();
            for (Spend call : ofCalls(job)) {
                if (call.work() instanceof Work.Page(String slug)) {
                    pages.merge(slug, call.spent(), Spent::plus);
                }
            }
            return pages;
        });
    }

    /** Every call of the job, in the order in which they were written down, for a look from outside. */
    public List<Spend> ofCalls(JobId job) {
        return transactions.atomically(() ->
                calls.values().stream().filter(call -> call.job().equals(job)).toList());
    }
}

package io.deepwiki.application.jobs.port;

import io.deepwiki.application.port.InMemoryTransactions;
import io.deepwiki.domain.instance.InstanceId;
import io.deepwiki.domain.jobs.Caps;
import io.deepwiki.domain.jobs.JobId;
import io.deepwiki.domain.jobs.Lease;
import io.deepwiki.domain.jobs.RetryPolicy;
import io.deepwiki.domain.jobs.WorkItem;
import io.deepwiki.domain.jobs.WorkItemId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The work queue in memory, on a clock that is given. */
public final class InMemoryWorkQueue implements WorkQueue {
    private final InMemoryTransactions transactions;
    private final InMemoryJobStore jobs;
    private final InstantSource clock;
    private final Map<WorkItemId, Row> rows;
    private final Map<Boolean, Instant> paused;

    /**
     * A queue for the work of these jobs.
     *
     * @param clock the store's own
     */
    public InMemoryWorkQueue(InMemoryTransactions transactions, InMemoryJobStore jobs, InstantSource clock) {
        this.transactions = transactions;
        this.jobs = jobs;
        this.clock = clock;
        this.rows = transactions.table();
        jobs.onDelete(this::withdraw);
        this.paused = transactions.table();
    }

    record Row(WorkItem item, long fence, Optional<Hold> hold) {
        boolean heldAt(Instant now) {
            return hold.filter(h -> h.until().isAfter(now)).isPresent();
        }

        boolean readyAt(Instant now) {
            return !heldAt(now) && !item.readyAt().isAfter(now);
        }

        /** Whether the instance may take it; what is in somebody's hands and may not be taken counts as held. */
        boolean openTo(InstanceId instance, Instant now, Expired expired) {
            return hold.isEmpty()
                    ? !item.readyAt().isAfter(now)
                    : expired == Expired.TAKEN_OVER
                            && !heldAt(now)
                            && !hold.get().holder().equals(instance);
        }

        boolean isOf(InstanceId instance) {
            return hold.map(Hold::holder).equals(Optional.of(instance));
        }

        Lease lease(InstanceId holder) {
            return new Lease(item.id(), holder, fence);
        }

        /** Whether another crash gives it up, once it is claimed. */
        boolean frail() {
            return crashesWhenClaimed() >= RetryPolicy.CRASHES - 1;
        }

        boolean frailInHandsOf(InstanceId instance) {
            return isOf(instance) && item.crashes() >= RetryPolicy.CRASHES - 1;
        }

        private int crashesWhenClaimed() {
            return item.crashes() + (hold.isPresent() ? 1 : 0);
        }

        Row claimed(InstanceId instance, Instant until) {
            WorkItem next = with(item.attempt(), crashesWhenClaimed(), item.waits(), item.readyAt());
            return new Row(next, fence + 1, Optional.of(new Hold(instance, until)));
        }

        Row takenBack() {
            WorkItem next = with(item.attempt(), item.crashes() + 1, item.waits(), item.readyAt());
            return new Row(next, fence, Optional.empty());
        }

        Row free(int attempt, int waits, Instant ready) {
            return new Row(with(attempt, item.crashes(), waits, ready), fence, Optional.empty());
        }

        Row withoutWaits() {
            return new Row(with(item.attempt(), item.crashes(), 0, item.readyAt()), fence, hold);
        }

        Row readyBy(Instant now) {
            return item.readyAt().isAfter(now)
                    ? new Row(with(item.attempt(), item.crashes(), item.waits(), now), fence, hold)
                    : this;
        }

        private WorkItem with(int attempt, int crashes, int waits, Instant ready) {
            return new WorkItem(item.id(), item.job(), item.work(), attempt, crashes, waits, ready);
        }
    }

    record Hold(InstanceId holder, Instant until) {}

    @Override
    public void add(List<WorkItem> items) {
        Instant now = clock.instant();
        transactions.atomically(() ->
                items.forEach(item -> rows.put(item.id(), new Row(item, 0, Optional.empty()).readyBy(now))));
    }

    @Override
    public List<Claim> claim(InstanceId instance, int atMost, Caps caps, Duration lease, Expired expired) {
        return transactions.atomically(() -> {
            List<Claim> claims = new ArrayList<>();
            Instant now = clock.instant();
            while (claims.size() < atMost && paused.isEmpty()) {
                boolean frail = rows.values().stream().anyMatch(row -> row.frailInHandsOf(instance));
                Optional<Row> next =
                        next(caps, row -> row.openTo(instance, now, expired), row -> !(frail && row.frail()));
                if (next.isEmpty()) {
                    break;
                }
                Row claimed = next.get().claimed(instance, now.plus(lease));
                rows.put(claimed.item().id(), claimed);
                claims.add(new Claim(claimed.item(), claimed.lease(instance)));
            }
            return claims;
        });
    }

    private Optional<Row> next(Caps caps, Predicate<Row> open, Predicate<Row> bearable) {
        List<Row> inHand = rows.values().stream()
                .filter(row -> row.hold().isPresent() && !open.test(row))
                .toList();
        Map<JobId, Long> held =
                inHand.stream().collect(Collectors.groupingBy(row -> row.item().job(), Collectors.counting()));
        Map<String, Long> asking = inHand.stream()
                .filter(row -> row.item().work().asksModel())
                .collect(Collectors.groupingBy(row -> jobs.provider(row.item().job()), Collectors.counting()));
        return rows.values().stream()
                .filter(open)
                .filter(bearable)
                .filter(row -> jobs.pausedAt(row.item().job()).isEmpty())
                .filter(row -> held.getOrDefault(row.item().job(), 0L) < caps.perJob())
                .filter(row -> !row.item().work().asksModel()
                        || hasRoom(jobs.provider(row.item().job()), caps, asking))
                .min(Comparator.comparing(
                                (Row row) -> held.getOrDefault(row.item().job(), 0L))
                        .thenComparing(row -> row.item().readyAt())
                        .thenComparing(row -> row.item().id().toString()));
    }

    private static boolean hasRoom(String provider, Caps caps, Map<String, Long> asking) {
        return asking.getOrDefault(provider, 0L) < caps.of(provider);
    }

    /** Whether this changed anything. */
    boolean pause() {
        return transactions.atomically(() -> paused.putIfAbsent(true, clock.instant()) == null);
    }

    /** Whether this changed anything. */
    boolean resume() {
        return transactions.atomically(() -> paused.remove(true) != null);
    }

    Optional<Instant> pausedSince() {
        return transactions.atomically(() -> Optional.ofNullable(paused.get(true)));
    }

    /** As they are. */
    List<Row> rows() {
        return transactions.atomically(() -> List.copyOf(rows.values()));
    }

    @Override
    public Set<Lease> renew(InstanceId instance, Duration lease) {
        return transactions.atomically(() -> {
            Instant until = clock.instant().plus(lease);
            rows.replaceAll((_, row) -> row.hold()
                    .filter(hold -> hold.holder().equals(instance))
                    .map(hold -> new Row(row.item(), row.fence(), Optional.of(new Hold(instance, until))))
                    .orElse(row));
            return rows.values().stream()
                    .filter(row -> row.isOf(instance))
                    .map(row -> row.lease(instance))
                    .collect(Collectors.toUnmodifiableSet());
        });
    }

    @Override
    public Set<Lease> held(InstanceId instance, Duration patience) {
        return transactions.atomically(() -> {
            Instant overdue = clock.instant().minus(patience);
            return rows.values().stream()
                    .filter(row -> row.isOf(instance))
                    .filter(row -> jobs.pausedAt(row.item().job())
                            .map(overdue::isBefore)
                            .orElse(true))
                    .map(row -> row.lease(instance))
                    .collect(Collectors.toUnmodifiableSet());
        });
    }

    @Override
    public boolean holds(Lease lease) {
        return transactions.atomically(() -> row(lease).isPresent());
    }

    private Optional<Row> row(Lease lease) {
        return Optional.ofNullable(rows.get(lease.item()))
                .filter(row -> row.fence() == lease.fence())
                .filter(row -> row.isOf(lease.holder()));
    }

    @Override
    public boolean complete(Lease lease) {
        return settle(lease, _ -> Optional.empty());
    }

    @Override
    public boolean retryAfter(Lease lease, Duration pause) {
        return settle(
                lease,
                row -> Optional.of(row.free(
                        row.item().attempt() + 1,
                        row.item().waits(),
                        clock.instant().plus(pause))));
    }

    @Override
    public boolean putOff(Lease lease, Duration pause) {
        return settle(
                lease,
                row -> Optional.of(row.free(
                        row.item().attempt(),
                        row.item().waits() + 1,
                        clock.instant().plus(pause))));
    }

    @Override
    public void forgetWaits(JobId job) {
        transactions.atomically(
                () -> rows.replaceAll((_, row) -> row.item().job().equals(job) ? row.withoutWaits() : row));
    }

    @Override
    public boolean release(Lease lease) {
        return settle(
                lease,
                row -> Optional.of(row.free(row.item().attempt(), row.item().waits(), clock.instant())));
    }

    @Override
    public List<Claim> heldBesides(InstanceId instance, Set<Lease> running) {
        return transactions.atomically(() -> rows.values().stream()
                .filter(row -> row.isOf(instance))
                .map(row -> new Claim(row.item(), row.lease(instance)))
                .filter(claim -> !running.contains(claim.lease()))
                .toList());
    }

    @Override
    public List<Claim> abandoned() {
        return transactions.atomically(() -> {
            Instant now = clock.instant();
            return rows.values().stream()
                    .filter(row -> row.hold().isPresent() && !row.heldAt(now))
                    .filter(row ->
                            !paused.isEmpty() || jobs.pausedAt(row.item().job()).isPresent())
                    .map(row -> new Claim(
                            row.item(), row.lease(row.hold().orElseThrow().holder())))
                    .toList();
        });
    }

    @Override
    public boolean takeBack(Lease lease) {
        return transactions.atomically(() -> {
            Optional<Row> lost = row(lease).filter(row -> !row.heldAt(clock.instant()));
            lost.ifPresent(row -> rows.put(lease.item(), row.takenBack()));
            return lost.isPresent();
        });
    }

    private boolean settle(Lease lease, Function<Row, Optional<Row>> how) {
        return transactions.atomically(() -> {
            Optional<Row> held = row(lease);
            held.ifPresent(row -> how.apply(row)
                    .ifPresentOrElse(next -> rows.put(lease.item(), next), () -> rows.remove(lease.item())));
            return held.isPresent();
        });
    }

    @Override
    public void withdraw(JobId job) {
        transactions.atomically(() -> {
            rows.values().removeIf(row -> row.item().job().equals(job));
        });
    }

    /** Every item that is not settled, for a look from outside. */
    public List<WorkItem> items() {
        return transactions.atomically(
                () -> rows.values().stream().map(Row::item).toList());
    }
}

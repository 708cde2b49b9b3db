package io.deepwiki.application.jobs;

import static java.lang.System.Logger.Level.WARNING;

import io.deepwiki.application.concurrency.Stoppable;
import io.deepwiki.application.jobs.port.WakeUps;
import io.deepwiki.application.jobs.port.WorkQueue.Claim;
import io.deepwiki.application.jobs.port.WorkQueue.Expired;
import io.deepwiki.application.port.Stamps;
import io.deepwiki.domain.instance.InstanceId;
import io.deepwiki.domain.jobs.Lease;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.DoubleSupplier;

/**
 * The engine of one instance: claims work items while it has room, runs each on a thread of its own, and renews their leases. What it has lost
 * it stops, since somebody else does it. What it cannot renew it goes on with: nobody may have taken it over when the database is back.
 */
public final class JobWorker implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(JobWorker.class.getName());
    /** Hints may be lost: the table is looked at this often without one. */
    private static final Duration LONGEST_NAP = Duration.ofSeconds(2);

    /** Every page that ends is a hint that there is room; to look around as often would cost more than it finds. */
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);

    private static final Duration GRACE = Duration.ofSeconds(20);

    private final JobStores stores;
    private final WorkItemRun items;
    private final JobSettings settings;
    private final ThreadFactory threads;
    private final InstanceId instance;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final RunningItems running = new RunningItems();
    private final Contact contact;
    private final AtomicBoolean unsettled = new AtomicBoolean();
    /** Whether there may be more work than there was room for. */
    private volatile boolean full = true;

    private Optional<Thread> claiming = Optional.empty();
    /** When {@link System#nanoTime} is that far; of the thread that claims. */
    private long nextLook = System.nanoTime();

    private boolean hinted;
    /**
     * It is over when {@link #close} is called. The heartbeat waits for the next one here, and not for a condition of the lock: each signal would
     * put it into the queue for that, behind virtual threads, which may wait for a processor.
     */
    private final CountDownLatch open = new CountDownLatch(1);

    public JobWorker(JobStores stores, Steps.Making making, JobSettings settings, Stamps stamps, Outside outside) {
        this.stores = stores;
        this.contact = new Contact(stamps.clock(), settings);
        this.items = new WorkItemRun(
                stores,
                new WorkItemRun.Writing(new JobChanges(stores, stamps), contact::insist),
                new WorkItemRun.Doing(new Steps(making, stores), making.models(), stamps),
                settings.retries(),
                outside.random);
        this.settings = settings;
        this.threads = outside.threads;
        this.instance = outside.instance;
    }

    /**
     * What an engine takes from its surroundings.
     *
     * @param instance who holds what is claimed here
     * @param random gives numbers from 0 to 1, for the jitter of retries
     */
    public record Outside(InstanceId instance, ThreadFactory threads, DoubleSupplier random) {}

    /** Begins to claim. */
    public void start() {
        claiming = Optional.of(threads.newThread(this::claimUntilClosed));
        claiming.get().start();
        // A virtual thread might wait for a processor behind work that computes without a pause, until the leases are
        // over.
        Thread.ofPlatform().daemon().name("job-leases").start(this::renewUntilClosed);
    }

    /** Claims nothing more, hands back what is running, and waits up to 20 s for it. */
    @Override
    public void close() {
        open.countDown();
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        contact.close();
        try {
            running.stop(Duration.ZERO); // at once: whoever claims may be waiting for a database that says nothing
            if (claiming.isPresent()) {
                claiming.get().join(GRACE); // what it claimed last is among what is stopped
            }
            running.stop(GRACE);
            items.writeLateSpends();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void claimUntilClosed() {
        try (WakeUps.Subscription _ = stores.wakeUps().onWork(this::hint)) {
            while (!isClosing()) {
                claimOnce(); // first: whoever settled a page and hinted at room waits for nothing else
                napUntilHinted(lookIfDue());
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** @return for how many nanoseconds there is nothing to be done without a hint */
    private long lookIfDue() {
        long early = nextLook - System.nanoTime();
        if (early > 0) {
            return early;
        }
        lookOnce();
        nextLook = System.nanoTime() + BETWEEN_LOOKS.toNanos();
        return LONGEST_NAP.toNanos();
    }

    /**
     * Stops what was called off, taken over, or belongs to a job that is paused for too long; hands back what could not be settled, and what
     * others left behind that nobody takes over now.
     */
    private void lookOnce() {
        Set<Lease> mine = running.leases();
        boolean left = unsettled.getAndSet(false);
        items.writeLateSpends();
        try {
            if (!mine.isEmpty()) {
                Set<Lease> kept =
                        stores.transactions().inTransaction(() -> stores.queue().held(instance, settings.pauseGrace()));
                running.stopAllBut(kept, mine);
            }
            if (left) {
                // Nothing is claimed meanwhile: this thread does that too.
                stores.queue().heldBesides(instance, running.leases()).forEach(items::handBack);
            }
            stores.queue().abandoned().stream()
                    .filter(lost ->
                            !lost.lease().holder().equals(instance)) // it lives, and hands back what it has itself
                    .filter(_ -> contact.expired() == Expired.TAKEN_OVER)
                    .forEach(items::takeBack);
        } catch (RuntimeException e) {
            unsettled.compareAndSet(false, left);
            LOG.log(WARNING, "event=look_failed", e);
        }
    }

    private void claimOnce() {
        full = true; // before the room is counted: what ends from now on makes more
        int room = settings.workers() - running.leases().size();
        if (room <= 0) {
            return;
        }
        try {
            List<Claim> claims =
                    stores.queue().claim(instance, room, settings.caps(), settings.lease(), contact.expired());
            full = claims.size() >= room;
            claims.forEach(this::launch);
        } catch (RuntimeException e) {
            unsettled.set(true); // it may have claimed, and not heard of it
            LOG.log(WARNING, "event=claim_failed", e);
        }
    }

    private void launch(Claim claim) {
        Stoppable run = new Stoppable(self -> {
            boolean settled = false;
            try {
                settled = items.run(claim, self);
            } finally {
                over(claim.lease(), settled);
            }
        });
        running.add(claim.lease(), run);
        threads.newThread(run).start();
    }

    private void over(Lease lease, boolean settled) {
        running.remove(lease);
        if (!settled) {
            // After it is gone from what runs, or it would be passed over. It is not looked at at once: what went wrong
            // may last.
            unsettled.set(true);
        }
        if (settled && full) {
            hint(); // else there was more room than work, and new work is hinted at when it is committed
        }
    }

    private void hint() {
        lock.lock();
        try {
            hinted = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void napUntilHinted(long longest) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long nanos = longest;
            while (!hinted && !isClosing() && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
            hinted = false;
        } finally {
            lock.unlock();
        }
    }

    private void renewUntilClosed() {
        try {
            while (!open.await(settings.heartbeat().toNanos(), TimeUnit.NANOSECONDS)) {
                renewOnce();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void renewOnce() {
        contact.trying();
        Set<Lease> mine = running.leases();
        try {
            Set<Lease> kept =
                    stores.transactions().inTransaction(() -> stores.queue().renew(instance, settings.lease()));
            running.stopAllBut(kept, mine);
            if (!running.leases().containsAll(kept)) {
                unsettled.set(true); // a claim or an end came through after it had been given up: nobody works on that
            }
            if (contact.made()) {
                hint();
            }
        } catch (RuntimeException e) {
            LOG.log(WARNING, "event=heartbeat_failed", e);
        }
    }

    private boolean isClosing() {
        return open.getCount() == 0;
    }
}

package io.deepwiki.application.jobs.port;

import io.deepwiki.domain.instance.InstanceId;
import io.deepwiki.domain.jobs.Caps;
import io.deepwiki.domain.jobs.JobId;
import io.deepwiki.domain.jobs.Lease;
import io.deepwiki.domain.jobs.WorkItem;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * The work items of all jobs, shared by all instances. Time is the store's own clock, so that instances need not agree on theirs.
 * Execution is at least once; the effect is exactly once, since a result is written in one transaction with {@link #complete}.
 */
public interface WorkQueue {
    /** Adds items that are ready at once, however fast the clock is by which they were made. */
    void add(List<WorkItem> items);

    /**
     * Takes items that are ready, oldest first, turn by turn between jobs; those of paused jobs stay. Claims go one after the other, so that
     * the caps hold, and each is a transaction of its own, so it is not called in one: it ends though its instance stands still or dies meanwhile,
     * else nobody could take over from that. Nothing is claimed while the engine is paused. An instance never takes over from itself: what it
     * holds it prolongs, or hands back. It never holds two items that another crash would give up: whichever ends the process, the other is not
     * given up with it.
     *
     * @param atMost 1 or more
     * @param caps how many items of a job, and for a provider, may be held at once, by all instances together
     * @param expired what becomes of items that others hold and whose lease has run out
     */
    List<Claim> claim(InstanceId instance, int atMost, Caps caps, Duration lease, Expired expired);

    /** What whoever claims does with items of others whose lease has run out. */
    enum Expired {
        /** They are claimed, which counts as a crash. */
        TAKEN_OVER,

        /** They stay with their holders, and count for the caps, until these have had the time to give a sign of life. */
        LEFT
    }

    /**
     * Prolongs the leases that the instance still holds, those too that have run out without being taken over, but for what is being settled
     * at this moment; what is not returned is lost. Waits for nobody who settles.
     */
    Set<Lease> renew(InstanceId instance, Duration lease);

    /**
     * What the instance holds and may go on with. What is not returned is lost, or belongs to a job that has been paused for too long.
     *
     * @param patience how long the work on a paused job may go on
     */
    Set<Lease> held(InstanceId instance, Duration patience);

    /** Whether the lease has not been lost: it may have run out, as long as nobody has taken it over. */
    boolean holds(Lease lease);

    /**
     * The item is done or given up.
     *
     * @return false: the lease is lost, the item is somebody else's, and the caller must undo its transaction
     */
    boolean complete(Lease lease);

    /** The item failed and is ready again after the pause; its attempts are counted up. Same result as {@link #complete}. */
    boolean retryAfter(Lease lease, Duration pause);

    /** The item is put off for the pause: its attempts stay, and its waits are counted up. Same result as {@link #complete}. */
    boolean putOff(Lease lease, Duration pause);

    /** The job got on: none of its items has waited, as far as that is counted. */
    void forgetWaits(JobId job);

    /** The item is handed back untried, and ready at once. Same result as {@link #complete}. */
    boolean release(Lease lease);

    /** What the instance holds but does not work on, since the end of it could not be written down. */
    List<Claim> heldBesides(InstanceId instance, Set<Lease> running);

    /** What an instance lost that is gone, and nobody takes over, since its job or the engine is paused. */
    List<Claim> abandoned();

    /**
     * An item whose lease has run out is ready again, and counted as a crash, as if it had been claimed.
     *
     * @return false: its lease has not run out, or somebody was faster
     */
    boolean takeBack(Lease lease);

    /** Removes every item of the job; whoever holds one has lost its lease. */
    void withdraw(JobId job);

    /** An item and the right to settle it. */
    record Claim(WorkItem item, Lease lease) {}
}

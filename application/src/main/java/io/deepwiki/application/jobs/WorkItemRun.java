package io.deepwiki.application.jobs;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import io.deepwiki.application.concurrency.Stoppable;
import io.deepwiki.application.failure.FailureException;
import io.deepwiki.application.jobs.JobChanges.LeaseLost;
import io.deepwiki.application.jobs.Step.Effect;
import io.deepwiki.application.jobs.port.WorkQueue;
import io.deepwiki.application.jobs.port.WorkQueue.Claim;
import io.deepwiki.application.llm.ModelChoice;
import io.deepwiki.application.port.Stamps;
import io.deepwiki.application.streaming.ReaderGone;
import io.deepwiki.domain.jobs.Lease;
import io.deepwiki.domain.jobs.RetryPolicy;
import io.deepwiki.domain.jobs.Spend;
import io.deepwiki.domain.jobs.WikiJob;
import io.deepwiki.domain.jobs.WorkItem.Work;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.Predicate;

/** One run of one work item, from its claim to its end: the slow part first, then one transaction for all that came of it. */
final class WorkItemRun {
    private static final System.Logger LOG = System.getLogger(WorkItemRun.class.getName());

    private final JobStores stores;
    private final Writing writing;
    private final Doing doing;
    private final RetryPolicy retries;
    private final DoubleSupplier random;
    private final LateSpends late;

    WorkItemRun(JobStores stores, Writing writing, Doing doing, RetryPolicy retries, DoubleSupplier random) {
        this.stores = stores;
        this.writing = writing;
        this.doing = doing;
        this.retries = retries;
        this.random = random;
        this.late = new LateSpends(stores);
    }

    /**
     * How what came of work is written down.
     *
     * @param insisting runs a transaction until it is known what became of it, even if the database is away meanwhile
     */
    record Writing(JobChanges changes, Consumer<Runnable> insisting) {
        private void insist(Claim claim, List<Spend> spends, Predicate<Lease> end, Effect effect) {
            insisting.accept(() -> changes.settle(claim, spends, end, effect));
        }
    }

    /** By what work is done, and by whom models are asked for it. */
    record Doing(Steps steps, ModelChoice models, Stamps stamps) {
        private Calls calls(JobStores stores, WikiJob job, Claim claim) {
            return new Calls(job, claim.item(), stores, models, stamps);
        }
    }

    /** A claim that is being worked on. */
    private record Turn(Step step, WikiJob job, Claim claim, Calls calls, Stoppable stopping) {}

    /**
     * Never throws; an interrupt hands the item back.
     *
     * @param stopping by which the run is told to stop: it obeys while it works, and not when the work is done
     * @return false if it is not known what became of the item: its end could not be written down
     */
    boolean run(Claim claim, Stoppable stopping) {
        try {
            Step step = doing.steps.of(claim.item().work());
            Optional<WikiJob> job = writing.changes.begin(claim, change -> {
                if (hopeless(claim, doing.calls(stores, change.job(), claim)).isEmpty()) {
                    step.begin(change, claim.item());
                }
            });
            job.ifPresent(it -> take(new Turn(step, it, claim, doing.calls(stores, it, claim), stopping)));
        } catch (LeaseLost _) {
            LOG.log(
                    INFO,
                    "event=lease_lost item={0} job={1}",
                    claim.item().id(),
                    claim.item().job());
        } catch (RuntimeException e) {
            LOG.log(
                    WARNING,
                    "event=item_not_settled item=" + claim.item().id() + " job="
                            + claim.item().job(),
                    e);
            return false;
        }
        return true;
    }

    /** What models were asked for in vain: it is written down as soon as it can be. */
    void writeLateSpends() {
        late.write();
    }

    private void take(Turn turn) {
        try {
            Optional<Setback> hopeless = hopeless(turn.claim, turn.calls);
            if (hopeless.isPresent()) {
                setBack(turn, hopeless.get());
            } else {
                work(turn);
            }
        } finally {
            late.keep(turn.calls.made());
        }
        late.write();
    }

    /** Why there is no use in beginning. */
    private static Optional<Setback> hopeless(Claim claim, Calls calls) {
        int crashes = claim.item().crashes();
        if (crashes >= RetryPolicy.CRASHES) {
            return Optional.of(new Setback.Deadly("The service died " + crashes + " times while it worked on this."));
        }
        return switch (claim.item().work()) {
            case Work.Plan _, Work.Page _ -> calls.ceiling().map(Setback.CeilingReached::new);
            case Work.Index _, Work.Finish _ -> Optional.empty();
        };
    }

    private void work(Turn turn) {
        try {
            settle(turn, stores.queue()::complete, done(turn));
        } catch (InterruptedException _) {
            settle(turn, stores.queue()::release, turn.step.handedBack(turn.claim.item()));
        } catch (LeaseLost e) {
            throw e;
        } catch (RuntimeException e) {
            if (e instanceof FailureException failed && failed.databaseAway()) {
                throw e; // it is not the item's fault, and cannot be written down now
            }
            failed(turn, e);
        }
    }

    /** The slow part, and the only one that is interrupted: what came of it is written down by whoever was told to stop, too. */
    private static Effect done(Turn turn) throws InterruptedException {
        turn.stopping.expose();
        try {
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedException(); // it was told to stop before it began
            }
            return turn.step.run(turn.job, turn.claim.item(), turn.calls);
        } catch (ReaderGone _) {
            throw new InterruptedException();
        } catch (RuntimeException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedException();
            }
            throw e;
        } finally {
            turn.stopping.shelter();
        }
    }

    private void failed(Turn turn, RuntimeException e) {
        Setback setback = Setback.of(e);
        if (setback instanceof Setback.Defect) {
            LOG.log(WARNING, "event=item_failed item=" + turn.claim.item().id() + " job=" + turn.job.id(), e);
        }
        setBack(turn, setback);
    }

    private void setBack(Turn turn, Setback setback) {
        String why = setback.why();
        switch (setback) {
            case Setback.TooEarly early -> putOff(turn, why, early.after());
            case Setback.ToBeMended _ -> pause(turn, why);
            case Setback.Passing _, Setback.Defect _ -> tryAgain(turn, why);
            case Setback.Lasting _ -> giveUp(turn, why);
            case Setback.Deadly _ ->
                settle(turn, stores.queue()::complete, turn.step.giveUpUntried(turn.job, turn.claim.item(), why));
            case Setback.CeilingReached _ -> stop(turn, why);
        }
    }

    private void putOff(Turn turn, String why, Optional<Duration> after) {
        int waits = turn.claim.item().waits() + 1;
        if (waits > RetryPolicy.WAITS) {
            pause(turn, why + " The job was put off " + RetryPolicy.WAITS + " times, and did not get on.");
            return;
        }
        if (after.orElse(Duration.ZERO).compareTo(RetryPolicy.LONGEST_WAIT) > 0) {
            pause(
                    turn,
                    why + " It wants to be left alone for "
                            + after.orElseThrow().toHours() + " hours.");
            return;
        }
        WorkQueue queue = stores.queue();
        Duration pause = retries.waitAfter(after, waits, random);
        settle(turn, lease -> queue.putOff(lease, pause), turn.step.putOff(turn.claim.item(), pause, why));
    }

    /** The item is handed back untried, and waits with its job until somebody has mended what is wrong. */
    private void pause(Turn turn, String why) {
        Effect handedBack = turn.step.handedBack(turn.claim.item());
        settle(turn, stores.queue()::release, change -> {
            handedBack.apply(change);
            change.gotOn(); // what is mended begins anew to be counted
            if (!change.job().state().paused()) {
                change.move(change.job().pause(why, change.now()), "The job is paused until it is resumed. " + why);
                LOG.log(WARNING, "event=job_paused job={0} why={1}", turn.job.id(), why);
            }
        });
    }

    private void tryAgain(Turn turn, String why) {
        Optional<Duration> pause = retries.pauseAfter(turn.claim.item().attempt() + 1, random);
        if (pause.isPresent()) {
            WorkQueue queue = stores.queue();
            settle(
                    turn,
                    lease -> queue.retryAfter(lease, pause.get()),
                    turn.step.willRetry(turn.job, turn.claim.item(), why));
        } else {
            giveUp(turn, why);
        }
    }

    private void giveUp(Turn turn, String why) {
        settle(turn, stores.queue()::complete, turn.step.giveUp(turn.job, turn.claim.item(), why));
    }

    /** The first of the items that are given up for a ceiling says so of the job. */
    private void stop(Turn turn, String why) {
        Effect giveUp = turn.step.giveUpUntried(turn.job, turn.claim.item(), why);
        settle(turn, stores.queue()::complete, change -> {
            change.tellOnce(why, why + " What is not written yet is given up.");
            giveUp.apply(change);
        });
    }

    private void settle(Turn turn, Predicate<Lease> end, Effect effect) {
        writing.insist(turn.claim, turn.calls.made(), end, effect);
        turn.calls.settled();
    }

    /**
     * Puts an item back whose holder is gone, and that nobody takes over during a pause: whoever looks at the job sees that nobody works on
     * it. All instances do this; whoever is late changes nothing.
     */
    void takeBack(Claim lost) {
        try {
            writing.changes.settle(
                    lost,
                    List.of(),
                    stores.queue()::takeBack,
                    doing.steps.of(lost.item().work()).handedBack(lost.item()));
        } catch (LeaseLost _) {
            LOG.log(DEBUG, "item {0} is not abandoned any more", lost.item().id());
        }
    }

    /**
     * Hands an item back untried that nobody works on.
     *
     * @throws LeaseLost and nothing has changed: the item belongs to somebody else by now
     */
    void handBack(Claim claim) {
        writing.changes.settle(
                claim,
                List.of(),
                stores.queue()::release,
                doing.steps.of(claim.item().work()).handedBack(claim.item()));
    }
}

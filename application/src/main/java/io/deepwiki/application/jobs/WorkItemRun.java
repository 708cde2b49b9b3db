package io.deepwiki.application.jobs;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import io.deepwiki.application.failure.Failure;
import io.deepwiki.application.failure.FailureException;
import io.deepwiki.application.failure.Sentences;
import io.deepwiki.application.jobs.JobChanges.LeaseLost;
import io.deepwiki.application.jobs.port.WorkQueue;
import io.deepwiki.application.jobs.port.WorkQueue.Claim;
import io.deepwiki.application.llm.ModelFailures;
import io.deepwiki.application.llm.port.ModelException;
import io.deepwiki.application.streaming.ReaderGone;
import io.deepwiki.domain.jobs.RetryPolicy;
import io.deepwiki.domain.jobs.WikiJob;
import java.time.Duration;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/** One run of one work item, from its claim to its end: the slow part first, then one transaction for all that came of it. */
final class WorkItemRun {
    private static final System.Logger LOG = System.getLogger(WorkItemRun.class.getName());

    private final JobStores stores;
    private final JobChanges changes;
    private final Steps steps;
    private final RetryPolicy retries;
    private final DoubleSupplier random;

    WorkItemRun(JobStores stores, JobChanges changes, Steps steps, RetryPolicy retries, DoubleSupplier random) {
        this.stores = stores;
        this.changes = changes;
        this.steps = steps;
        this.retries = retries;
        this.random = random;
    }

    /**
     * Never throws; an interrupt hands the item back.
     *
     * @return false if it is not known what became of the item: its end could not be written down
     */
    boolean run(Claim claim) {
        try {
            Step step = steps.of(claim.item().work());
            Optional<WikiJob> job = changes.begin(claim, change -> {
                if (!isPoisonous(claim)) {
                    step.begin(change, claim.item());
                }
            });
            if (job.isPresent()) {
                step(step, job.get(), claim);
            }
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

    private static boolean isPoisonous(Claim claim) {
        return claim.item().crashes() >= RetryPolicy.CRASHES;
    }

    private void step(Step step, WikiJob job, Claim claim) {
        if (isPoisonous(claim)) {
            giveUp(step, job, claim, "The service died " + claim.item().crashes() + " times while it worked on this.");
            return;
        }
        try {
            Step.Effect effect = step.run(job, claim.item());
            changes.settle(job.id(), stores.queue()::complete, claim.lease(), effect);
        } catch (InterruptedException | ReaderGone _) {
            handBack(claim);
        } catch (LeaseLost e) {
            throw e;
        } catch (RuntimeException e) {
            if (Thread.currentThread().isInterrupted()) {
                handBack(claim);
            } else {
                failed(step, job, claim, e);
            }
        }
    }

    private void failed(Step step, WikiJob job, Claim claim, RuntimeException e) {
        switch (e) {
            case FailureException failed
            when failed.databaseAway() -> throw e; // it is not the item's fault, and cannot be written down now
            case FailureException failed ->
                failed(step, job, claim, Sentences.of(failed.failure()), transientFailure(failed.failure()));
            case ModelException failed -> {
                Failure told = ModelFailures.told(failed.failure());
                failed(step, job, claim, Sentences.of(told), transientFailure(told));
            }
            default -> {
                LOG.log(WARNING, "event=item_failed item=" + claim.item().id() + " job=" + job.id(), e);
                failed(step, job, claim, "Something went wrong inside the service; its log says more.", true);
            }
        }
    }

    /**
     * Hands an item back untried.
     *
     * @throws LeaseLost and nothing has changed: the item belongs to somebody else by now
     */
    void handBack(Claim claim) {
        boolean interrupted = Thread.interrupted();
        try {
            changes.settle(
                    claim.item().job(),
                    stores.queue()::release,
                    claim.lease(),
                    steps.of(claim.item().work()).handedBack(claim.item()));
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void failed(Step step, WikiJob job, Claim claim, String why, boolean worthAnotherTry) {
        WorkQueue queue = stores.queue();
        Optional<Duration> pause =
                retries.pauseAfter(claim.item().attempt() + 1, random).filter(_ -> worthAnotherTry);
        if (pause.isPresent()) {
            changes.settle(
                    job.id(),
                    lease -> queue.retryAfter(lease, pause.get()),
                    claim.lease(),
                    step.willRetry(job, claim.item(), why));
        } else {
            giveUp(step, job, claim, why);
        }
    }

    private void giveUp(Step step, WikiJob job, Claim claim, String why) {
        changes.settle(job.id(), stores.queue()::complete, claim.lease(), step.giveUp(job, claim.item(), why));
    }

    private static boolean transientFailure(Failure failure) {
        return switch (failure) {
            case Failure.TooMany _, Failure.Unavailable _, Failure.BadUpstream _, Failure.UpstreamTimedOut _ -> true;
            case Failure.Rejected _,
                    Failure.Invalid _,
                    Failure.Unauthorized _,
                    Failure.Forbidden _,
                    Failure.NotFound _,
                    Failure.Gone _,
                    Failure.Conflict _,
                    Failure.TooLarge _,
                    Failure.OutOfRange _ -> false;
        };
    }
}

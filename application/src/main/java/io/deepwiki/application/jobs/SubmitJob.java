package io.deepwiki.application.jobs;

import io.deepwiki.application.failure.Failure.Invalid;
import io.deepwiki.application.failure.FailureException;
import io.deepwiki.application.llm.ModelChoice;
import io.deepwiki.application.port.Stamps;
import io.deepwiki.application.repository.OpenRepository;
import io.deepwiki.application.repository.OpenRepository.Opened;
import io.deepwiki.application.repository.port.RepositorySource.Head;
import io.deepwiki.application.wiki.port.WikiStore;
import io.deepwiki.domain.access.Caller;
import io.deepwiki.domain.access.Secret;
import io.deepwiki.domain.jobs.Ceilings;
import io.deepwiki.domain.jobs.JobEvent.Happening;
import io.deepwiki.domain.jobs.JobId;
import io.deepwiki.domain.jobs.JobState.Ended;
import io.deepwiki.domain.jobs.Outcome;
import io.deepwiki.domain.jobs.Progress;
import io.deepwiki.domain.jobs.WikiJob;
import io.deepwiki.domain.jobs.WikiRequest;
import io.deepwiki.domain.jobs.WorkItem;
import io.deepwiki.domain.jobs.WorkItem.Work;
import io.deepwiki.domain.jobs.WorkItemId;
import io.deepwiki.domain.wiki.Revision;
import java.util.List;
import java.util.Optional;

/** Takes the order for a wiki: answered by the wiki that is there, by the job that is at it, or by a new job. */
public final class SubmitJob {
    private final OpenRepository repositories;
    private final ModelChoice models;
    private final JobStores stores;
    private final WikiStore wikis;
    private final Stamps stamps;
    private final QueueLimit limit;

    /** @param queueLimit how many jobs may wait or run at once, whoever submitted them */
    public SubmitJob(
            OpenRepository repositories,
            ModelChoice models,
            JobStores stores,
            WikiStore wikis,
            Stamps stamps,
            int queueLimit) {
        this.repositories = repositories;
        this.models = models;
        this.stores = stores;
        this.wikis = wikis;
        this.stamps = stamps;
        this.limit = new QueueLimit(stores.jobs(), queueLimit);
    }

    /**
     * Takes the order. The repository is looked up first, so that one that cannot be read is refused at once. An order that names no branch
     * is one for the default of now, and equal to one that names it.
     *
     * @throws FailureException as {@link OpenRepository#now} and {@link ModelChoice#offered} do; Invalid {@code price_unknown} for a
     *     ceiling of cost where the cost is not known; TooMany when the queue is full
     */
    public Submitted submit(Submission submission, Caller caller) {
        WikiRequest request = submission.request();
        models.offered(request.model());
        if (submission.ceilings().cost().isPresent()
                && models.price(request.model()).isEmpty()) {
            throw new FailureException(
                    Invalid.field(
                            "price_unknown",
                            "max_cost",
                            "The price of " + request.model()
                                    + " is not known, so that its cost cannot be limited: use max_tokens, or tell the price in the file of models."));
        }
        Opened opened = repositories.now(request.repository(), request.branch(), submission.token(), caller);
        Submission settled = submission.on(opened.head());
        Submitted submitted = stores.transactions().inTransaction(() -> settle(settled, opened, caller));
        if (!submitted.existing()) {
            stores.wakeUps().workIsReady();
        }
        return submitted;
    }

    private Submitted settle(Submission submission, Opened opened, Caller caller) {
        WikiRequest request = submission.request();
        // First, so that a job that ends meanwhile is found either open or with its wiki.
        Optional<JobId> open = stores.jobs().open(request);
        if (submission.writing() != Writing.EVERYTHING) {
            Optional<JobId> complete = complete(request, opened, caller);
            if (complete.isPresent()) {
                return new Submitted(
                        complete.get(),
                        true,
                        "Nothing has changed: the wiki of commit "
                                + opened.head().commit().abbreviated() + " is complete.");
            }
        }
        return open.map(job -> new Submitted(job, true, underWay(job, caller)))
                .orElseGet(() -> added(submission, opened, caller));
    }

    private Submitted added(Submission submission, Opened opened, Caller caller) {
        WikiRequest request = submission.request();
        WikiJob job = WikiJob.submitted(new JobId(stamps.newId()), request, caller, stamps.now())
                .within(submission.ceilings());
        Optional<JobId> other = stores.jobs().add(job, submission.token());
        if (other.isPresent()) {
            return new Submitted(other.get(), true, underWay(other.get(), caller));
        }
        boolean refresh = submission.writing() == Writing.WHAT_CHANGED;
        if (refresh) {
            stores.jobs().markRefresh(job.id());
        }
        limit.hold();
        stores.queue()
                .add(List.of(
                        new WorkItem(new WorkItemId(stamps.newId()), job.id(), new Work.Index(), 0, 0, stamps.now())));
        stores.events().append(job, Progress.NONE, Happening.of("The job is waiting."), stamps.now());
        if (!refresh) {
            return new Submitted(job.id(), false, "The wiki is being made.");
        }
        return new Submitted(
                job.id(),
                false,
                published(request, opened).isPresent()
                        ? "The wiki is being refreshed."
                        : "There is no wiki to refresh yet: the whole wiki is being made.");
    }

    private String underWay(JobId id, Caller caller) {
        String doing = stores.jobs().isRefresh(id) ? "refreshed" : "made";
        boolean paused =
                stores.jobs().find(id, caller).map(job -> job.state().paused()).orElse(false);
        return "This wiki is being " + doing + " already" + (paused ? "; its job is paused." : ".");
    }

    /** The job that made what is published, if that is the whole wiki, of this commit, and just as it is ordered. */
    private Optional<JobId> complete(WikiRequest request, Opened opened, Caller caller) {
        return published(request, opened)
                .flatMap(revision -> stores.jobs().find(new JobId(revision.origin().job()), caller))
                .filter(job -> job.state().equals(new Ended(Outcome.COMPLETED)))
                .filter(job -> job.made(request, opened.head().branch(), opened.head().commit()))
                .map(WikiJob::id);
    }

    private Optional<Revision> published(WikiRequest request, Opened opened) {
        return wikis.revision(
                request.repository(), opened.head().branch(), request.language(), request.mode());
    }

    /**
     * An order.
     *
     * @param token for a private repository
     * @param writing how much is written if there is a wiki already; an open job with an equal request serves the order, however much of the
     *     wiki that job writes, and at the commit at which it has begun
     * @param ceilings how much each run of a new job may spend; a job that is there keeps its own
     */
    public record Submission(WikiRequest request, Optional<Secret> token, Writing writing, Ceilings ceilings) {
        /** An order without a refresh, and without ceilings. */
        public Submission(WikiRequest request, Optional<Secret> token, boolean force) {
            this(request, token, force ? Writing.EVERYTHING : Writing.IF_NEEDED, Ceilings.NONE);
        }

        private Submission on(Head head) {
            return head.isNamed() ? new Submission(request.on(head.branch()), token, writing, ceilings) : this;
        }
    }

    /** How much is written if there is a wiki already. */
    public enum Writing {
        /** Nothing if it is complete and of the same commit, else every page. */
        IF_NEEDED,
        /** Nothing if it is complete and of the same commit, else the pages whose sources have changed. */
        WHAT_CHANGED,
        /** Every page. */
        EVERYTHING
    }

    /** The job that serves the order; {@code existing} if it was there before. */
    public record Submitted(JobId job, boolean existing, String message) {}
}

package io.deepwiki.application.jobs;

import io.deepwiki.application.failure.Failure.Conflict;
import io.deepwiki.application.failure.Failure.NotFound;
import io.deepwiki.application.failure.FailureException;
import io.deepwiki.application.port.Stamps;
import io.deepwiki.domain.access.Caller;
import io.deepwiki.domain.access.Secret;
import io.deepwiki.domain.jobs.Decision;
import io.deepwiki.domain.jobs.Decision.Accepted;
import io.deepwiki.domain.jobs.Decision.Refused;
import io.deepwiki.domain.jobs.JobEvent.Happening;
import io.deepwiki.domain.jobs.JobId;
import io.deepwiki.domain.jobs.JobPage;
import io.deepwiki.domain.jobs.LeftToDo;
import io.deepwiki.domain.jobs.PageStatus;
import io.deepwiki.domain.jobs.Phase;
import io.deepwiki.domain.jobs.WikiJob;
import io.deepwiki.domain.jobs.WorkItem.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * What people can tell a job to do. Each command is one transaction under the job's lock, so that of two that contradict each other the later
 * one finds what the earlier one left. Every command throws NotFound for a job that the caller may not see, and Conflict
 * {@code wrong_state}, with the state, when the job is not in one that allows it.
 */
public final class JobControl {
    private final JobStores stores;
    private final Stamps stamps;

    public JobControl(JobStores stores, Stamps stamps) {
        this.stores = stores;
        this.stamps = stamps;
    }

    /** Nothing new is begun for the job from now on; what runs may end, or is handed back after a while. Does nothing if it is paused. */
    public void pause(JobId id, Caller caller) {
        change(
                id,
                caller,
                change -> obey(change, change.job().pause("", change.now()), "paused", "The job was paused."));
    }

    /** Goes on where it was paused. Does nothing if it is not. */
    public void resume(JobId id, Caller caller) {
        change(id, caller, change -> obey(change, change.job().resume(change.now()), "resumed", "The job goes on."));
    }

    /** Calls the job off: its work items are withdrawn, and whoever holds one finds its lease lost and stops. */
    public void cancel(JobId id, Caller caller) {
        change(id, caller, change -> {
            Decision decision = change.job().cancel(change.now());
            accepted(decision, change.job(), "cancelled");
            stores.jobs().pages(id).stream()
                    .filter(page -> page.state().status() == PageStatus.IN_PROGRESS)
                    .forEach(page ->
                            change.page(page.putBack(), "\"" + page.plan().title() + "\" is not written to its end."));
            change.move(decision, "The job was cancelled.");
        });
    }

    /**
     * Tries a job again that ended without being complete: the next run goes on from what is done.
     *
     * @param token for a private repository; the one that was given before is gone since the job ended
     * @throws FailureException Conflict {@code job_is_open} too, if another job is at the same
     */
    public void retry(JobId id, Optional<Secret> token, Caller caller) {
        change(id, caller, change -> {
            boolean planned = stores.jobs().outline(id).isPresent();
            WikiJob again = accepted(change.job().retry(planned, change.now()), change.job(), "retried");
            change.reopen(again, token);
            List<Work> left = LeftToDo.of(again.state(), resetPages(change, page -> !isWritten(page)));
            change.next(left);
            change.tell(Happening.of(goesOn(again, left)));
        });
    }

    /**
     * Tries a page again that failed for good; in a job that is over, the next run begins.
     *
     * @param page its id or its slug
     * @throws FailureException NotFound {@code page_not_found} too; Conflict {@code job_is_open} too, as {@link #retry} does
     */
    public void retryPage(JobId id, String page, Caller caller) {
        change(id, caller, change -> {
            JobPage lost = stores.jobs().pages(id).stream()
                    .filter(it ->
                            it.plan().slug().equals(page) || it.id().toString().equals(page))
                    .findFirst()
                    .orElseThrow(() -> new FailureException(
                            new NotFound("page_not_found", "This job has no page of that id or name.")));
            WikiJob job = change.job();
            WikiJob again = accepted(
                    job.retryPage(lost.state().status(), change.now()), job, "told to write \"" + page + "\" again");
            if (job.state().ended()) {
                change.reopen(again, Optional.empty());
                change.next(LeftToDo.of(
                        again.state(),
                        resetPages(
                                change,
                                it -> it.id().equals(lost.id())
                                        || !it.state().status().settled())));
            } else {
                change.next(List.of(new Work.Page(lost.plan().slug())));
            }
            change.page(lost.reset(), "\"" + lost.plan().title() + "\" is tried again.");
        });
    }

    /** Forgets a job that is over, with its pages and its history. What it read and published stays. */
    public void delete(JobId id, Caller caller) {
        change(id, caller, change -> {
            accepted(change.job().delete(), change.job(), "deleted");
            stores.jobs().delete(id);
        });
    }

    private void change(JobId id, Caller caller, Consumer<JobChange> command) {
        stores.transactions().inTransaction(() -> command.accept(new JobChange(stores, stamps, locked(id, caller))));
        stores.wakeUps().jobChanged(id);
        stores.wakeUps().workIsReady();
    }

    private WikiJob locked(JobId id, Caller caller) {
        return stores.jobs()
                .find(id, caller)
                .flatMap(_ -> stores.jobs().lock(id))
                .orElseThrow(() -> new FailureException(JobQueries.notFound()));
    }

    /** A command that changes nothing leaves no line: it may be given twice. */
    private static void obey(JobChange change, Decision decision, String what, String message) {
        if (!accepted(decision, change.job(), what).equals(change.job())) {
            change.move(decision, message);
        }
    }

    private static WikiJob accepted(Decision decision, WikiJob job, String what) {
        return switch (decision) {
            case Accepted(WikiJob changed) -> changed;
            case Refused(String why) -> {
                String word = JobWords.word(job.state());
                String sentence = "This job is " + word.replace('_', ' ') + " and cannot be " + what + ": " + why + ".";
                throw new FailureException(new Conflict("wrong_state", sentence, Optional.of(word)));
            }
        };
    }

    /** All pages, those that are to be written again as if they had never been tried. */
    private List<JobPage> resetPages(JobChange change, Predicate<JobPage> again) {
        List<JobPage> pages = new ArrayList<>();
        for (JobPage page : stores.jobs().pages(change.job().id())) {
            JobPage next = again.test(page) ? page.reset() : page;
            if (!next.equals(page)) {
                change.keep(next);
            }
            pages.add(next);
        }
        return pages;
    }

    private static boolean isWritten(JobPage page) {
        return page.state().status() == PageStatus.COMPLETED;
    }

    private static String goesOn(WikiJob job, List<Work> left) {
        if (!job.state().in(Phase.PAGES)) {
            return "The job is tried again.";
        }
        long pages = left.stream().filter(Work.Page.class::isInstance).count();
        return "The job is tried again: " + pages + (pages == 1 ? " page is" : " pages are") + " left to write.";
    }
}

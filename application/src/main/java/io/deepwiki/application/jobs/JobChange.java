package io.deepwiki.application.jobs;

import io.deepwiki.application.failure.Failure.Conflict;
import io.deepwiki.application.failure.FailureException;
import io.deepwiki.application.port.Stamps;
import io.deepwiki.domain.access.Secret;
import io.deepwiki.domain.jobs.Decision;
import io.deepwiki.domain.jobs.Decision.Accepted;
import io.deepwiki.domain.jobs.Decision.Refused;
import io.deepwiki.domain.jobs.JobEvent.Happening;
import io.deepwiki.domain.jobs.JobPage;
import io.deepwiki.domain.jobs.Progress;
import io.deepwiki.domain.jobs.WikiJob;
import io.deepwiki.domain.jobs.WorkItem;
import io.deepwiki.domain.jobs.WorkItem.Work;
import io.deepwiki.domain.jobs.WorkItemId;
import io.deepwiki.domain.wiki.Outline;
import io.deepwiki.domain.wiki.PagePlan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One change of one job, inside the transaction that holds the job's lock. Every change leaves a line in the job's log. */
public final class JobChange {
    private final JobStores stores;
    private final Stamps stamps;
    private WikiJob job;
    private Optional<Progress> counted = Optional.empty();

    JobChange(JobStores stores, Stamps stamps, WikiJob locked) {
        this.stores = stores;
        this.stamps = stamps;
        this.job = locked;
    }

    /** The job as it stands now. */
    public WikiJob job() {
        return job;
    }

    public Instant now() {
        return stamps.now();
    }

    /**
     * Moves the job.
     *
     * @throws IllegalStateException if the job refuses: whoever holds its lock and its work item is in the right to move it
     */
    public void move(Decision decision, String message) {
        switch (decision) {
            case Accepted(WikiJob changed) -> {
                stores.jobs().save(job, changed);
                job = changed;
                tell(new Happening(message, Optional.empty(), changed.trouble()));
            }
            case Refused(String why) -> throw new IllegalStateException("job " + job.id() + ": " + why);
        }
        if (job.state().ended()) {
            stores.queue().withdraw(job.id());
        }
    }

    /**
     * Opens a job that was over. What is to be done for it, and the line about it, follow.
     *
     * @param token for a private repository that has to be read again
     * @throws FailureException Conflict {@code job_is_open} if another job is at the same by now
     */
    public void reopen(WikiJob again, Optional<Secret> token) {
        stores.jobs().reopen(job, again, token).ifPresent(other -> {
            throw new FailureException(new Conflict(
                    "job_is_open",
                    "Another job makes this wiki already: " + other + ".",
                    Optional.of(JobWords.word(job.state()))));
        });
        job = again;
    }

    /** Adds a line about the job as a whole. */
    public void tell(Happening what) {
        stores.events().append(job, progress(), what, now());
    }

    /** Keeps a page and adds a line about it. */
    public void page(JobPage page, String message) {
        keep(page);
        tell(Happening.ofPage(message, page));
    }

    /** Keeps a page; the line about it follows. */
    void keep(JobPage page) {
        stores.jobs().savePage(page);
        counted = Optional.empty();
    }

    /** Keeps the plan and its pages. */
    public void outline(Outline outline) {
        stores.jobs().saveOutline(job.id(), outline);
        List<JobPage> pages = new ArrayList<>();
        for (PagePlan plan : outline.pages()) {
            String section = outline.sectionOf(plan.slug()).id();
            pages.add(JobPage.planned(stamps.newId(), job.id(), pages.size(), plan, section, now()));
        }
        stores.jobs().addPages(pages);
        counted = Optional.empty();
    }

    /** Adds what is to be done next. */
    public void next(List<Work> works) {
        stores.queue()
                .add(works.stream()
                        .map(work -> new WorkItem(new WorkItemId(stamps.newId()), job.id(), work, 0, 0, now()))
                        .toList());
    }

    /** Counted from the pages as they are now. */
    public Progress progress() {
        Progress progress = counted.orElseGet(() -> stores.jobs().progress(job.id()));
        counted = Optional.of(progress);
        return progress;
    }

    /** Adds a line about the job, unless a page was given up for the same trouble before. */
    public void tellOnce(String trouble, String message) {
        boolean told = stores.jobs().pages(job.id()).stream()
                .anyMatch(page -> page.state().lastError().equals(trouble));
        if (!told) {
            tell(new Happening(message, Optional.empty(), trouble));
        }
    }

    /** Notes that the job got on, however often it was put off before. */
    public void gotOn() {
        stores.queue().forgetWaits(job.id());
    }

    /** If no page is left to be written, finishing is next. The job's lock makes exactly one page see that it was the last. */
    public void finishIfLast() {
        Progress progress = progress();
        if (progress.settled() == progress.total()) {
            next(List.of(new Work.Finish()));
        }
    }
}

package io.deepwiki.application.jobs;

import io.deepwiki.application.concurrency.Recent;
import io.deepwiki.application.jobs.port.JobStore;
import io.deepwiki.application.wiki.WritePage;
import io.deepwiki.domain.jobs.JobId;
import io.deepwiki.domain.jobs.JobPage;
import io.deepwiki.domain.jobs.PageStatus;
import io.deepwiki.domain.jobs.WikiJob;
import io.deepwiki.domain.jobs.WorkItem;
import io.deepwiki.domain.jobs.WorkItem.Work;
import io.deepwiki.domain.wiki.CheckedCitation;
import io.deepwiki.domain.wiki.Outline;
import io.deepwiki.domain.wiki.PagePlan;
import io.deepwiki.domain.wiki.WrittenPage;
import java.time.Duration;
import java.util.function.Function;

/** One page is written. Its failure does not touch the others. */
final class PageStep implements Step {
    private static final int KEPT = 8;

    private final WritePage writing;
    private final JobStore jobs;
    /** A job is planned once, and all of its pages want the plan. */
    private final Recent<JobId, Outline> outlines = new Recent<>(KEPT);

    PageStep(WritePage writing, JobStore jobs) {
        this.writing = writing;
        this.jobs = jobs;
    }

    @Override
    public void begin(JobChange change, WorkItem item) {
        JobPage page = page(change.job(), item);
        change.page(page.begun(change.now()), "Writing \"" + page.plan().title() + "\".");
    }

    @Override
    public Effect run(WikiJob job, WorkItem item, Calls calls) {
        Outline outline = outlines.get(job.id(), id -> jobs.outline(id).orElseThrow());
        PagePlan plan = outline.page(slug(item));
        WritePage.Written written = writing.write(Sources.of(job), outline, plan, calls.model());
        return change -> {
            JobPage completed = page(job, item).completed(written.page(), change.now());
            change.page(completed, "Wrote \"" + plan.title() + "\"" + citations(written) + ".");
            change.gotOn();
            change.finishIfLast();
        };
    }

    @Override
    public Effect giveUp(WikiJob job, WorkItem item, String why) {
        return lost(change -> page(job, item).failed(why, true, change.now()));
    }

    @Override
    public Effect giveUpUntried(WikiJob job, WorkItem item, String why) {
        return lost(change -> page(job, item).givenUp(why, change.now()));
    }

    private static Effect lost(Function<JobChange, JobPage> failing) {
        return change -> {
            JobPage failed = failing.apply(change);
            change.page(failed, "\"" + failed.plan().title() + "\" could not be written.");
            change.finishIfLast();
        };
    }

    @Override
    public Effect willRetry(WikiJob job, WorkItem item, String why) {
        return change -> {
            JobPage page = page(job, item);
            if (page.state().status() != PageStatus.COMPLETED) {
                JobPage failed = page.failed(why, false, change.now());
                change.page(failed, "\"" + failed.plan().title() + "\" failed and will be tried again.");
            }
        };
    }

    @Override
    public Effect putOff(WorkItem item, Duration pause, String why) {
        return putBack(item, " is put off for " + pause.toSeconds() + " s. " + why);
    }

    @Override
    public Effect handedBack(WorkItem item) {
        return putBack(item, " is put back, to be written later.");
    }

    private Effect putBack(WorkItem item, String what) {
        return change -> {
            JobPage page = page(change.job(), item);
            if (page.state().status() == PageStatus.IN_PROGRESS) {
                change.page(page.putBack(), "\"" + page.plan().title() + "\"" + what);
            }
        };
    }

    private JobPage page(WikiJob job, WorkItem item) {
        String slug = slug(item);
        return jobs.page(job.id(), slug)
                .orElseThrow(() -> new IllegalStateException("job " + job.id() + " has no page " + slug));
    }

    private static String slug(WorkItem item) {
        return ((Work.Page) item.work()).slug();
    }

    private static String citations(WritePage.Written result) {
        WrittenPage written = result.page();
        long unresolved = written.citations().stream()
                .filter(citation -> citation.state() == CheckedCitation.State.UNRESOLVED)
                .count();
        String mended = result.mended() == 0 ? "" : " (" + result.mended() + " mended)";
        String dangling = unresolved == 0 ? "" : ", of which " + unresolved + " do not resolve";
        String diagrams =
                result.brokenDiagrams() == 0 ? "" : "; diagrams that cannot be drawn: " + result.brokenDiagrams();
        return " with " + written.citations().size() + " citations" + mended + dangling + diagrams;
    }
}

package io.deepwiki.application.jobs;

import io.deepwiki.application.jobs.port.JobStore;
import io.deepwiki.application.wiki.PlanWiki;
import io.deepwiki.application.wiki.PlanWiki.Planned;
import io.deepwiki.application.wiki.RefreshWiki;
import io.deepwiki.application.wiki.RefreshWiki.Refreshed.Partly;
import io.deepwiki.application.wiki.RefreshWiki.Refreshed.PlannedAnew;
import io.deepwiki.application.wiki.RefreshWiki.Refreshed.Unpublished;
import io.deepwiki.domain.jobs.JobEvent.Happening;
import io.deepwiki.domain.jobs.JobPage;
import io.deepwiki.domain.jobs.WikiJob;
import io.deepwiki.domain.jobs.WorkItem;
import io.deepwiki.domain.jobs.WorkItem.Work;
import io.deepwiki.domain.wiki.PageFate;
import io.deepwiki.domain.wiki.PageFate.Kept;
import io.deepwiki.domain.wiki.PageFate.LeftOut;
import io.deepwiki.domain.wiki.PageFate.Rewritten;
import io.deepwiki.domain.wiki.PagePlan;
import java.util.List;
import java.util.Optional;

/**
 * The second step: the pages are planned, and each becomes a work item of its own. A refresh keeps the plan of the published wiki, and the
 * pages that nothing has happened to.
 */
final class PlanStep implements Step {
    private final PlanWiki planning;
    private final RefreshWiki refreshing;
    private final JobStore jobs;

    PlanStep(PlanWiki planning, RefreshWiki refreshing, JobStore jobs) {
        this.planning = planning;
        this.refreshing = refreshing;
        this.jobs = jobs;
    }

    @Override
    public Effect run(WikiJob job, WorkItem item, Calls calls) {
        if (!jobs.isRefresh(job.id())) {
            return planned(job, calls, Optional.empty());
        }
        return switch (refreshing.refresh(Sources.subject(job), job.request().filter(), job.submitter())) {
            case Unpublished _ ->
                planned(job, calls, Optional.of("There is no published wiki to refresh: every page is written."));
            case PlannedAnew(String why) ->
                planned(job, calls, Optional.of("The pages are planned anew and all written, since " + why + "."));
            case Partly partly -> change -> refresh(partly, change);
        };
    }

    @Override
    public Effect giveUp(WikiJob job, WorkItem item, String why) {
        return change -> change.move(change.job().fail(why, change.now()), "The pages could not be planned.");
    }

    /** @param whyAll why a refresh writes every page */
    private Effect planned(WikiJob job, Calls calls, Optional<String> whyAll) {
        Planned planned = planning.plan(
                Sources.of(job), job.request().mode(), job.request().pages(), calls.model());
        return change -> {
            change.outline(planned.outline());
            whyAll.ifPresent(why -> change.tell(Happening.of(why)));
            planned.repairs().forEach(repair -> change.tell(Happening.of(repair)));
            change.move(
                    change.job().planned(change.now()),
                    "Planned " + planned.outline().pages().size() + " pages.");
            change.next(works(planned.outline().pages()));
        };
    }

    private static List<Work> works(List<PagePlan> pages) {
        return pages.stream().map(page -> (Work) new Work.Page(page.slug())).toList();
    }

    private void refresh(Partly partly, JobChange change) {
        change.outline(partly.plan().outline());
        // Before the writing begins: what is kept tells nothing of how fast pages are written.
        partly.kept().forEach((slug, written) -> change.keep(page(change, slug).completed(written, change.now())));
        change.move(change.job().planned(change.now()), summary(partly));
        partly.plan().fates().forEach(fate -> tell(fate, change));
        List<Work> left = works(partly.plan().rewritten());
        if (left.isEmpty()) {
            change.finishIfLast();
        } else {
            change.next(left);
        }
    }

    private void tell(PageFate fate, JobChange change) {
        String title = "\"" + fate.plan().title() + "\"";
        change.tell(
                switch (fate) {
                    case Kept(PagePlan plan) ->
                        Happening.ofPage(
                                "Kept " + title + ": nothing that it lists or cites has changed.",
                                page(change, plan.slug()));
                    case Rewritten(PagePlan plan, String why) ->
                        Happening.ofPage(title + " is written again, since " + why + ".", page(change, plan.slug()));
                    case LeftOut left -> Happening.of(title + " is left out, since " + left.why() + ".");
                });
    }

    private JobPage page(JobChange change, String slug) {
        return jobs.page(change.job().id(), slug).orElseThrow();
    }

    private static String summary(Partly partly) {
        int kept = partly.kept().size();
        int again = partly.plan().rewritten().size();
        String since = partly.from().subject().commit().abbreviated();
        String changes = partly.changes() == 0
                ? "Nothing has changed since " + since
                : partly.changes() + (partly.changes() == 1 ? " file has" : " files have") + " changed since " + since;
        return changes + ": the plan stays, " + kept + (kept == 1 ? " page is" : " pages are") + " kept, " + again
                + (again == 1 ? " is" : " are") + " written again.";
    }
}

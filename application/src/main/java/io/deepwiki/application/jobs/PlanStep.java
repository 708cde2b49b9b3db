package io.deepwiki.application.jobs;

import io.deepwiki.application.wiki.PlanWiki;
import io.deepwiki.application.wiki.PlanWiki.Planned;
import io.deepwiki.domain.jobs.JobEvent.Happening;
import io.deepwiki.domain.jobs.WikiJob;
import io.deepwiki.domain.jobs.WorkItem;
import io.deepwiki.domain.jobs.WorkItem.Work;

/** The second step: the pages are planned, and each becomes a work item of its own. */
final class PlanStep implements Step {
    private final PlanWiki planning;

    PlanStep(PlanWiki planning) {
        this.planning = planning;
    }

    @Override
    public Effect run(WikiJob job, WorkItem item, Calls calls) {
        Planned planned = planning.plan(
                Sources.of(job),
                job.request().mode(),
                job.request().pages(),
                calls.model());
        return change -> {
            change.outline(planned.outline());
            planned.repairs().forEach(repair -> change.tell(Happening.of(repair)));
            change.move(
                    change.job().planned(change.now()),
                    "Planned " + planned.outline().pages().size() + " pages.");
            change.next(planned.outline().pages().stream()
                    .map(page -> (Work) new Work.Page(page.slug()))
                    .toList());
        };
    }

    @Override
    public Effect giveUp(WikiJob job, WorkItem item, String why) {
        return change -> change.move(change.job().fail(why, change.now()), "The pages could not be planned.");
    }
}

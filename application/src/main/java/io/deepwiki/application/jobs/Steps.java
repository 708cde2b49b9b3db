package io.deepwiki.application.jobs;

import io.deepwiki.application.llm.ModelChoice;
import io.deepwiki.application.repository.OpenRepository;
import io.deepwiki.application.retrieval.IndexRepository;
import io.deepwiki.application.wiki.PlanWiki;
import io.deepwiki.application.wiki.RefreshWiki;
import io.deepwiki.application.wiki.WritePage;
import io.deepwiki.application.wiki.port.WikiStore;
import io.deepwiki.domain.jobs.WorkItem.Work;
import java.util.function.UnaryOperator;

/** Which step does which work. */
public final class Steps {
    private final Step index;
    private final Step plan;
    private final Step page;
    private final Step finish;

    Steps(Making making, JobStores stores) {
        this(
                new IndexStep(making.repositories, making.indexing, stores.jobs()),
                new PlanStep(making.planning, making.refreshing, stores.jobs()),
                new PageStep(making.writing, stores.jobs()),
                new FinishStep(stores.jobs(), making.wikis));
    }

    private Steps(Step index, Step plan, Step page, Step finish) {
        this.index = index;
        this.plan = plan;
        this.page = page;
        this.finish = finish;
    }

    /** The same steps, each in something that is around it. */
    Steps within(UnaryOperator<Step> around) {
        return new Steps(around.apply(index), around.apply(plan), around.apply(page), around.apply(finish));
    }

    Step of(Work work) {
        return switch (work) {
            case Work.Index _ -> index;
            case Work.Plan _ -> plan;
            case Work.Page _ -> page;
            case Work.Finish _ -> finish;
        };
    }

    /** What a wiki is made with. */
    public record Making(
            OpenRepository repositories,
            IndexRepository indexing,
            PlanWiki planning,
            RefreshWiki refreshing,
            WritePage writing,
            ModelChoice models,
            WikiStore wikis) {}
}

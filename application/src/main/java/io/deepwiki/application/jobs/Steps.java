package io.deepwiki.application.jobs;

import io.deepwiki.application.llm.ModelChoice;
import io.deepwiki.application.repository.OpenRepository;
import io.deepwiki.application.retrieval.IndexRepository;
import io.deepwiki.application.wiki.PlanWiki;
import io.deepwiki.application.wiki.RefreshWiki;
import io.deepwiki.application.wiki.WritePage;
import io.deepwiki.application.wiki.port.WikiStore;
import io.deepwiki.domain.jobs.WorkItem.Work;

/** Which step does which work. */
public final class Steps {
    private final Step index;
    private final Step plan;
    private final Step page;
    private final Step finish;

    Steps(Making making, JobStores stores, JobChanges changes) {
        this.index = new IndexStep(making.repositories, making.indexing, stores.jobs());
        this.plan = new PlanStep(making.planning, making.refreshing, making.models, stores.jobs());
        this.page = new PageStep(making.writing, making.models, stores.jobs(), changes);
        this.finish = new FinishStep(stores.jobs(), making.wikis);
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

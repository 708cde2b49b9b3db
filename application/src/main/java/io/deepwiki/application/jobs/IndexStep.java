package io.deepwiki.application.jobs;

import io.deepwiki.application.jobs.port.JobStore;
import io.deepwiki.application.repository.OpenRepository;
import io.deepwiki.application.repository.OpenRepository.Opened;
import io.deepwiki.application.repository.port.SnapshotStore.Snapshot;
import io.deepwiki.application.retrieval.IndexRepository;
import io.deepwiki.domain.access.Secret;
import io.deepwiki.domain.jobs.JobEvent.Happening;
import io.deepwiki.domain.jobs.WikiJob;
import io.deepwiki.domain.jobs.WorkItem;
import io.deepwiki.domain.jobs.WorkItem.Work;
import io.deepwiki.domain.repository.LeftOut;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The first step: the repository is fetched, and its words become searchable. */
final class IndexStep implements Step {
    private final OpenRepository repositories;
    private final IndexRepository indexing;
    private final JobStore jobs;

    IndexStep(OpenRepository repositories, IndexRepository indexing, JobStore jobs) {
        this.repositories = repositories;
        this.indexing = indexing;
        this.jobs = jobs;
    }

    @Override
    public void begin(JobChange change, WorkItem item) {
        if (change.job().snapshot().isEmpty()) {
            change.move(change.job().startIndexing(change.now()), "Reading the repository.");
        }
    }

    @Override
    public Effect run(WikiJob job, WorkItem item, Calls calls) throws InterruptedException {
        Optional<Secret> token = jobs.token(job.id());
        // A look of a moment ago may be one from before the commit that the wiki was ordered for.
        Opened opened = repositories.now(job.request().repository(), job.request().branch(), token, job.submitter());
        Snapshot snapshot = indexing.index(opened, token);
        // The snapshot may have been made for another branch that stands at the same commit.
        WikiJob.Source source =
                new WikiJob.Source(snapshot.id(), opened.head().branch(), snapshot.commit(), opened.seen());
        return change -> {
            change.move(change.job().indexed(source, change.now()), summary(snapshot));
            if (opened.head().dirty()) {
                change.tell(
                        Happening.of("The folder has changes that are not committed; they are not part of the wiki."));
            }
            change.next(List.of(new Work.Plan()));
        };
    }

    @Override
    public Effect giveUp(WikiJob job, WorkItem item, String why) {
        return change -> change.move(change.job().fail(why, change.now()), "The repository could not be read.");
    }

    static String summary(Snapshot snapshot) {
        String left = snapshot.leftOut().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> entry.getValue() + " " + words(entry.getKey()))
                .collect(Collectors.joining(", "));
        return "Indexed " + snapshot.files() + " files in " + snapshot.chunks() + " chunks at "
                + snapshot.commit().abbreviated() + (left.isEmpty() ? "." : "; left out: " + left + ".");
    }

    private static String words(LeftOut why) {
        return why.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}

package io.deepwiki.application.jobs;

import io.deepwiki.application.wiki.WikiSource;
import io.deepwiki.domain.jobs.WikiJob;
import io.deepwiki.domain.repository.RepositoryRef;

/** What a job's wiki is written from. */
final class Sources {
    private Sources() {}

    /** @throws IllegalStateException before the job is indexed */
    static WikiSource of(WikiJob job) {
        WikiJob.Source source =
                job.snapshot().orElseThrow(() -> new IllegalStateException("job " + job.id() + " is not indexed"));
        RepositoryRef repository = job.request().repository();
        String name = repository instanceof RepositoryRef.Local
                ? repository.name()
                : repository.owner() + "/" + repository.name();
        return new WikiSource(
                source.id(), name, job.request().filter(), job.request().language());
    }
}

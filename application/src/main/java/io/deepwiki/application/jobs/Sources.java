package io.deepwiki.application.jobs;

import io.deepwiki.application.wiki.WikiSource;
import io.deepwiki.domain.jobs.WikiJob;
import io.deepwiki.domain.jobs.WikiRequest;
import io.deepwiki.domain.repository.RepositoryRef;
import io.deepwiki.domain.wiki.Wiki;

/** What a job's wiki is written from. */
final class Sources {
    private Sources() {}

    /** @throws IllegalStateException before the job is indexed */
    static WikiSource of(WikiJob job) {
        WikiJob.Source source = read(job);
        RepositoryRef repository = job.request().repository();
        String name = repository instanceof RepositoryRef.Local
                ? repository.name()
                : repository.owner() + "/" + repository.name();
        return new WikiSource(
                source.id(), name, job.request().filter(), job.request().language());
    }

    /**
     * What the job's wiki is about.
     *
     * @throws IllegalStateException before the job is indexed
     */
    static Wiki.Subject subject(WikiJob job) {
        WikiJob.Source source = read(job);
        WikiRequest request = job.request();
        return new Wiki.Subject(
                request.repository(),
                source.branch(),
                source.commit(),
                source.id(),
                request.language(),
                request.mode());
    }

    /**
     * How the job's wiki comes about.
     *
     * @throws IllegalStateException before the job is indexed
     */
    static Wiki.Origin origin(WikiJob job) {
        return new Wiki.Origin(job.id().value(), read(job).seen());
    }

    private static WikiJob.Source read(WikiJob job) {
        return job.snapshot().orElseThrow(() -> new IllegalStateException("job " + job.id() + " is not indexed"));
    }
}

package io.deepwiki.application.jobs.port;

import static io.deepwiki.application.repository.port.Sources.NOON;
import static io.deepwiki.application.repository.port.Sources.REPOSITORY;

import io.deepwiki.application.wiki.port.Wikis;
import io.deepwiki.domain.access.Caller;
import io.deepwiki.domain.jobs.Decision;
import io.deepwiki.domain.jobs.Decision.Accepted;
import io.deepwiki.domain.jobs.Decision.Refused;
import io.deepwiki.domain.jobs.JobId;
import io.deepwiki.domain.jobs.WikiJob;
import io.deepwiki.domain.jobs.WikiRequest;
import io.deepwiki.domain.jobs.WorkItem;
import io.deepwiki.domain.jobs.WorkItem.Work;
import io.deepwiki.domain.jobs.WorkItemId;
import io.deepwiki.domain.llm.Language;
import io.deepwiki.domain.llm.ModelRef;
import io.deepwiki.domain.repository.FileFilter;
import io.deepwiki.domain.repository.RepositoryRef;
import io.deepwiki.domain.wiki.WikiMode;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Jobs and work items for tests. */
public final class WikiJobs {
    public static final Caller SUBMITTER = new Caller("submitter");

    private WikiJobs() {}

    /** A comprehensive wiki of the repository in this language, by the built-in model. */
    public static WikiRequest request(RepositoryRef repository, Language language) {
        return new WikiRequest(
                repository,
                Optional.empty(),
                language,
                WikiMode.COMPREHENSIVE,
                Wikis.MODEL,
                Optional.empty(),
                FileFilter.NONE);
    }

    /** A waiting job; its id grows with the number, and so does its age. */
    public static WikiJob waiting(int number, WikiRequest request) {
        return WikiJob.submitted(id(number), request, SUBMITTER, NOON.plusSeconds(number));
    }

    /** A waiting job of the usual repository; no two numbers have equal requests. */
    public static WikiJob waiting(int number) {
        WikiRequest plain = request(REPOSITORY, Language.ENGLISH);
        return waiting(
                number,
                new WikiRequest(
                        plain.repository(),
                        Optional.of("branch-" + number),
                        plain.language(),
                        plain.mode(),
                        plain.model(),
                        plain.pages(),
                        plain.filter()));
    }

    /** A waiting job that asks this provider. */
    public static WikiJob waiting(int number, String provider) {
        WikiRequest plain = waiting(number).request();
        return waiting(
                number,
                new WikiRequest(
                        plain.repository(),
                        plain.branch(),
                        plain.language(),
                        plain.mode(),
                        new ModelRef(provider, "one"),
                        plain.pages(),
                        plain.filter()));
    }

    public static JobId id(int number) {
        return new JobId(new UUID(0x0190_0000_0000_7000L, 0x8000_0000_0000_0000L | number));
    }

    /** A page to write, ready then. */
    public static WorkItem page(int number, JobId job, Instant readyAt) {
        WorkItemId id = new WorkItemId(new UUID(0x0191_0000_0000_7000L, 0x8000_0000_0000_0000L | number));
        return new WorkItem(id, job, new Work.Page("page-" + number), 0, 0, readyAt);
    }

    /** What the job is after a command that it obeys. */
    public static WikiJob accepted(Decision decision) {
        return switch (decision) {
            case Accepted(WikiJob job) -> job;
            case Refused(String why) -> throw new IllegalArgumentException(why);
        };
    }
}

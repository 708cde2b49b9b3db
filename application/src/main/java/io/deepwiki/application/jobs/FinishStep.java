package io.deepwiki.application.jobs;

import io.deepwiki.application.jobs.port.JobStore;
import io.deepwiki.application.wiki.port.WikiStore;
import io.deepwiki.domain.jobs.JobPage;
import io.deepwiki.domain.jobs.Progress;
import io.deepwiki.domain.jobs.WikiJob;
import io.deepwiki.domain.jobs.WikiRequest;
import io.deepwiki.domain.jobs.WorkItem;
import io.deepwiki.domain.wiki.Outline;
import io.deepwiki.domain.wiki.Revision;
import io.deepwiki.domain.wiki.Wiki;
import io.deepwiki.domain.wiki.WikiId;
import io.deepwiki.domain.wiki.WikiPage;
import java.util.List;
import java.util.Optional;

/** The last step: what is written is published, unless what is published is newer or better, and only then is the job over. */
final class FinishStep implements Step {
    private final JobStore jobs;
    private final WikiStore wikis;

    FinishStep(JobStore jobs, WikiStore wikis) {
        this.jobs = jobs;
        this.wikis = wikis;
    }

    @Override
    public Effect run(WikiJob job, WorkItem item, Calls calls) {
        return change -> {
            Progress progress = change.progress();
            if (progress.settled() < progress.total()) {
                return; // a page is tried again meanwhile, and finishes the job when it is settled
            }
            Optional<String> stays = progress.completed() > 0 ? publish(change, progress) : Optional.empty();
            change.move(
                    change.job().finish(progress, change.now()),
                    message(progress) + stays.map(why -> " " + why).orElse(""));
        };
    }

    @Override
    public Effect giveUp(WikiJob job, WorkItem item, String why) {
        return change -> {
            Progress progress = change.progress();
            if (progress.settled() == progress.total()) {
                change.move(change.job().fail(why, change.now()), "The wiki could not be published.");
            }
        };
    }

    /** @return why the wiki that is published already stays; empty: it does not */
    private Optional<String> publish(JobChange change, Progress progress) {
        WikiJob job = change.job();
        Wiki.Subject subject = Sources.subject(job);
        Revision mine = new Revision(Sources.origin(job), subject.commit(), progress.failed());
        Optional<Revision> better = wikis.lockRevision(subject).filter(published -> !mine.replaces(published));
        if (better.isPresent()) {
            return Optional.of(stays(better.get(), mine));
        }
        List<WikiPage> pages = jobs.pages(job.id()).stream()
                .flatMap(page -> written(page).stream())
                .toList();
        Outline outline = jobs.outline(job.id()).orElseThrow();
        // A wiki's id is that of the first job that published it: known before, and the same after a crash.
        WikiId id = new WikiId(job.id().value());
        WikiRequest request = job.request();
        wikis.publish(
                new Wiki(id, subject, outline, request.model(), request.wishes(), mine.origin(), change.now()), pages);
        return Optional.empty();
    }

    private static String stays(Revision published, Revision mine) {
        if (!published.commit().equals(mine.commit())) {
            return "A newer wiki, of commit " + published.commit().abbreviated() + ", stays published.";
        }
        return published.missing() < mine.missing()
                ? "A wiki of the same commit that misses fewer pages stays published."
                : "A newer wiki of the same commit stays published.";
    }

    private static Optional<WikiPage> written(JobPage page) {
        return page.written().map(written -> new WikiPage(page.plan(), written.content(), written.citations()));
    }

    private static String message(Progress progress) {
        return progress.failed() == 0
                ? "The wiki is complete: " + progress.completed() + " pages."
                : progress.completed() + " pages are written, " + progress.failed() + " failed.";
    }
}

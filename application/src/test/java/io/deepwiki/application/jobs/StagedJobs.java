package io.deepwiki.application.jobs;

import static io.deepwiki.application.jobs.port.WikiJobs.accepted;
import static io.deepwiki.application.repository.port.Sources.NOON;

import io.deepwiki.application.jobs.port.WikiJobs;
import io.deepwiki.application.port.Stamps;
import io.deepwiki.domain.jobs.JobEvent.Happening;
import io.deepwiki.domain.jobs.JobId;
import io.deepwiki.domain.jobs.JobPage;
import io.deepwiki.domain.jobs.LeftToDo;
import io.deepwiki.domain.jobs.PageStatus;
import io.deepwiki.domain.jobs.WikiJob;
import io.deepwiki.domain.jobs.WorkItem;
import io.deepwiki.domain.jobs.WorkItemId;
import io.deepwiki.domain.wiki.Importance;
import io.deepwiki.domain.wiki.Outline;
import io.deepwiki.domain.wiki.PagePlan;
import io.deepwiki.domain.wiki.Section;
import io.deepwiki.domain.wiki.WrittenPage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Jobs that are put straight into a state, with the pages, the work and the history that belong to it. */
public final class StagedJobs {
    private final JobStores stores;
    private final Stamps stamps;
    private final WikiJob.Source source;

    /** @param source a commit that the stores know */
    public StagedJobs(JobStores stores, Stamps stamps, WikiJob.Source source) {
        this.stores = stores;
        this.stamps = stamps;
        this.source = source;
    }

    /** Where a job can be. Its pages are named by how they stand: {@code completed}, {@code permanent-failed} and so on. */
    public enum Stage {
        WAITING("pending"),
        INDEXING("preparing_embeddings"),
        PLANNING("generating_structure"),
        WRITING("generating_pages", PageStatus.values()),
        FINISHING("generating_pages", PageStatus.COMPLETED, PageStatus.PERMANENT_FAILED),
        WAITING_PAUSED("paused"),
        INDEXING_PAUSED("paused"),
        PLANNING_PAUSED("paused"),
        WRITING_PAUSED("paused", PageStatus.values()),
        REFUSED("paused", PageStatus.values()),
        COMPLETED("completed", PageStatus.COMPLETED),
        PARTIALLY_COMPLETED("partially_completed", PageStatus.COMPLETED, PageStatus.PERMANENT_FAILED),
        WITHOUT_A_PAGE("failed", PageStatus.PERMANENT_FAILED),
        UNREADABLE("failed"),
        CANCELLED_EARLY("cancelled"),
        CANCELLED("cancelled", PageStatus.COMPLETED, PageStatus.PERMANENT_FAILED, PageStatus.PENDING);

        private final String status;

        @SuppressWarnings("ImmutableEnumChecker") // the list never changes
        private final List<PageStatus> pages;

        Stage(String status, PageStatus... pages) {
            this.status = status;
            this.pages = List.of(pages);
        }

        /** What people call it. */
        public String status() {
            return status;
        }

        public List<PageStatus> pages() {
            return pages;
        }
    }

    /** A page's slug, by how it stands in the beginning. */
    public static String slug(PageStatus status) {
        return status.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Puts a job there. No two numbers have equal requests. */
    public JobId staged(int number, Stage stage) {
        WikiJob waiting = WikiJobs.waiting(number);
        stores.transactions().inTransaction(() -> {
            stores.jobs().add(waiting, Optional.empty());
            keepPages(waiting.id(), stage);
            WikiJob before = waiting;
            for (WikiJob next : steps(waiting, stage)) {
                stores.jobs().save(before, next);
                before = next;
            }
            stores.queue()
                    .add(LeftToDo.of(before.state(), stores.jobs().pages(before.id())).stream()
                            .map(work -> new WorkItem(
                                    new WorkItemId(stamps.newId()), waiting.id(), work, 0, 0, stamps.now()))
                            .toList());
            stores.events()
                    .append(before, stores.jobs().progress(before.id()), Happening.of("So it stands."), stamps.now());
        });
        return waiting.id();
    }

    private List<WikiJob> steps(WikiJob waiting, Stage stage) {
        WikiJob indexing = accepted(waiting.startIndexing(NOON));
        WikiJob planning = accepted(indexing.indexed(source, NOON));
        WikiJob writing = accepted(planning.planned(NOON));
        return switch (stage) {
            case WAITING -> List.of();
            case INDEXING -> List.of(indexing);
            case PLANNING -> List.of(indexing, planning);
            case WRITING, FINISHING -> List.of(indexing, planning, writing);
            case WAITING_PAUSED -> List.of(paused(waiting));
            case INDEXING_PAUSED -> List.of(indexing, paused(indexing));
            case PLANNING_PAUSED -> List.of(indexing, planning, paused(planning));
            case WRITING_PAUSED -> List.of(indexing, planning, writing, paused(writing));
            case REFUSED -> List.of(indexing, planning, writing, accepted(writing.pause("No key is set.", NOON)));
            case COMPLETED, PARTIALLY_COMPLETED, WITHOUT_A_PAGE ->
                List.of(
                        indexing,
                        planning,
                        writing,
                        accepted(writing.finish(stores.jobs().progress(writing.id()), NOON)));
            case UNREADABLE -> List.of(indexing, accepted(indexing.fail("It cannot be read.", NOON)));
            case CANCELLED_EARLY -> List.of(accepted(waiting.cancel(NOON)));
            case CANCELLED -> List.of(indexing, planning, writing, accepted(writing.cancel(NOON)));
        };
    }

    private static WikiJob paused(WikiJob job) {
        return accepted(job.pause("", NOON));
    }

    private void keepPages(JobId job, Stage stage) {
        if (stage.pages().isEmpty()) {
            return;
        }
        Map<PageStatus, PagePlan> plans = new TreeMap<>();
        stage.pages()
                .forEach(status -> plans.put(
                        status,
                        new PagePlan(
                                slug(status), status.name(), "It is there.", Importance.LOW, List.of(), List.of())));
        List<String> slugs = plans.values().stream().map(PagePlan::slug).toList();
        stores.jobs()
                .saveOutline(
                        job,
                        new Outline(
                                "Rocket",
                                "It flies.",
                                List.of(new Section("all", "All", slugs)),
                                List.copyOf(plans.values())));
        List<JobPage> pages = new ArrayList<>();
        plans.forEach((status, plan) -> pages.add(page(job, pages.size(), plan, status)));
        stores.jobs().addPages(pages);
    }

    private JobPage page(JobId job, int position, PagePlan plan, PageStatus status) {
        JobPage planned = JobPage.planned(stamps.newId(), job, position, plan, "all", NOON);
        return switch (status) {
            case PENDING -> planned;
            case IN_PROGRESS -> planned.begun(NOON);
            case COMPLETED ->
                planned.begun(NOON).completed(new WrittenPage("# It", List.of(), Duration.ofSeconds(1)), NOON);
            case FAILED -> planned.begun(NOON).failed("It broke.", false, NOON);
            case PERMANENT_FAILED -> planned.begun(NOON).failed("It broke.", true, NOON);
        };
    }
}

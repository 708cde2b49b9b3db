package io.deepwiki.adapters.persistence.jobs;

import io.deepwiki.adapters.persistence.database.Text;
import io.deepwiki.adapters.persistence.wiki.WikiJson;
import io.deepwiki.db.generated.tables.records.JobPageRecord;
import io.deepwiki.domain.jobs.JobId;
import io.deepwiki.domain.jobs.JobPage;
import io.deepwiki.domain.jobs.JobPage.State;
import io.deepwiki.domain.jobs.JobPage.Times;
import io.deepwiki.domain.jobs.PageStatus;
import io.deepwiki.domain.wiki.WrittenPage;
import java.time.Duration;
import java.util.Optional;

/** A page of a job as a row, and back. */
final class PageRows {
    private PageRows() {}

    /** The whole row of a new page. */
    static JobPageRecord added(JobPage page) {
        return changed(page)
                .setId(page.id())
                .setJobId(page.job().value())
                .setPosition(page.position())
                .setSlug(page.plan().slug())
                .setPlan(WikiJson.write(page.plan()))
                .setSection(page.section())
                .setCreatedAt(page.times().created());
    }

    /** What of a row can change. */
    static JobPageRecord changed(JobPage page) {
        Optional<WrittenPage> written = page.written();
        return new JobPageRecord()
                .setStatus(page.state().status().name())
                .setAttempts(page.state().attempts())
                .setLastError(Text.storable(page.state().lastError()))
                .setContent(
                        written.map(WrittenPage::content).map(Text::storable).orElse(null))
                .setCitations(
                        written.map(WrittenPage::citations).map(WikiJson::write).orElse(null))
                .setTookMs(written.map(what -> what.took().toMillis()).orElse(null))
                .setStartedAt(page.times().started().orElse(null))
                .setEndedAt(page.times().ended().orElse(null));
    }

    static JobPage page(JobPageRecord row) {
        return new JobPage(
                row.getId(),
                new JobId(row.getJobId()),
                row.getPosition(),
                WikiJson.plan(row.getPlan()),
                row.getSection(),
                new State(PageStatus.valueOf(row.getStatus()), row.getAttempts(), row.getLastError()),
                Optional.ofNullable(row.getContent()).map(content -> written(content, row)),
                new Times(
                        row.getCreatedAt(),
                        Optional.ofNullable(row.getStartedAt()),
                        Optional.ofNullable(row.getEndedAt())));
    }

    private static WrittenPage written(String content, JobPageRecord row) {
        return new WrittenPage(content, WikiJson.citations(row.getCitations()), Duration.ofMillis(row.getTookMs()));
    }
}

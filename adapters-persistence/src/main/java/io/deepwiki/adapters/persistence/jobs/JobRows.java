package io.deepwiki.adapters.persistence.jobs;

import static io.deepwiki.db.generated.Tables.WIKI_JOB;

import io.deepwiki.adapters.persistence.database.Text;
import io.deepwiki.adapters.persistence.repository.FilterJson;
import io.deepwiki.adapters.persistence.repository.Repositories;
import io.deepwiki.db.generated.tables.records.WikiJobRecord;
import io.deepwiki.domain.access.Caller;
import io.deepwiki.domain.jobs.Ceilings;
import io.deepwiki.domain.jobs.JobId;
import io.deepwiki.domain.jobs.WikiJob;
import io.deepwiki.domain.jobs.WikiJob.Source;
import io.deepwiki.domain.jobs.WikiJob.Times;
import io.deepwiki.domain.jobs.WikiRequest;
import io.deepwiki.domain.llm.Language;
import io.deepwiki.domain.llm.ModelRef;
import io.deepwiki.domain.repository.Commit;
import io.deepwiki.domain.repository.RepositoryId;
import io.deepwiki.domain.repository.SnapshotId;
import io.deepwiki.domain.wiki.WikiMode;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jooq.Field;
import org.jooq.Record;

/** A job as a row, and back. */
final class JobRows {
    /** What a job is read from: not its outline, which is long and seldom wanted, nor its token. */
    static final List<Field<?>> FIELDS = Stream.of(WIKI_JOB.fields())
            .filter(field -> !field.equals(WIKI_JOB.OUTLINE) && !field.equals(WIKI_JOB.TOKEN))
            .toList();

    private JobRows() {}

    /** The whole row of a new job, but for its token. */
    static WikiJobRecord added(WikiJob job, RepositoryId repository) {
        WikiRequest request = job.request();
        return changed(job)
                .setId(job.id().value())
                .setRepositoryId(repository.value())
                .setRepositoryUrl(request.repository().url())
                .setOwner(request.repository().owner())
                .setRepo(request.repository().name())
                .setBranch(request.branch().orElse(null))
                .setLanguage(request.language().code())
                .setMode(request.mode().name())
                .setProvider(request.model().provider())
                .setModel(request.model().model())
                .setPagesWished(request.pages().orElse(null))
                .setFilter(FilterJson.write(request.filter()))
                .setRequestKey(RequestJson.key(request))
                .setSubmitter(job.submitter().keyId())
                .setMaxTokens(job.ceilings().tokens().orElse(null))
                .setMaxCostUsd(job.ceilings().cost().orElse(null))
                .setCreatedAt(job.times().created());
    }

    /** What of a row can change. */
    static WikiJobRecord changed(WikiJob job) {
        return new WikiJobRecord()
                .setState(JobStates.word(job.state()))
                .setPausedIn(JobStates.pausedIn(job.state()))
                .setPauseReason(JobStates.pauseReason(job.state()))
                .setRun(job.run())
                .setSnapshotId(job.snapshot().map(source -> source.id().value()).orElse(null))
                .setSnapshotBranch(job.snapshot().map(Source::branch).orElse(null))
                .setCommitId(job.snapshot().map(source -> source.commit().id()).orElse(null))
                .setSeenAt(job.snapshot().map(Source::seen).orElse(null))
                .setError(Text.storable(job.error()))
                .setStartedAt(job.times().started().orElse(null))
                .setEndedAt(job.times().ended().orElse(null))
                .setUpdatedAt(job.times().updated());
    }

    /** @param fields at least {@link #FIELDS} */
    static WikiJob job(Record fields) {
        WikiJobRecord row = fields.into(WIKI_JOB);
        return new WikiJob(
                new JobId(row.getId()),
                request(row),
                new Caller(row.getSubmitter()),
                JobStates.state(row.getState(), row.getPausedIn(), row.getPauseReason()),
                row.getRun(),
                Optional.ofNullable(row.getSnapshotId()).map(id -> source(row, new SnapshotId(id))),
                row.getError(),
                new Times(
                        row.getCreatedAt(),
                        Optional.ofNullable(row.getStartedAt()),
                        Optional.ofNullable(row.getEndedAt()),
                        row.getUpdatedAt()),
                new Ceilings(Optional.ofNullable(row.getMaxTokens()), Optional.ofNullable(row.getMaxCostUsd())));
    }

    /** An instance of an older version leaves no moment; the job was begun shortly before it. */
    private static Source source(WikiJobRecord row, SnapshotId snapshot) {
        Instant begun = Objects.requireNonNullElse(row.getStartedAt(), row.getCreatedAt());
        return new Source(
                snapshot,
                row.getSnapshotBranch(),
                new Commit(row.getCommitId()),
                Objects.requireNonNullElse(row.getSeenAt(), begun));
    }

    private static WikiRequest request(WikiJobRecord row) {
        return new WikiRequest(
                Repositories.ofUrl(row.getRepositoryUrl()),
                Optional.ofNullable(row.getBranch()),
                Language.ofCode(row.getLanguage()).orElseThrow(),
                WikiMode.valueOf(row.getMode()),
                new ModelRef(row.getProvider(), row.getModel()),
                Optional.ofNullable(row.getPagesWished()),
                FilterJson.read(row.getFilter()));
    }
}

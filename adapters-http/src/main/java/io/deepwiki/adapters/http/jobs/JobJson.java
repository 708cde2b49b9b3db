package io.deepwiki.adapters.http.jobs;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.deepwiki.adapters.http.wiki.OrderedJson;
import io.deepwiki.adapters.http.wiki.RepositoryType;
import io.deepwiki.adapters.http.wiki.WikiJson;
import io.deepwiki.application.jobs.JobLine;
import io.deepwiki.application.jobs.JobQueries.JobDetails;
import io.deepwiki.application.jobs.JobQueries.JobView;
import io.deepwiki.application.jobs.JobWords;
import io.deepwiki.domain.jobs.JobEvent;
import io.deepwiki.domain.jobs.JobPage;
import io.deepwiki.domain.jobs.JobState;
import io.deepwiki.domain.jobs.TimeLeft;
import io.deepwiki.domain.jobs.TokenSummary;
import io.deepwiki.domain.jobs.WikiJob;
import io.deepwiki.domain.jobs.WikiRequest;
import io.deepwiki.domain.usage.Spent;
import io.deepwiki.domain.usage.TokenUsage;
import io.deepwiki.domain.wiki.WikiMode;
import io.deepwiki.domain.wiki.WrittenPage;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Jobs as they come and go. The status words are made here: inside, a state is a type. */
final class JobJson {
    private JobJson() {}

    record Submitted(String jobId, String message, boolean existing) {}

    record Message(String message) {}

    record Jobs(List<Job> jobs, int total) {}

    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Details(Job job, List<Page> pages, Optional<WikiJson.Structure> wikiStructure) {}

    record Tokens(
            long chunkingTotalTokens,
            int chunkingTotalChunks,
            long providerPromptTokens,
            long providerCompletionTokens,
            long providerTotalTokens,
            boolean estimated,
            Optional<BigDecimal> costUsd) {
        static Tokens of(TokenSummary summary) {
            TokenUsage usage = summary.provider().usage();
            return new Tokens(
                    summary.chunkingTokens(),
                    summary.chunkingChunks(),
                    usage.prompt(),
                    usage.completion(),
                    usage.total(),
                    usage.estimated(),
                    summary.provider().cost());
        }
    }

    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Job(
            String id,
            String repoUrl,
            String repoType,
            String owner,
            String repo,
            Optional<String> branch,
            Optional<String> commit,
            String provider,
            String model,
            String language,
            @JsonProperty("is_comprehensive") boolean comprehensive,
            String status,
            int currentPhase,
            int progressPercent,
            Optional<String> errorMessage,
            int totalPages,
            int completedPages,
            int failedPages,
            long totalTokensUsed,
            String createdAt,
            Optional<String> startedAt,
            Optional<String> completedAt,
            String updatedAt,
            Optional<Long> maxTokens,
            Optional<BigDecimal> maxCost,
            Tokens tokenSummary,
            Optional<Left> timeLeftMs,
            OrderedJson order) {
        static Job of(JobView view) {
            WikiJob job = view.job();
            WikiRequest request = job.request();
            return new Job(
                    job.id().toString(),
                    request.repository().url(),
                    RepositoryType.of(request.repository()),
                    request.repository().owner(),
                    request.repository().name(),
                    job.snapshot().map(WikiJob.Source::branch).or(request::branch),
                    job.snapshot().map(source -> source.commit().id()),
                    request.model().provider(),
                    request.model().model(),
                    request.language().code(),
                    request.mode() == WikiMode.COMPREHENSIVE,
                    JobWords.word(job.state()),
                    phase(job.state()),
                    view.percent(),
                    Optional.of(job.trouble()).filter(trouble -> !trouble.isEmpty()),
                    view.progress().total(),
                    view.progress().completed(),
                    view.progress().failed(),
                    view.tokens().provider().usage().total(),
                    time(job.times().created()),
                    job.times().started().map(JobJson::time),
                    job.times().ended().map(JobJson::time),
                    time(job.times().updated()),
                    job.ceilings().tokens(),
                    job.ceilings().cost(),
                    Tokens.of(view.tokens()),
                    view.left().map(Left::of),
                    order(request));
        }

        private static OrderedJson order(WikiRequest request) {
            return OrderedJson.of(
                    request.repository(),
                    request.branch(),
                    request.language(),
                    request.mode(),
                    request.model(),
                    request.wishes());
        }
    }

    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Page(
            String id,
            String jobId,
            String pageId,
            String title,
            String description,
            String importance,
            List<String> filePaths,
            List<String> relatedPages,
            String parentSection,
            String status,
            Optional<String> content,
            int retryCount,
            Optional<String> lastError,
            long tokensUsed,
            boolean tokensEstimated,
            Optional<BigDecimal> costUsd,
            Optional<Long> generationTimeMs,
            String createdAt,
            Optional<String> startedAt,
            Optional<String> completedAt) {
        static Page of(JobPage page, Spent spent) {
            return new Page(
                    page.id().toString(),
                    page.job().toString(),
                    page.plan().slug(),
                    page.plan().title(),
                    page.plan().description(),
                    word(page.plan().importance()),
                    page.plan().files().stream().map(Object::toString).toList(),
                    page.plan().related(),
                    page.section(),
                    word(page.state().status()),
                    page.written().map(WrittenPage::content),
                    page.state().attempts(),
                    Optional.of(page.state().lastError()).filter(error -> !error.isEmpty()),
                    spent.usage().total(),
                    spent.usage().estimated(),
                    spent.cost(),
                    page.written().map(WrittenPage::took).map(Duration::toMillis),
                    time(page.times().created()),
                    page.times().started().map(JobJson::time),
                    page.times().ended().map(JobJson::time));
        }
    }

    record Event(
            String jobId,
            String status,
            int currentPhase,
            int progressPercent,
            String message,
            Optional<String> pageId,
            Optional<String> pageTitle,
            Optional<String> pageStatus,
            int totalPages,
            int completedPages,
            int failedPages,
            Optional<String> error,
            Tokens tokenSummary,
            long seq,
            int run,
            String at,
            Optional<Left> timeLeftMs) {
        static Event of(JobLine line) {
            JobEvent event = line.event();
            Optional<JobEvent.PageChange> page = event.what().page();
            return new Event(
                    event.job().toString(),
                    JobWords.word(event.state()),
                    phase(event.state()),
                    event.percent(),
                    event.what().message(),
                    page.map(JobEvent.PageChange::slug),
                    page.map(JobEvent.PageChange::title),
                    page.map(JobEvent.PageChange::status).map(JobJson::word),
                    event.progress().total(),
                    event.progress().completed(),
                    event.progress().failed(),
                    Optional.of(event.what().error()).filter(error -> !error.isEmpty()),
                    Tokens.of(event.tokens()),
                    event.seq(),
                    event.run(),
                    time(event.at()),
                    line.left().map(Left::of));
        }
    }

    record Heartbeat(boolean heartbeat) {}

    /** The service is about to stop: come back, to another instance or a little later. */
    record Draining(boolean draining) {}

    /** How long the rest is likely to take. */
    record Left(long least, long most) {
        static Left of(TimeLeft left) {
            return new Left(left.least().toMillis(), left.most().toMillis());
        }
    }

    static Details details(JobDetails details) {
        return new Details(
                Job.of(details.view()),
                details.pages().stream()
                        .map(page -> Page.of(page, details.spent(page)))
                        .toList(),
                details.outline()
                        .map(outline ->
                                WikiJson.Structure.of(details.view().job().id().toString(), outline)));
    }

    private static int phase(JobState state) {
        return switch (state) {
            case JobState.Waiting _ -> 0;
            case JobState.Running(var phase) ->
                switch (phase) {
                    case INDEX -> 0;
                    case PLAN -> 1;
                    case PAGES -> 2;
                };
            case JobState.Paused paused -> phase(paused.before());
            case JobState.Ended _ -> 3;
        };
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static String time(Instant instant) {
        return instant.toString();
    }
}

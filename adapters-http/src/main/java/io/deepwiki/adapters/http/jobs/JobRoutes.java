package io.deepwiki.adapters.http.jobs;

import io.deepwiki.adapters.http.access.ApiKeyFilter;
import io.deepwiki.adapters.http.routing.Body;
import io.deepwiki.adapters.http.routing.Reply;
import io.deepwiki.adapters.http.routing.Routes;
import io.deepwiki.application.failure.Failure.Invalid;
import io.deepwiki.application.failure.FailureException;
import io.deepwiki.application.jobs.FollowJob;
import io.deepwiki.application.jobs.JobControl;
import io.deepwiki.application.jobs.JobQueries;
import io.deepwiki.application.jobs.JobQueries.JobFilter;
import io.deepwiki.application.jobs.SubmitJob;
import io.deepwiki.application.llm.ModelChoice;
import io.deepwiki.domain.jobs.JobId;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Duration;
import java.util.OptionalLong;

/** Takes orders for wikis, and shows how they are doing. */
public final class JobRoutes {
    private static final String GROUP = "Jobs";

    private final JobUses jobs;
    private final ModelChoice models;
    private final long maxBody;
    private final EncodedLines encoded = new EncodedLines();

    public JobRoutes(JobUses jobs, ModelChoice models, long maxBody) {
        this.jobs = jobs;
        this.models = models;
        this.maxBody = maxBody;
    }

    /** What can be done with jobs. */
    public record JobUses(SubmitJob submit, JobQueries queries, JobControl control, FollowJob follow) {}

    public void register(Routes routes) {
        routes.post(GROUP, "/api/wiki/jobs", this::submit)
                .get(GROUP, "/api/wiki/jobs", this::list)
                .get(GROUP, "/api/wiki/jobs/{id}", this::find)
                .delete(GROUP, "/api/wiki/jobs/{id}", this::cancel)
                .post(GROUP, "/api/wiki/jobs/{id}/pause", this::pause)
                .post(GROUP, "/api/wiki/jobs/{id}/resume", this::resume)
                .post(GROUP, "/api/wiki/jobs/{id}/retry", this::retry)
                .post(GROUP, "/api/wiki/jobs/{id}/delete", this::remove)
                .post(GROUP, "/api/wiki/jobs/{id}/pages/{page}/retry", this::retryPage)
                .get(GROUP, "/api/wiki/jobs/{id}/token-summary", this::tokens)
                .get(GROUP, "/api/wiki/jobs/{id}/progress/stream", this::progress);
    }

    private void submit(ServerRequest request, ServerResponse response) {
        var submitted = jobs.submit()
                .submit(OrderJson.submission(Body.read(request, maxBody), models), ApiKeyFilter.caller(request));
        Reply.json(
                response, new JobJson.Submitted(submitted.job().toString(), submitted.message(), submitted.existing()));
    }

    private void list(ServerRequest request, ServerResponse response) {
        JobFilter filter = new JobFilter(
                Reply.query(request, "owner"),
                Reply.query(request, "repo"),
                Reply.query(request, "status"),
                Reply.number(request, "limit", 1, 100).orElse(50),
                Reply.number(request, "offset", 0, 1_000_000).orElse(0));
        var listing = jobs.queries().list(filter, ApiKeyFilter.caller(request));
        Reply.json(
                response,
                new JobJson.Jobs(listing.jobs().stream().map(JobJson.Job::of).toList(), listing.total()));
    }

    private void find(ServerRequest request, ServerResponse response) {
        Reply.json(response, JobJson.details(jobs.queries().find(id(request), ApiKeyFilter.caller(request))));
    }

    private void tokens(ServerRequest request, ServerResponse response) {
        var job = jobs.queries().summary(id(request), ApiKeyFilter.caller(request));
        Reply.json(response, JobJson.Tokens.of(job.tokens()));
    }

    private void cancel(ServerRequest request, ServerResponse response) {
        jobs.control().cancel(id(request), ApiKeyFilter.caller(request));
        Reply.json(response, new JobJson.Message("The job is cancelled."));
    }

    private void pause(ServerRequest request, ServerResponse response) {
        jobs.control().pause(id(request), ApiKeyFilter.caller(request));
        Reply.json(response, new JobJson.Message("The job is paused. Pages that are being written may be ended."));
    }

    private void resume(ServerRequest request, ServerResponse response) {
        jobs.control().resume(id(request), ApiKeyFilter.caller(request));
        Reply.json(response, new JobJson.Message("The job goes on."));
    }

    private void retry(ServerRequest request, ServerResponse response) {
        jobs.control().retry(id(request), OrderJson.token(Body.read(request, maxBody)), ApiKeyFilter.caller(request));
        Reply.json(response, new JobJson.Message("The job is tried again."));
    }

    private void remove(ServerRequest request, ServerResponse response) {
        jobs.control().delete(id(request), ApiKeyFilter.caller(request));
        Reply.json(response, new JobJson.Message("The job is deleted. Its wiki stays."));
    }

    private void retryPage(ServerRequest request, ServerResponse response) {
        String page = request.path().pathParameters().get("page");
        jobs.control()
                .retryPage(
                        id(request), page, OrderJson.token(Body.read(request, maxBody)), ApiKeyFilter.caller(request));
        Reply.json(response, new JobJson.Message("The page is tried again."));
    }

    private void progress(ServerRequest request, ServerResponse response) {
        Duration heartbeat =
                Duration.ofSeconds(Reply.number(request, "heartbeat", 1, 300).orElse(30));
        try (var events = jobs.follow().follow(id(request), after(request), ApiKeyFilter.caller(request))) {
            new EventLines(events, encoded, jobs.follow()::draining, heartbeat).send(response);
        }
    }

    private static OptionalLong after(ServerRequest request) {
        var text = Reply.query(request, "after");
        if (text.isPresent() && !text.get().matches("\\d{1,18}")) {
            throw new FailureException(Invalid.field("invalid_request", "after", "must be the number of a line"));
        }
        return text.map(number -> OptionalLong.of(Long.parseLong(number))).orElse(OptionalLong.empty());
    }

    private static JobId id(ServerRequest request) {
        return new JobId(Reply.id(request, "id"));
    }
}

package io.deepwiki.cli;

import io.deepwiki.domain.access.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** The service as the command line sees it: over HTTP, like any client. Failures become {@link CommandFailure}s that say what the service said. */
final class ServiceApi {
    private static final Duration QUICK = Duration.ofSeconds(3);
    private static final Duration PATIENT = Duration.ofSeconds(90);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(QUICK)
            .build();
    private final URI base;
    private final Optional<Secret> key;

    ServiceApi(URI base, Optional<Secret> key) {
        this.base = base;
        this.key = key;
    }

    URI base() {
        return base;
    }

    /** Whether a DeepWiki service answers there. */
    boolean alive() {
        try {
            HttpResponse<String> response =
                    client.send(request("/health").timeout(QUICK).GET().build(), BodyHandlers.ofString());
            return response.statusCode() == 200 && response.body().contains("deepwiki-api");
        } catch (IOException _) {
            return false;
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** Whether it can do its work, and what it says about its parts; empty if it does not answer. */
    Optional<ApiJson.Readiness> readiness() {
        try {
            HttpResponse<String> response =
                    client.send(request("/health/ready").timeout(QUICK).GET().build(), BodyHandlers.ofString());
            return Optional.of(ApiJson.read(response.body(), ApiJson.Readiness.class));
        } catch (IOException _) {
            return Optional.empty();
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** What a question finds; the repository is indexed first if need be. */
    ApiJson.Retrieved retrieval(String repository, String question, int atMost) {
        return read(
                "/api/retrieval?repo_url=" + encoded(repository) + "&q=" + encoded(question) + "&k=" + atMost,
                ApiJson.Retrieved.class);
    }

    /** How far the vectors are. */
    ApiJson.Embedding embedding() {
        return read("/api/retrieval/status", ApiJson.Embedding.class);
    }

    /** How the engine of all instances stands. */
    ApiJson.Overview overview() {
        return read("/api/admin/overview", ApiJson.Overview.class);
    }

    ApiJson.Submitted submit(ApiJson.Order order) {
        return post("/api/wiki/jobs", order, ApiJson.Submitted.class);
    }

    ApiJson.Job job(String id) {
        return read("/api/wiki/jobs/" + encoded(id), ApiJson.JobDetails.class).job();
    }

    /** A job with its pages, as the service writes it. */
    String detailsText(String id) {
        return text(get("/api/wiki/jobs/" + encoded(id)));
    }

    /** The newest jobs. */
    ApiJson.JobList jobs(int limit) {
        return jobs(limit, 0);
    }

    ApiJson.JobList jobs(int limit, int offset) {
        return read("/api/wiki/jobs?limit=" + limit + "&offset=" + offset, ApiJson.JobList.class);
    }

    /** A list of jobs as the service writes it. */
    String jobsText(Optional<String> status, int limit) {
        String filter = status.map(word -> "&status=" + encoded(word)).orElse("");
        return text(get("/api/wiki/jobs?limit=" + limit + filter));
    }

    void cancel(String id) {
        text(request("/api/wiki/jobs/" + encoded(id)).timeout(PATIENT).DELETE().build());
    }

    /**
     * Tells a job to do something.
     *
     * @param command as the path says it, as in {@code pause}
     */
    void command(String id, String command, ApiJson.Access access) {
        text(posted("/api/wiki/jobs/" + encoded(id) + "/" + command, access));
    }

    /** Tells a job to write a page again that failed. */
    void retryPage(String id, String page, ApiJson.Access access) {
        command(id, "pages/" + encoded(page) + "/retry", access);
    }

    /** Jobs that are followed. */
    JobApi following() {
        return new JobApi(this);
    }

    List<ApiJson.ListedWiki> wikis() {
        return List.of(read("/api/wikis", ApiJson.ListedWiki[].class));
    }

    ApiJson.Wiki wiki(String id) {
        return read("/api/wikis/" + encoded(id), ApiJson.Wiki.class);
    }

    ApiJson.Page page(String wiki, String page) {
        return read("/api/wikis/" + encoded(wiki) + "/pages/" + encoded(page), ApiJson.Page.class);
    }

    /** Lines of a file at the wiki's commit; empty if there is no such file or line. */
    Optional<ApiJson.Lines> lines(String wiki, String path, int start, int end) {
        String names =
                Arrays.stream(path.split("/", -1)).map(ServiceApi::encoded).collect(Collectors.joining("/"));
        String query = "?start=" + start + "&end=" + end;
        HttpRequest request = request("/api/wikis/" + encoded(wiki) + "/files/" + names + query)
                .timeout(PATIENT)
                .GET()
                .build();
        HttpResponse<String> response = answer(request);
        return switch (response.statusCode()) {
            case 200 -> Optional.of(ApiJson.read(response.body(), ApiJson.Lines.class));
            case 404, 416, 422 -> Optional.empty();
            default -> throw Refusal.of(response, response.body()).failure();
        };
    }

    ApiJson.Models models() {
        return read("/models/config", ApiJson.Models.class);
    }

    /** Lets the service try a provider with one short call; the answer's body is an {@link ApiJson.Trial} if it is 200. */
    CompletableFuture<HttpResponse<String>> tryProvider(String id) {
        return client.sendAsync(
                posted("/api/admin/providers/" + encoded(id) + "/test", Map.of()), BodyHandlers.ofString());
    }

    /** Answers to questions. */
    ChatApi chat() {
        return new ChatApi(this);
    }

    HttpClient client() {
        return client;
    }

    private <T> T read(String path, Class<T> type) {
        return ApiJson.read(text(get(path)), type);
    }

    private <T> T post(String path, Object body, Class<T> type) {
        return ApiJson.read(text(posted(path, body)), type);
    }

    private HttpRequest get(String path) {
        return request(path).timeout(PATIENT).GET().build();
    }

    private HttpRequest posted(String path, Object body) {
        return request(path)
                .timeout(PATIENT)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(ApiJson.write(body)))
                .build();
    }

    HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path));
        key.ifPresent(secret -> request.header("X-API-Key", secret.reveal()));
        return request;
    }

    private String text(HttpRequest request) {
        HttpResponse<String> response = answer(request);
        if (response.statusCode() / 100 != 2) {
            throw Refusal.of(response, response.body()).failure();
        }
        return response.body();
    }

    private HttpResponse<String> answer(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.NO_SERVICE, "The service at " + base + " cannot be reached.", e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    static CommandFailure interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new CommandFailure(ExitCode.FAILED, "Interrupted.", cause);
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}

package io.deepwiki.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The bodies that the command line sends to the service and reads from it. */
final class ApiJson {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
            .build();

    private ApiJson() {}

    /** Which wiki is wanted. */
    record Order(
            String repoUrl,
            @Nullable String accessToken,
            @Nullable String branch,
            @Nullable String provider,
            @Nullable String model,
            @Nullable String language,
            @JsonProperty("is_comprehensive") boolean comprehensive,
            @Nullable Integer pages,
            boolean force,
            boolean refresh,
            @Nullable List<String> includedDirs,
            @Nullable List<String> excludedDirs,
            @Nullable List<String> includedFiles,
            @Nullable List<String> excludedFiles) {
        /** A wiki in English by the default model, written again even if there is one. */
        static Order anew(String repoUrl, boolean concise) {
            return new Order(
                    repoUrl, null, null, null, null, null, !concise, null, true, false, null, null, null, null);
        }
    }

    record Submitted(String jobId, String message, boolean existing) {}

    record Job(
            String id,
            String repoUrl,
            @Nullable String owner,
            @Nullable String repo,
            @Nullable String branch,
            @Nullable String commit,
            @Nullable String language,
            @JsonProperty("is_comprehensive") boolean comprehensive,
            String status,
            @Nullable String errorMessage,
            int totalPages,
            int completedPages,
            int failedPages,
            int progressPercent,
            @Nullable String provider,
            @Nullable String model,
            long totalTokensUsed,
            @Nullable String createdAt,
            @Nullable String startedAt,
            @Nullable String completedAt,
            @Nullable TimeLeft timeLeftMs) {}

    /** How long the rest of a job is likely to take, in milliseconds. */
    record TimeLeft(long least, long most) {}

    record JobPage(
            @Nullable String pageId,
            @Nullable String title,
            @Nullable String status,
            int retryCount,
            @Nullable String lastError) {}

    record JobDetails(Job job, @Nullable List<JobPage> pages) {}

    /** The access token of a repository, for a job that has lost its own. */
    record Access(@Nullable String accessToken) {
        static final Access NONE = new Access(null);
    }

    record JobList(List<Job> jobs, int total) {}

    /** A line of the progress stream; a heartbeat has no status. */
    record ProgressLine(
            @Nullable String status,
            int progressPercent,
            @Nullable String message,
            @Nullable String pageTitle,
            @Nullable String pageStatus,
            int totalPages,
            int completedPages,
            int failedPages,
            @Nullable String error,
            long seq,
            @Nullable String at,
            boolean heartbeat,
            boolean draining,
            @Nullable TimeLeft timeLeftMs) {}

    record ListedWiki(
            String id,
            @Nullable String repo,
            @Nullable String branch,
            @Nullable String commit,
            @Nullable String language,
            @JsonProperty("is_comprehensive") boolean comprehensive,
            @Nullable String title,
            @Nullable String generatedAt) {}

    record Wiki(
            String id,
            String title,
            @Nullable String description,
            @Nullable List<Section> sections,
            @JsonProperty("rootSections") @Nullable List<String> rootSections,
            @Nullable List<Page> pages) {}

    record Section(
            String id,
            String title,
            @Nullable List<String> pages,
            @Nullable List<String> subsections) {}

    record Page(String id, String title, @Nullable String content) {}

    record Lines(String path, int startLine, int endLine, String content) {}

    record Question(
            String repoUrl,
            List<Message> messages,
            @Nullable String provider,
            @Nullable String model,
            @Nullable String language,
            @Nullable String branch,
            @JsonProperty("filePath") @Nullable String filePath,
            @Nullable String token,
            @Nullable String research,
            @Nullable List<String> includedDirs,
            @Nullable List<String> excludedDirs,
            @Nullable List<String> includedFiles,
            @Nullable List<String> excludedFiles) {}

    record Message(String role, String content) {}

    /** A line of a framed answer; which fields are there depends on the type. */
    record AnswerLine(
            @Nullable String type,
            @Nullable String streamId,
            @Nullable Long offset,
            @Nullable String text,
            @Nullable String code,
            @Nullable String message,
            @Nullable List<Passage> passages,
            int iteration,
            @Nullable String stage,
            @Nullable Long bytes,
            @Nullable String sha256,
            @Nullable Long retryAfterMs) {}

    /** Where an answer stands. */
    record AnswerState(@Nullable String state) {}

    record Passage(
            String path,
            int startLine,
            int endLine,
            @Nullable String symbol) {}

    record Health(@Nullable String status, @Nullable String service) {}

    record Readiness(@Nullable String status, @Nullable Map<String, Object> checks) {}

    record KnownAnswer(
            @Nullable String repoUrl,
            @Nullable String query,
            @Nullable List<String> files) {}

    record Retrieved(
            @Nullable String commit,
            int chunks,
            int embedded,
            @Nullable List<Passage> passages) {}

    record Embedding(
            @Nullable String state,
            @Nullable String model,
            int embedded,
            int chunks,
            @Nullable String error) {}

    /** How the engine stands. */
    record Overview(Engine engine, Queue queue, @Nullable List<Instance> instances) {}

    record Engine(boolean paused, @Nullable String pausedSince) {}

    /** Pieces of work. */
    record Queue(int ready, int later, int running) {}

    record Instance(boolean alive) {}

    record Models(
            @Nullable List<Provider> providers,
            @Nullable @JsonProperty("defaultProvider") String defaultProvider) {}

    record Provider(String id, @Nullable String name, boolean configured) {}

    /** What came of one short call to a provider. */
    record Trial(
            boolean ok,
            boolean passing,
            @Nullable String model,
            @Nullable String error) {}

    record Problem(
            @Nullable String detail,
            @Nullable String code,
            @Nullable List<FieldProblem> errors) {}

    record FieldProblem(@Nullable String field, @Nullable String message) {}

    /** The wiki that the job has published: there is one for each repository, branch, language and mode. */
    static ListedWiki wikiOf(List<ListedWiki> wikis, Job job) {
        return wikis.stream()
                .filter(wiki -> Objects.equals(wiki.repo(), job.repoUrl())
                        && Objects.equals(wiki.branch(), job.branch())
                        && Objects.equals(wiki.language(), job.language())
                        && wiki.comprehensive() == job.comprehensive())
                .findFirst()
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.FAILED, "The job is complete, but its wiki is not there: was it deleted?"));
    }

    static String write(Object body) {
        try {
            return MAPPER.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @throws CommandFailure if the text is not what the contract says */
    static <T> T read(String text, Class<T> type) {
        try {
            return MAPPER.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new CommandFailure(
                    ExitCode.FAILED, "The service gave an answer that makes no sense: is it DeepWiki?", e);
        }
    }
}

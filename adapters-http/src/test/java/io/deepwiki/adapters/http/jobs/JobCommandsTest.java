package io.deepwiki.adapters.http.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepwiki.adapters.http.ApiFixture;
import io.deepwiki.application.jobs.JobStores;
import io.deepwiki.application.jobs.JobWords;
import io.deepwiki.application.jobs.StagedJobs;
import io.deepwiki.application.jobs.StagedJobs.Stage;
import io.deepwiki.application.jobs.port.WikiJobs;
import io.deepwiki.application.port.Stamps;
import io.deepwiki.application.repository.port.Sources;
import io.deepwiki.domain.access.Secret;
import io.deepwiki.domain.jobs.JobEvent;
import io.deepwiki.domain.jobs.JobId;
import io.deepwiki.domain.jobs.PageStatus;
import io.deepwiki.domain.jobs.WikiJob;
import io.deepwiki.domain.jobs.WorkItem;
import io.deepwiki.domain.jobs.WorkItem.Work;
import io.deepwiki.domain.repository.SnapshotId;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every command in every state, one after the other and at the same moment. */
@Timeout(60)
class JobCommandsTest {
    private static final long SEED = Long.getLong("deepwiki.seed", 20_260_301);
    private static final int ROUNDS = 40;
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final Set<String> OVER = Set.of("completed", "partially_completed", "failed", "cancelled");

    private static ApiFixture api;
    private static StagedJobs jobs;
    private static Optional<JobId> before = Optional.empty();

    @BeforeAll
    static void open() {
        api = new ApiFixture();
        jobs = new StagedJobs(
                api.shop.jobs,
                new Stamps(api.shop.clock, UUID::randomUUID),
                new WikiJob.Source(new SnapshotId(new UUID(0, 7)), "main", Sources.commit('a'), Sources.NOON));
    }

    @AfterAll
    static void close() {
        api.close();
    }

    enum Command {
        PAUSE,
        RESUME,
        CANCEL,
        RETRY,
        DELETE
    }

    /** Puts a job there; the one before is called off, so that the queue has places. */
    private static JobId staged(Stage stage) {
        JobStores stores = api.shop.jobs;
        before.ifPresent(id -> stores.transactions()
                .inTransaction(() -> stores.jobs()
                        .lock(id)
                        .filter(job -> !job.state().ended())
                        .ifPresent(job -> stores.jobs().save(job, WikiJobs.accepted(job.cancel(Sources.NOON))))));
        JobId job = jobs.staged(NUMBER.incrementAndGet(), stage);
        before = Optional.of(job);
        return job;
    }

    private static HttpResponse<String> tell(JobId job, Command command) throws Exception {
        String path = "/api/wiki/jobs/" + job;
        return switch (command) {
            case PAUSE -> api.post(path + "/pause", "");
            case RESUME -> api.post(path + "/resume", "");
            case CANCEL -> api.delete(path);
            case RETRY -> api.post(path + "/retry", "");
            case DELETE -> api.post(path + "/delete", "");
        };
    }

    /** What a command makes of a state; "409" if it must not. */
    private static String expected(Stage stage, Command command) {
        boolean over = OVER.contains(stage.status());
        return switch (command) {
            case PAUSE -> over ? "409" : "paused";
            case RESUME -> over ? "409" : resumed(stage);
            case CANCEL -> over ? "409" : "cancelled";
            case DELETE -> over ? "404" : "409";
            case RETRY ->
                switch (stage) {
                    case PARTIALLY_COMPLETED, WITHOUT_A_PAGE, CANCELLED -> "generating_pages";
                    case CANCELLED_EARLY, UNREADABLE -> "pending";
                    default -> "409";
                };
        };
    }

    private static String resumed(Stage stage) {
        return switch (stage) {
            case WAITING_PAUSED -> Stage.WAITING.status();
            case INDEXING_PAUSED -> Stage.INDEXING.status();
            case PLANNING_PAUSED -> Stage.PLANNING.status();
            case WRITING_PAUSED, REFUSED -> Stage.WRITING.status();
            default -> stage.status();
        };
    }

    static Stream<Arguments> everyCommandInEveryState() {
        return Arrays.stream(Stage.values())
                .flatMap(stage -> Arrays.stream(Command.values()).map(command -> Arguments.of(stage, command)));
    }

    @ParameterizedTest
    @MethodSource("everyCommandInEveryState")
    void every_command_is_obeyed_or_refused_with_the_state(Stage stage, Command command) throws Exception {
        JobId job = staged(stage);
        String expected = expected(stage, command);
        HttpResponse<String> answer = tell(job, command);
        if (expected.equals("409")) {
            assertRefused(answer, job, stage);
        } else {
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).contains("\"message\":");
            assertThat(status(job)).isEqualTo(expected);
            assertHistory(job, expected, expected.equals(stage.status()) ? 1 : -1);
        }
    }

    @ParameterizedTest
    @MethodSource("everyCommandInEveryState")
    void a_command_that_is_given_twice_has_happened_once(Stage stage, Command command) throws Exception {
        JobId job = staged(stage);
        HttpResponse<String> first = tell(job, command);
        String after = status(job);
        int lines = history(job).size();
        HttpResponse<String> second = tell(job, command);
        assertThat(status(job)).isEqualTo(after);
        assertThat(history(job)).hasSize(lines);
        if (command == Command.PAUSE || command == Command.RESUME || first.statusCode() != 200) {
            assertThat(second.statusCode()).isEqualTo(first.statusCode());
        } else {
            assertThat(second.statusCode()).isEqualTo(command == Command.DELETE ? 404 : 409);
        }
    }

    static Stream<Arguments> everyPageInEveryState() {
        return Arrays.stream(Stage.values())
                .flatMap(stage -> Arrays.stream(PageStatus.values()).map(page -> Arguments.of(stage, page)));
    }

    @ParameterizedTest
    @MethodSource("everyPageInEveryState")
    void a_page_is_tried_again_only_if_it_was_given_up(Stage stage, PageStatus page) throws Exception {
        JobId job = staged(stage);
        HttpResponse<String> answer = retryPage(job, StagedJobs.slug(page));
        if (!stage.pages().contains(page)) {
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.body()).contains("page_not_found");
            assertThat(status(job)).isEqualTo(stage.status());
        } else if (page != PageStatus.PERMANENT_FAILED || stage == Stage.CANCELLED) {
            assertRefused(answer, job, stage);
        } else {
            assertThat(answer.statusCode()).isEqualTo(200);
            String expected = OVER.contains(stage.status()) ? "generating_pages" : stage.status();
            assertThat(status(job)).isEqualTo(expected);
            // The end was due already: it finds the page unsettled, and does nothing.
            assertHistory(job, expected, 2, stage == Stage.FINISHING ? 1 : 0);
            assertThat(api.get("/api/wiki/jobs/" + job).body())
                    .containsPattern("\"page_id\":\"permanent-failed\"[^}]*\"status\":\"pending\"");
        }
    }

    @Test
    void a_page_is_named_by_its_id_too_and_that_of_another_job_is_404() throws Exception {
        JobId job = staged(Stage.PARTIALLY_COMPLETED);
        JobId other = staged(Stage.PARTIALLY_COMPLETED);
        String id = ApiFixture.found(
                api.get("/api/wiki/jobs/" + job).body(),
                "\"id\":\"([^\"]+)\",\"job_id\":\"[^\"]+\",\"page_id\":\"perm");
        assertThat(retryPage(other, id).statusCode()).isEqualTo(404);
        assertThat(retryPage(job, id).statusCode()).isEqualTo(200);
        assertThat(retryPage(job, id).statusCode()).isEqualTo(409);
    }

    @Test
    void the_token_for_a_private_repository_comes_with_the_retry_of_a_page_too() throws Exception {
        JobId job = staged(Stage.PARTIALLY_COMPLETED);
        String path = "/api/wiki/jobs/" + job + "/pages/permanent-failed/retry";
        assertThat(api.post(path, "{\"access_token\":1}").statusCode()).isEqualTo(422);
        assertThat(api.post(path, "{\"access_token\":\"open sesame\"}").statusCode())
                .isEqualTo(200);
        assertThat(api.shop.jobs.jobs().token(job).map(Secret::reveal)).contains("open sesame");
    }

    @Test
    void a_job_stays_over_while_another_one_makes_the_same_wiki() throws Exception {
        try (ApiFixture calm = new ApiFixture()) { // whose queue is not full
            String first = calm.order();
            assertThat(calm.delete("/api/wiki/jobs/" + first).statusCode()).isEqualTo(200);
            String second = calm.order();
            HttpResponse<String> refused = calm.post("/api/wiki/jobs/" + first + "/retry", "{\"access_token\":\"t\"}");
            assertThat(refused.statusCode()).isEqualTo(409);
            assertThat(refused.body()).contains("job_is_open", second, "\"state\":\"cancelled\"");
            assertThat(calm.post("/api/wiki/jobs/" + second + "/pause", "").statusCode())
                    .isEqualTo(200);
            assertThat(calm.get("/api/wiki/jobs?status=paused&limit=1").body())
                    .contains("\"status\":\"paused\"")
                    .doesNotContain("\"total\":0");
            assertThat(calm.post("/api/wiki/jobs", "{\"repo_url\":\"" + ApiFixture.URL + "\"}")
                            .body())
                    .contains("\"existing\":true", second, "paused");
        }
    }

    @Test
    void commands_on_a_job_that_is_not_there_are_404_and_all_of_them_are_listed() throws Exception {
        for (Command command : Command.values()) {
            assertThat(tell(new JobId(new UUID(0, 1)), command).statusCode()).isEqualTo(404);
        }
        assertThat(retryPage(new JobId(new UUID(0, 1)), "engine").statusCode()).isEqualTo(404);
        assertThat(api.get("/").body())
                .contains("POST /api/wiki/jobs/{id}/pause", "POST /api/wiki/jobs/{id}/pages/{page}/retry");
    }

    static Stream<Arguments> contradictions() {
        return Stream.of(
                Arguments.of(Stage.WRITING, Command.PAUSE, Command.CANCEL, Set.of("cancelled")),
                Arguments.of(Stage.WRITING_PAUSED, Command.RESUME, Command.CANCEL, Set.of("cancelled")),
                Arguments.of(Stage.WRITING, Command.PAUSE, Command.RESUME, Set.of("paused", "generating_pages")),
                Arguments.of(
                        Stage.PARTIALLY_COMPLETED, Command.RETRY, Command.DELETE, Set.of("generating_pages", "404")),
                Arguments.of(Stage.FINISHING, Command.PAUSE, Command.CANCEL, Set.of("cancelled")),
                Arguments.of(Stage.CANCELLED, Command.RETRY, Command.RETRY, Set.of("generating_pages")),
                Arguments.of(Stage.COMPLETED, Command.DELETE, Command.DELETE, Set.of("404")));
    }

    @ParameterizedTest
    @MethodSource("contradictions")
    void commands_at_the_same_moment_end_in_one_of_their_states(
            Stage stage, Command one, Command other, Set<String> states) throws Exception {
        Random random = new Random(SEED);
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            for (int round = 0; round < ROUNDS; round++) {
                JobId job = staged(stage);
                CyclicBarrier start = new CyclicBarrier(2);
                List<Command> order = random.nextBoolean() ? List.of(one, other) : List.of(other, one);
                List<Future<Integer>> answers = order.stream()
                        .map(command -> threads.submit(() -> {
                            start.await();
                            return tell(job, command).statusCode();
                        }))
                        .toList();
                List<Integer> codes =
                        List.of(answers.get(0).get(), answers.get(1).get());
                assertThat(codes).contains(200).isSubsetOf(200, 404, 409);
                assertThat(status(job)).isIn(states);
                assertHistory(job, status(job), -1);
                if (one == other) {
                    assertThat(codes).containsExactlyInAnyOrder(200, one == Command.DELETE ? 404 : 409);
                }
            }
        }
    }

    private static HttpResponse<String> retryPage(JobId job, String page) throws Exception {
        return api.post("/api/wiki/jobs/" + job + "/pages/" + page + "/retry", "");
    }

    private static String status(JobId job) throws Exception {
        HttpResponse<String> answer = api.get("/api/wiki/jobs/" + job);
        return answer.statusCode() == 200
                ? ApiFixture.found(answer.body(), "\"status\":\"([^\"]+)\"")
                : String.valueOf(answer.statusCode());
    }

    private static void assertRefused(HttpResponse<String> answer, JobId job, Stage stage) throws Exception {
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("\"code\":\"wrong_state\"", "\"state\":\"" + stage.status() + "\"");
        assertThat(status(job)).isEqualTo(stage.status());
        assertHistory(job, stage.status(), 1);
    }

    private static List<JobEvent> history(JobId job) {
        return api.shop.jobs.events().after(job, 0, 1000);
    }

    /** @param lines how many there are; -1 if there are more than the first one */
    private static void assertHistory(JobId job, String status, int lines) throws Exception {
        assertHistory(job, status, lines, 0);
    }

    /** @param ends how many items for the end of the job there are beside its pages */
    private static void assertHistory(JobId job, String status, int lines, int ends) throws Exception {
        List<JobEvent> history = history(job);
        if (status.equals("404")) {
            assertThat(history).isEmpty();
            return;
        }
        for (int i = 0; i < history.size(); i++) {
            assertThat(history.get(i).seq()).isEqualTo(i + 1L);
        }
        assertThat(JobWords.word(history.getLast().state())).isEqualTo(status);
        if (lines > 0) {
            assertThat(history).hasSize(lines);
        } else {
            assertThat(history).hasSizeGreaterThan(1);
        }
        List<Work> works = api.shop.database.jobs().queue().items().stream()
                .filter(item -> item.job().equals(job))
                .map(WorkItem::work)
                .toList();
        assertThat(works).hasSize(OVER.contains(status) ? 0 : expectedItems(job) + ends);
        assertThat(works).filteredOn(Work.Finish.class::isInstance).hasSizeLessThanOrEqualTo(1);
    }

    private static int expectedItems(JobId job) {
        return Math.max(1, (int) api.shop.jobs.jobs().pages(job).stream()
                .filter(page -> !page.state().status().settled())
                .count());
    }
}

package io.deepwiki.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JobsCommandTest {
    private static final String JOBS = "/api/wiki/jobs";
    private static final String ONE = "0199aaaa-0000-7000-8000-000000000001";
    private static final String TWO = "0199aaaa-0000-7000-8000-000000000002";
    private static final String OTHER = "0199bbbb-0000-7000-8000-000000000003";
    private static final String STREAM = "GET " + JOBS + "/" + ONE + "/progress/stream";

    @TempDir
    Path folder;

    private final ScriptedTerminal terminal = new ScriptedTerminal("");
    private final SteppedMachine machine = new SteppedMachine();
    private final Map<String, String> environment = new HashMap<>();
    private ScriptedService service;

    @BeforeEach
    void start() throws IOException {
        service = new ScriptedService();
        environment.put("DEEPWIKI_URL", service.url().toString());
        environment.put("DEEPWIKI_DATA_DIR", folder.resolve("data").toString());
        environment.put("DEEPWIKI_FRONTEND_API_KEY", "k");
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"jobs", "jobs list"})
    void jobs_are_listed_a_line_each(String command) {
        listed(3);
        assertThat(run(command.split(" "))).isEqualTo(ExitCode.FINE);
        assertThat(out().lines())
                .containsExactly(
                        "JOB                                   STATUS                DONE    PAGES  REPOSITORY",
                        ONE + "  generating_pages       40%     1/12  https://git.example/a/b (main)",
                        TWO + "  pending                 0%        -  https://git.example/a/b",
                        OTHER + "  failed                 15%     0/12  https://git.example/a/c");
        assertThat(err()).isEmpty();
    }

    @Test
    void a_list_is_narrowed_by_status_and_number() {
        listed(57);
        assertThat(run("jobs", "list", "--status", "failed", "--limit", "3")).isEqualTo(ExitCode.FINE);
        assertThat(service.calls().getLast()).isEqualTo("GET " + JOBS + "?limit=3&status=failed");
        assertThat(err()).contains("3 of 57 jobs; --limit shows more.");
        assertThat(run("jobs", "list", "--limit", "101")).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void an_empty_list_says_so() {
        service.on("GET " + JOBS, 200, "{\"jobs\":[],\"total\":0}");
        run("jobs");
        assertThat(out()).isEqualTo("There are no jobs.\n");
        run("jobs", "list", "--status", "paused");
        assertThat(out()).contains("of the status paused");
    }

    @Test
    void programs_get_what_the_service_says() {
        service.on("GET " + JOBS, 200, "{\"jobs\":[],\"total\":0}");
        assertThat(run("jobs", "list", "--json")).isEqualTo(ExitCode.FINE);
        assertThat(out()).isEqualTo("{\"jobs\":[],\"total\":0}\n");
        shown("completed");
        assertThat(run("jobs", "show", ONE, "--json")).isEqualTo(ExitCode.FINE);
        assertThat(out()).startsWith("{\"job\":{\"id\":\"" + ONE);
    }

    @Test
    void a_job_is_shown_with_its_pages() {
        shown("partially_completed");
        assertThat(run("jobs", "show", ONE)).isEqualTo(ExitCode.FINE);
        assertThat(out().lines())
                .containsExactly(
                        "Job         " + ONE,
                        "Repository  https://git.example/a/b",
                        "Branch      main",
                        "Commit      0123456789",
                        "Wiki        en, concise, by openai/gpt",
                        "Status      partially_completed, 100%",
                        "Pages       1 of 2, 1 failed",
                        "Time left   2 to 4 min",
                        "Tokens      70",
                        "Created     2026-01-01T00:00:00Z",
                        "  completed         Overview  (overview)",
                        "  permanent_failed  Engine  (engine)  tried 3 times in vain: It broke.");
    }

    @Test
    void the_beginning_of_an_id_is_enough_if_only_one_job_has_it() {
        listed(3);
        service.on("POST " + JOBS + "/" + OTHER + "/pause", 200, "{\"message\":\"ok\"}");
        assertThat(run("jobs", "pause", "0199BBBB")).isEqualTo(ExitCode.FINE);
        assertThat(out()).isEqualTo("Job " + OTHER + " is paused.\n");
        assertThat(run("jobs", "pause", "0199aaaa")).isEqualTo(ExitCode.USAGE);
        assertThat(err()).contains("Several jobs begin with 0199aaaa:", ONE, TWO);
        assertThat(run("jobs", "pause", "0199cccc")).isEqualTo(ExitCode.FAILED);
        assertThat(err()).contains("No job begins with 0199cccc");
        assertThat(run("jobs", "pause", "019")).isEqualTo(ExitCode.USAGE);
    }

    @ParameterizedTest
    @CsvSource({
        "pause, POST, /pause, is paused",
        "resume, POST, /resume, goes on",
        "cancel, DELETE, '', is cancelled",
        "delete, POST, /delete, is removed",
        "retry, POST, /retry, goes on"
    })
    void every_word_is_sent_and_its_effect_told(String word, String method, String path, String effect) {
        service.on(method + " " + JOBS + "/" + ONE + path, 200, "{\"message\":\"ok\"}");
        assertThat(run("jobs", word, ONE)).isEqualTo(ExitCode.FINE);
        assertThat(out()).startsWith("Job " + ONE + " " + effect);
        assertThat(service.calls()).contains(method + " " + JOBS + "/" + ONE + path);
    }

    @Test
    void a_page_is_retried_alone_and_a_token_given_anew() {
        environment.put("GIT_TOKEN", "t0ken");
        service.on("POST " + JOBS + "/" + ONE + "/pages/engine/retry", 200, "{\"message\":\"ok\"}");
        assertThat(run("jobs", "retry", ONE, "--page", "engine", "--token-env", "GIT_TOKEN"))
                .isEqualTo(ExitCode.FINE);
        assertThat(service.bodies().getLast()).isEqualTo("{\"access_token\":\"t0ken\"}");
    }

    @Test
    void what_a_job_refuses_is_told_in_the_services_words() {
        service.on("POST " + JOBS + "/" + ONE + "/resume", 409, """
                {"detail":"This cannot be resumed: the job has already ended.","code":"wrong_state","state":"failed"}""");
        assertThat(run("jobs", "resume", ONE)).isEqualTo(ExitCode.FAILED);
        assertThat(err()).contains("This cannot be resumed: the job has already ended.");
    }

    @Test
    void a_job_is_watched_to_its_end() {
        service.on(STREAM, 200, line("generating_pages", 40, 7) + line("completed", 100, 8));
        shown("completed");
        assertThat(run("jobs", "watch", ONE)).isEqualTo(ExitCode.FINE);
        assertThat(err()).contains(" 40% writing · 1 of 2 pages", "100% completed");
        assertThat(out()).isEqualTo("Job " + ONE + " is completed: 1 pages.\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"failed", "cancelled", "partially_completed"})
    void a_job_that_is_not_complete_has_an_exit_code_of_its_own(String status) {
        service.on(STREAM, 200, line(status, 100, 9));
        shown(status);
        assertThat(run("jobs", "watch", ONE)).isEqualTo(ExitCode.JOB_NOT_COMPLETE);
        assertThat(out()).contains("is " + status.replace('_', ' ') + ": 1 of 2 pages.");
    }

    @Test
    void a_watch_goes_on_where_the_connection_broke() {
        service.cut(STREAM, line("generating_pages", 40, 7)).on(STREAM, 200, line("completed", 100, 8));
        shown("generating_pages");
        shown("completed");
        assertThat(run("jobs", "watch", ONE)).isEqualTo(ExitCode.FINE);
        assertThat(err()).contains("The connection was lost; going on");
        assertThat(service.calls()).contains(STREAM + "?heartbeat=15&after=7");
    }

    @Test
    void a_watch_that_is_sent_away_comes_back_to_whoever_serves_then() {
        service.on(STREAM, 200, line("generating_pages", 40, 7) + "{\"draining\":true}\n")
                .on(STREAM, 503, "{\"detail\":\"Stopping.\",\"code\":\"draining\"}")
                .on(STREAM, 200, line("completed", 100, 8));
        shown("completed");
        assertThat(run("jobs", "watch", ONE)).isEqualTo(ExitCode.FINE);
        assertThat(machine.pauses().getFirst()).hasSeconds(1);
        assertThat(service.calls())
                .filteredOn(call -> call.startsWith(STREAM))
                .containsExactly(
                        STREAM + "?heartbeat=15", STREAM + "?heartbeat=15&after=7", STREAM + "?heartbeat=15&after=7");
    }

    @Test
    void a_service_that_stays_away_is_given_up_after_two_minutes() {
        service.on(STREAM, 200, "{\"draining\":true}\n");
        assertThat(run("jobs", "watch", ONE)).isEqualTo(ExitCode.NO_SERVICE);
        assertThat(err()).contains("the job goes on when it runs again", "tried again for 2 minutes, in vain");
    }

    @Test
    void a_job_that_is_not_there_is_said_at_once() {
        assertThat(run("jobs", "watch", ONE)).isEqualTo(ExitCode.FAILED);
        assertThat(run("jobs", "show", ONE)).isEqualTo(ExitCode.FAILED);
        assertThat(machine.pauses()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"list", "show", "pause", "resume", "cancel", "retry", "delete", "watch"})
    void every_command_explains_itself(String command) {
        assertThat(run("jobs", command, "--help")).isEqualTo(ExitCode.FINE);
        assertThat(out()).contains("Usage: deepwiki jobs " + command, "Exit codes: 0 fine");
    }

    @Test
    void without_a_service_there_are_no_jobs() {
        service.close();
        assertThat(run("jobs")).isEqualTo(ExitCode.NO_SERVICE);
        assertThat(run("jobs", "watch", ONE)).isEqualTo(ExitCode.NO_SERVICE);
    }

    private void listed(int total) {
        service.on("GET " + JOBS, 200, """
                {"jobs":[
                {"id":"%s","repo_url":"https://git.example/a/b","branch":"main","status":"generating_pages","progress_percent":40,"total_pages":12,"completed_pages":1},
                {"id":"%s","repo_url":"https://git.example/a/b","status":"pending"},
                {"id":"%s","repo_url":"https://git.example/a/c","status":"failed","progress_percent":15,"total_pages":12}],
                "total":%d}""".formatted(ONE, TWO, OTHER, total));
    }

    private void shown(String status) {
        service.on("GET " + JOBS + "/" + ONE, 200, """
                {"job":{"id":"%s","repo_url":"https://git.example/a/b","branch":"main","commit":"0123456789abcdef","language":"en",
                "is_comprehensive":false,"provider":"openai","model":"gpt","status":"%s","progress_percent":100,"total_pages":2,
                "completed_pages":1,"failed_pages":1,"total_tokens_used":70,"created_at":"2026-01-01T00:00:00Z",
                "time_left_ms":{"least":120000,"most":230000}},
                "pages":[{"page_id":"overview","title":"Overview","status":"completed"},
                {"page_id":"engine","title":"Engine","status":"permanent_failed","retry_count":3,"last_error":"It broke."}]}""".formatted(ONE, status));
    }

    private static String line(String status, int percent, int seq) {
        return "{\"status\":\"%s\",\"progress_percent\":%d,\"total_pages\":2,\"completed_pages\":1,\"seq\":%d}\n"
                .formatted(status, percent, seq);
    }

    private int run(String... arguments) {
        Surroundings here = terminal.surroundings(environment, folder, machine);
        return new Cli(
                        here,
                        (_, _) -> {
                            throw new IllegalStateException("no service in this test");
                        },
                        _ -> {},
                        _ -> List.of())
                .execute(arguments);
    }

    private String out() {
        return terminal.out();
    }

    private String err() {
        return terminal.err();
    }
}

package io.deepwiki.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepwiki.cli.ModelTrials.Outcome;
import io.deepwiki.cli.ModelTrials.Trial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CliTest {
    private static final String JOB = "/api/wiki/jobs/j1";
    private static final String URL = "https://git.example/a/b";

    @TempDir
    Path folder;

    private final ScriptedTerminal terminal = new ScriptedTerminal("typed\n");
    private final Map<String, String> environment = new HashMap<>();
    private final List<Trial> trials = new ArrayList<>();
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

    @Test
    void a_wiki_is_submitted_followed_and_written_to_a_folder() throws IOException {
        submitted(false);
        jobs("pending", "completed");
        service.on(
                "GET " + JOB + "/progress/stream",
                200,
                line("pending", 0, 1) + "{\"heartbeat\":true}\n" + line("completed", 100, 2));
        wiki();
        int code = run("wiki", URL, "--out", "docs/wiki", "--pages", "2", "--exclude-dir", "gen");
        assertThat(err()).contains("Job j1", "  0% waiting", "100% completed");
        assertThat(out())
                .contains(
                        "Wiki: The B (2 pages, commit 0123456789)",
                        "docs/wiki/README.md (2 pages)",
                        "Ask: bin/dw ask " + URL);
        assertThat(code).isEqualTo(ExitCode.FINE);
        assertThat(service.bodies())
                .anySatisfy(body -> assertThat(body)
                        .contains(
                                "\"repo_url\":\"" + URL + "\"",
                                "\"pages\":2",
                                "\"excluded_dirs\":[\"gen\"]",
                                "\"is_comprehensive\":true"));
        assertThat(Files.readString(folder.resolve("docs/wiki/README.md")))
                .isEqualTo("# The B\n\nWhat B is.\n\n## First\n\n- [One](one.md)\n\n- [Two](two.md)\n");
        assertThat(Files.readString(folder.resolve("docs/wiki/one.md"))).isEqualTo("# One\n\nSee [a.c:1-2].\n");
    }

    @Test
    void a_wiki_of_a_commit_that_is_done_is_ready_at_once() {
        submitted(true);
        jobs("completed");
        wiki();
        assertThat(run("wiki", URL)).isEqualTo(ExitCode.FINE);
        assertThat(err()).contains("Nothing has changed since commit 0123456789");
        assertThat(service.calls()).noneMatch(call -> call.contains("progress"));
    }

    @Test
    void a_refresh_tells_what_was_kept_and_what_was_written_again_and_why() {
        submitted(false);
        jobs("pending", "completed");
        service.on("GET " + JOB + "/progress/stream", 200, line("completed", 100, 9))
                .on("GET " + JOB + "/progress/stream", 200, """
                        {"status":"completed","message":"The wiki is complete.","seq":0}
                        {"status":"pending","message":"The job is waiting.","seq":1}
                        {"status":"generating_pages","message":"1 file has changed.","seq":2}
                        {"status":"generating_pages","message":"Kept.","page_title":"One","page_status":"completed","seq":3}
                        {"status":"generating_pages","message":"\\"Two\\" is written again, since a.c has changed.","page_title":"Two","page_status":"pending","seq":4}
                        {"status":"generating_pages","message":"\\"Three\\" is left out, since b.c is gone.","seq":5}
                        {"status":"generating_pages","message":"Writing.","page_title":"Two","page_status":"in_progress","seq":6}
                        {"status":"generating_pages","message":"Wrote.","page_title":"Two","page_status":"completed","seq":7}
                        {"status":"completed","message":"The wiki is complete.","seq":8}
                        """);
        wiki();
        assertThat(run("wiki", URL, "--refresh")).isEqualTo(ExitCode.FINE);
        assertThat(service.bodies()).anyMatch(body -> body.contains("\"force\":false,\"refresh\":true"));
        assertThat(err()).contains("""
                1 file has changed.
                "Three" is left out, since b.c is gone.
                  "Two" is written again, since a.c has changed.
                  Kept: One.
                """);
        assertThat(run("wiki", URL, "--refresh", "--force")).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void a_search_is_measured_by_questions_whose_answers_are_known() throws Exception {
        Files.writeString(
                folder.resolve("set.jsonl"),
                "{\"repo_url\":\"https://elsewhere/a/b\",\"query\":\"what?\",\"files\":[\"b.c\",\"z.c\"],\"commit\":\"1\"}\n\n");
        service.on(
                        "GET /api/retrieval",
                        200,
                        "{\"commit\":\"1\",\"chunks\":4,\"embedded\":4,\"passages\":[{\"path\":\"a.c\",\"start_line\":1,\"end_line\":2},"
                                + "{\"path\":\"b.c\",\"start_line\":1,\"end_line\":2}]}")
                .on("GET /api/retrieval/status", 200, "{\"state\":\"complete\",\"embedded\":4,\"chunks\":4}");
        assertThat(run("bench", "retrieval", "set.jsonl", "--at", "https://elsewhere/a/b=" + URL))
                .isEqualTo(ExitCode.FINE);
        assertThat(out()).contains("| https://elsewhere/a/b | 1 | 0.500 | 0.500 | 0.500 |", "| all | 1 | 0.500 |");
        assertThat(service.calls()).anyMatch(call -> call.startsWith("GET /api/retrieval?repo_url=http"));
    }

    @Test
    void a_set_that_cannot_be_read_names_the_line() throws Exception {
        Files.writeString(
                folder.resolve("set.jsonl"),
                "{\"repo_url\":\"u\",\"query\":\"q\",\"files\":[\"a\"]}\n{\"query\":\"q\"}\n");
        assertThat(run("bench", "retrieval", "set.jsonl")).isEqualTo(ExitCode.FAILED);
        assertThat(err()).contains("set.jsonl:2 should be like");
        assertThat(run("bench", "retrieval", "none.jsonl")).isEqualTo(ExitCode.FAILED);
        assertThat(err()).contains("cannot be read");
    }

    @Test
    void a_progress_stream_that_breaks_is_taken_up_where_it_broke() {
        submitted(false);
        jobs("generating_pages", "generating_pages", "completed");
        service.cut("GET " + JOB + "/progress/stream", line("generating_pages", 40, 7))
                .on("GET " + JOB + "/progress/stream", 200, line("completed", 100, 8));
        wiki();
        assertThat(run("wiki", URL)).isEqualTo(ExitCode.FINE);
        assertThat(service.calls())
                .contains(
                        "GET " + JOB + "/progress/stream?heartbeat=15",
                        "GET " + JOB + "/progress/stream?heartbeat=15&after=7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"failed", "cancelled", "partially_completed"})
    void a_job_that_is_not_complete_has_an_exit_code_of_its_own(String status) {
        submitted(false);
        jobs("pending", status);
        service.on("GET " + JOB + "/progress/stream", 200, line(status, 100, 9));
        wiki();
        assertThat(run("wiki", URL)).isEqualTo(ExitCode.JOB_NOT_COMPLETE);
    }

    @Test
    void a_refusal_is_told_in_the_services_words() {
        service.on("POST /api/wiki/jobs", 422, """
                {"detail":"The address is refused.","code":"address_refused","errors":[{"field":"repo_url","message":"private"}]}""");
        assertThat(run("wiki", "http://10.0.0.1/a/b")).isEqualTo(ExitCode.FAILED);
        assertThat(err()).contains("The address is refused.", "repo_url: private");
    }

    @Test
    void a_token_comes_from_the_environment_or_the_input_and_never_from_an_argument() {
        service.on("POST /api/wiki/jobs", 401, "{\"detail\":\"No.\",\"code\":\"unauthorized\"}");
        environment.put("GIT_TOKEN", "t0ken");
        run("wiki", URL, "--token-env", "GIT_TOKEN");
        assertThat(service.bodies()).anyMatch(body -> body.contains("\"access_token\":\"t0ken\""));
        run("wiki", URL, "--token-stdin");
        assertThat(service.bodies()).anyMatch(body -> body.contains("\"access_token\":\"typed\""));
        assertThat(run("wiki", URL, "--token", "t0ken")).isEqualTo(ExitCode.USAGE);
        assertThat(run("wiki", URL, "--token-env", "UNSET")).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void a_service_that_does_not_answer_has_an_exit_code_of_its_own() {
        service.close();
        assertThat(run("wiki", URL)).isEqualTo(ExitCode.NO_SERVICE);
        assertThat(run("status")).isEqualTo(ExitCode.NO_SERVICE);
        String url = environment.remove("DEEPWIKI_URL");
        assertThat(out()).contains("No DeepWiki service answers at " + url + " (DEEPWIKI_URL).");
        assertThat(run("status")).isEqualTo(ExitCode.NO_SERVICE);
        assertThat(out()).contains("The service does not run. Start it: bin/dw up");
        environment.put("DEEPWIKI_URL", url);
        assertThat(run("cancel", "j1")).isEqualTo(ExitCode.NO_SERVICE);
    }

    @Test
    void wrong_usage_and_wrong_settings_have_an_exit_code_of_their_own() {
        assertThat(run()).isEqualTo(ExitCode.USAGE);
        assertThat(run("wiki")).isEqualTo(ExitCode.USAGE);
        assertThat(run("wiki", URL, "--pages", "41")).isEqualTo(ExitCode.USAGE);
        assertThat(run("nonsense")).isEqualTo(ExitCode.USAGE);
        environment.put("PORT", "-1");
        assertThat(run("status")).isEqualTo(ExitCode.USAGE);
        assertThat(err()).contains("deepwiki.http.port must be 0 to 65535, is -1");
    }

    @Test
    void status_tells_what_the_engine_does_and_whether_an_operator_has_paused_it() {
        service.on("GET /health/ready", 200, "{\"status\":\"ready\",\"checks\":{\"database\":true}}")
                .on("GET /api/admin/overview", 200, overview("false,\"paused_since\":null", true))
                .on("GET /api/admin/overview", 200, overview("true,\"paused_since\":\"2026-01-02T03:04:05Z\"", false))
                .on("GET /api/retrieval/status", 200, "{\"state\":\"off\",\"embedded\":0,\"chunks\":0}")
                .on("GET /api/wiki/jobs", 200, "{\"jobs\":[],\"total\":0}");
        assertThat(run("status")).isEqualTo(ExitCode.FINE);
        assertThat(out()).contains("Engine    works: 1 in hand, 3 ready, 2 for later, on 2 instances\n");
        assertThat(run("status")).isEqualTo(ExitCode.FINE);
        assertThat(out())
                .contains("Engine    paused by an operator since 2026-01-02T03:04:05Z; POST /api/admin/engine/resume"
                        + " goes on: 1 in hand, 3 ready, 2 for later, on 1 instance\n");
    }

    private static String overview(String paused, boolean second) {
        return """
                {"engine":{"paused":%s},"queue":{"ready":3,"later":2,"running":1},"running":[],
                "instances":[{"alive":true},{"alive":%s}],"providers":[]}""".formatted(paused, second);
    }

    @ParameterizedTest
    @ValueSource(strings = {"wiki", "ask", "jobs", "cancel", "up", "status", "down", "doctor"})
    void every_command_explains_itself(String command) {
        assertThat(run(command, "--help")).isEqualTo(ExitCode.FINE);
        assertThat(out()).contains("Usage: deepwiki " + command, "Exit codes: 0 fine");
    }

    @Test
    void down_without_a_service_is_fine() {
        assertThat(run("down")).isEqualTo(ExitCode.FINE);
        assertThat(out()).contains("No service runs.");
    }

    @Test
    void the_doctor_tells_what_providers_of_models_say() {
        environment.remove("DEEPWIKI_URL"); // a service elsewhere has providers of its own
        trials.add(new Trial(Outcome.ANSWERED, "openai/gpt answers"));
        trials.add(new Trial(Outcome.LATER, "google/gemini: overloaded"));
        run("doctor");
        assertThat(out())
                .containsPattern("ok +models +as they are set here, since no service runs")
                .containsPattern("ok +model +openai/gpt answers")
                .containsPattern("note +model +google/gemini");
        assertThat(out()).doesNotContainPattern("MISSING +model");
        trials.add(new Trial(Outcome.BROKEN, "anthropic/claude: refuses the key in ANTHROPIC_API_KEY."));
        assertThat(run("doctor")).isEqualTo(ExitCode.FAILED);
        assertThat(out()).containsPattern("MISSING +model +anthropic/claude: refuses the key in ANTHROPIC_API_KEY");
    }

    @Test
    void the_doctor_tells_of_the_models_of_a_service_that_runs_and_of_no_others() {
        trials.add(new Trial(Outcome.BROKEN, "what is set here"));
        service.on("GET /health/ready", 200, "{\"status\":\"ready\",\"checks\":{}}")
                .on("GET /models/config", 200, """
                        {"providers":[{"id":"openai","configured":true},{"id":"google","configured":true},
                        {"id":"ollama","configured":true},{"id":"azure","configured":false},{"id":"builtin","configured":true}],"defaultProvider":"openai"}""")
                .on("POST /api/admin/providers/openai/test", 200, "{\"ok\":true,\"model\":\"gpt\"}")
                .on(
                        "POST /api/admin/providers/google/test",
                        200,
                        "{\"ok\":false,\"passing\":true,\"model\":\"gemini\",\"error\":\"overloaded\"}");
        assertThat(run("doctor")).isEqualTo(ExitCode.FINE);
        assertThat(out())
                .containsPattern("ok +models +as the service that runs was started")
                .containsPattern("ok +model +openai/gpt answers")
                .containsPattern("note +model +google/gemini: overloaded")
                .containsPattern("note +model +ollama could not be tried: There is no POST")
                .doesNotContain("what is set here\n");
        assertThat(service.calls()).filteredOn(call -> call.contains("/test")).hasSize(3);
    }

    @Test
    void the_doctor_names_a_local_folder_once_wherever_it_is_allowed() throws IOException {
        environment.remove("DEEPWIKI_URL"); // a service elsewhere has folders of its own
        environment.put("DEEPWIKI_LOCAL_ROOTS", folder.toString());
        Files.createDirectories(folder.resolve("data"));
        Files.writeString(folder.resolve("data/local-roots"), folder + "\n" + folder + "\n");
        run("doctor");
        assertThat(out()).contains("local folders [" + folder + "]");
    }

    @Test
    void the_doctor_names_what_is_missing() {
        environment.put("DEEPWIKI_DATABASE_URL", "jdbc:postgresql://127.0.0.1:1/wiki");
        service.on("GET /health/ready", 200, "{\"status\":\"ready\",\"checks\":{}}");
        service.on(
                "GET /models/config",
                200,
                "{\"providers\":[{\"id\":\"builtin\",\"configured\":true}],\"defaultProvider\":\"builtin\"}");
        assertThat(run("doctor")).isEqualTo(ExitCode.FAILED);
        assertThat(out())
                .contains(
                        "MISSING database",
                        "no server answers at 127.0.0.1:1",
                        "builtin is configured (used by default)");
    }

    private void submitted(boolean existing) {
        service.on("POST /api/wiki/jobs", 200, "{\"job_id\":\"j1\",\"message\":\"ok\",\"existing\":" + existing + "}");
    }

    private void jobs(String... states) {
        for (String state : states) {
            service.on("GET " + JOB, 200, """
                    {"job":{"id":"j1","repo_url":"%s","owner":"a","repo":"b","branch":"main","commit":"0123456789abcdef","language":"en",
                    "is_comprehensive":true,"status":"%s","total_pages":2,"completed_pages":2,"failed_pages":0,"progress_percent":50},"pages":[]}""".formatted(URL, state));
        }
    }

    private void wiki() {
        service.on("GET /api/wikis", 200, """
                [{"id":"w0","repo":"%1$s","branch":"main","language":"de","is_comprehensive":true,"title":"Das B"},
                {"id":"w2","repo":"%1$s","branch":"main","language":"en","is_comprehensive":false,"title":"B in short"},
                {"id":"w1","repo":"%1$s","branch":"main","language":"en","is_comprehensive":true,"title":"The B"}]""".formatted(URL));
        service.on("GET /api/wikis/w1", 200, """
                {"id":"w1","title":"The B","description":"What B is.","sections":[{"id":"s","title":"First","pages":["one"]}],
                "rootSections":["s"],"pages":[{"id":"one","title":"One"},{"id":"two","title":"Two"}]}""");
        service.on(
                "GET /api/wikis/w1/pages/one",
                200,
                "{\"id\":\"one\",\"title\":\"One\",\"content\":\"See [a.c:1-2].\"}");
        service.on("GET /api/wikis/w1/pages/two", 200, "{\"id\":\"two\",\"title\":\"Two\",\"content\":\"# Two\\n\"}");
    }

    private static String line(String status, int percent, int seq) {
        return "{\"job_id\":\"j1\",\"status\":\"%s\",\"current_phase\":1,\"progress_percent\":%d,\"total_pages\":2,\"completed_pages\":1,\"seq\":%d}\n"
                .formatted(status, percent, seq);
    }

    private int run(String... arguments) {
        Surroundings here = terminal.surroundings(environment, folder, Machine.ofProcess());
        return new Cli(
                        here,
                        (_, _) -> {
                            throw new IllegalStateException("no service in this test");
                        },
                        _ -> trials)
                .execute(arguments);
    }

    private String out() {
        return terminal.out();
    }

    private String err() {
        return terminal.err();
    }
}

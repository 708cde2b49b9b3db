package io.deepwiki.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AskCommandTest {
    private static final String ASK = "POST /chat/completions/stream";
    private static final String STREAM = "/api/chat/streams/s1";
    private static final String URL = "https://git.example/a/b";

    @TempDir
    Path folder;

    private final ScriptedTerminal terminal = new ScriptedTerminal("");
    private final SteppedMachine machine = new SteppedMachine();
    private ScriptedService service;

    @BeforeEach
    void start() throws IOException {
        service = new ScriptedService();
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void an_answer_goes_out_as_it_comes_and_its_sources_after_it() {
        service.on(ASK, 200, """
                {"seq":1,"type":"meta","stream_id":"s","provider":"builtin","model":"m"}
                {"seq":2,"type":"sources","passages":[{"path":"a.c","start_line":1,"end_line":9,"symbol":"main"}]}
                {"seq":3,"type":"delta","offset":0,"text":"It starts "}
                {"type":"heartbeat"}
                {"seq":4,"type":"delta","offset":10,"text":"in main.\\n"}
                {"seq":5,"type":"usage","prompt_tokens":1,"completion_tokens":2,"estimated":true}
                {"seq":6,"type":"done","bytes":19,"sha256":"%s","finish_reason":"stop"}
                """.formatted(sha("It starts in main.\n")));
        assertThat(run("How", "does", "it", "start?")).isEqualTo(ExitCode.FINE);
        assertThat(out()).isEqualTo("It starts in main.\n\n\nSources:\n  a.c:1-9  main\n");
        assertThat(err()).isEmpty();
        assertThat(service.bodies()).anyMatch(body -> body.contains("\"content\":\"How does it start?\""));
    }

    @Test
    void every_option_is_sent() {
        service.on(ASK, 200, new WrittenAnswer().text("Yes.").whole());
        assertThat(run(
                        "why?",
                        "--provider=builtin",
                        "--model=code-map",
                        "--file=./src/a.c",
                        "--language=vi",
                        "--branch=next",
                        "--exclude-dir=gen",
                        "--include-file=*.c"))
                .isEqualTo(ExitCode.FINE);
        assertThat(service.bodies().getLast())
                .contains(
                        "\"provider\":\"builtin\"",
                        "\"model\":\"code-map\"",
                        "\"filePath\":\"src/a.c\"",
                        "\"language\":\"vi\"",
                        "\"branch\":\"next\"",
                        "\"excluded_dirs\":[\"gen\"]",
                        "\"included_files\":[\"*.c\"]")
                .doesNotContain("research");
    }

    @Test
    void an_empty_question_is_told_to_be_empty() {
        assertThat(run(" ", "")).isEqualTo(ExitCode.USAGE);
        assertThat(err()).startsWith("The question is empty");
        assertThat(service.calls()).isEmpty();
    }

    @Test
    void an_answer_is_saved_as_it_was_printed() throws IOException {
        service.on(ASK, 200, new WrittenAnswer().source("a.c").text("Nó 世界.\n").whole());
        assertThat(run("why?", "--out", "notes/answer.md")).isEqualTo(ExitCode.FINE);
        assertThat(Files.readString(folder.resolve("notes/answer.md"))).isEqualTo("Nó 世界.\n");
        assertThat(err()).contains("Answer: " + folder.resolve("notes/answer.md"));
    }

    @Test
    void its_help_says_what_an_interrupt_does() {
        assertThat(run("--help")).isEqualTo(ExitCode.FINE);
        assertThat(out().replaceAll("\\s+", " "))
                .contains("--research", "Ctrl-C stops it, a research too", "130 interrupted");
    }

    @Test
    void a_file_that_cannot_be_one_is_told_before_anything_is_asked() {
        assertThat(run("why?", "--out", ".")).isEqualTo(ExitCode.USAGE);
        assertThat(err()).contains("is a folder");
        assertThat(service.calls()).isEmpty();
    }

    @Test
    void a_research_tells_its_stages_and_saves_its_report_once_it_is_stored() throws IOException {
        WrittenAnswer answer = new WrittenAnswer()
                .stage(1, "plan")
                .text("## Research Plan\n")
                .stage(2, "update")
                .text("## Final Conclusion\n");
        service.on(ASK, 200, answer.whole())
                .on("GET " + STREAM, 200, "{\"id\":\"s1\",\"state\":\"running\"}")
                .on("GET " + STREAM, 200, "{\"id\":\"s1\",\"state\":\"completed\"}")
                .on("GET " + STREAM + "/report", 200, "# b\n\nIt is so.\n");
        assertThat(run("why?", "--research", "--out", "report.md")).isEqualTo(ExitCode.FINE);
        assertThat(service.bodies()).anyMatch(body -> body.contains("\"research\":\"server\""));
        assertThat(out()).isEqualTo(answer.text() + "\n");
        assertThat(err()).startsWith("Stage 1: plan\nStage 2: update\n");
        assertThat(Files.readString(folder.resolve("report.md"))).isEqualTo("# b\n\nIt is so.\n");
        assertThat(service.calls())
                .containsSubsequence("GET " + STREAM, "GET " + STREAM, "GET " + STREAM + "/report")
                .filteredOn(call -> call.endsWith("/report"))
                .hasSize(1);
    }

    @Test
    void a_report_is_asked_for_again_when_the_service_is_away_for_a_moment() throws IOException {
        service.on(ASK, 200, new WrittenAnswer().text("So.").whole())
                .on("GET " + STREAM, 200, "{\"id\":\"s1\",\"state\":\"completed\"}")
                .on("GET " + STREAM + "/report", 503, problem("The database is away."), Map.of("Retry-After", "2"))
                .on("GET " + STREAM + "/report", 200, "# b\n");
        assertThat(run("why?", "--research", "--out", "report.md")).isEqualTo(ExitCode.FINE);
        assertThat(Files.readString(folder.resolve("report.md"))).isEqualTo("# b\n");
        assertThat(machine.pauses()).extracting(Duration::toSeconds).containsExactly(2L);
    }

    @Test
    void an_answer_that_fails_is_no_success() {
        service.on(ASK, 200, """
                {"seq":1,"type":"meta","stream_id":"s1"}
                {"seq":2,"type":"delta","offset":0,"text":"It"}
                {"seq":3,"type":"error","code":"x","message":"The model is away.","retryable":true,"retry_after_ms":4200}
                """);
        assertThat(run("why?", "--out", "answer.md")).isEqualTo(ExitCode.FAILED);
        assertThat(out()).isEqualTo("It");
        assertThat(err()).contains("The model is away.\nTry again in 5 s.");
        assertThat(folder.resolve("answer.md")).doesNotExist();
        assertThat(service.calls()).noneMatch(call -> call.contains("/content"));
    }

    @Test
    void an_answer_that_ends_again_and_again_before_it_is_whole_is_no_success() {
        service.on(ASK, 200, "{\"seq\":1,\"type\":\"meta\",\"stream_id\":\"s1\"}\n{\"seq\":2,\"type\":\"del")
                .on("GET " + STREAM + "/content", 200, "{\"seq\":1,\"type\":\"meta\",\"stream_id\":\"s1\"}\n");
        assertThat(run("why?")).isEqualTo(ExitCode.FAILED);
        assertThat(err()).contains("before it was whole").containsOnlyOnce("The connection was lost");
    }

    @Test
    void an_answer_that_is_not_what_was_written_is_no_success() {
        service.on(
                ASK,
                200,
                new WrittenAnswer()
                        .text("It is so.")
                        .whole()
                        .replace("\"text\":\"It is so.\"", "\"text\":\"It is no.\""));
        assertThat(run("why?")).isEqualTo(ExitCode.FAILED);
        assertThat(err()).contains("not the whole answer", "9 bytes", sha("It is no."), sha("It is so."));
    }

    @Test
    void an_answer_of_another_length_is_no_success() {
        service.on(ASK, 200, new WrittenAnswer().text("abc").whole().replace("\"bytes\":3", "\"bytes\":4"));
        assertThat(run("why?")).isEqualTo(ExitCode.FAILED);
        assertThat(err()).contains("3 bytes", "instead of 4 bytes");
    }

    @ParameterizedTest
    @CsvSource({"404, There is no such answer.", "410, The text is no longer kept.", "416, The answer has 1 bytes."})
    void an_answer_that_cannot_be_gone_on_with_is_told_in_words(int status, String words) {
        service.cut(
                        ASK,
                        "{\"seq\":1,\"type\":\"meta\",\"stream_id\":\"s1\"}\n{\"seq\":2,\"type\":\"delta\",\"offset\":0,\"text\":\"It\"}\n")
                .on("GET " + STREAM + "/content", status, problem(words));
        assertThat(run("why?")).isEqualTo(ExitCode.FAILED);
        assertThat(out()).isEqualTo("It");
        assertThat(err()).contains("The connection was lost, and the answer cannot be gone on with: " + words);
        assertThat(service.calls())
                .filteredOn(call -> call.contains("/content"))
                .containsExactly("GET " + STREAM + "/content?offset=2");
    }

    @Test
    void text_that_the_service_has_lost_is_told_in_words() {
        service.cut(ASK, "{\"seq\":1,\"type\":\"delta\",\"offset\":0,\"text\":\"It\"}\n", Map.of("X-Stream-Id", "s1"))
                .on("GET " + STREAM + "/content", 200, """
                        {"seq":1,"type":"meta","stream_id":"s1"}
                        {"seq":2,"type":"error","code":"out_of_range","message":"The answer has 1 bytes.","retryable":false}
                        """);
        assertThat(run("why?")).isEqualTo(ExitCode.FAILED);
        assertThat(err()).contains("cannot be gone on with: The answer has 1 bytes.");
    }

    @Test
    void a_service_that_is_busy_when_the_reader_comes_back_is_given_time() {
        WrittenAnswer answer = new WrittenAnswer().text("It").text(" is.");
        service.cut(ASK, answer.whole().substring(0, answer.whole().indexOf("\"seq\":3")))
                .on("GET " + STREAM + "/content", 429, problem("Too many."), Map.of("Retry-After", "7"))
                .on("GET " + STREAM + "/content", 200, answer.from(2, () -> false));
        assertThat(run("why?")).isEqualTo(ExitCode.FINE);
        assertThat(out()).isEqualTo("It is.\n");
        assertThat(machine.pauses()).extracting(Duration::toMillis).containsExactly(200L, 7000L);
    }

    @Test
    void a_question_that_is_refused_is_not_asked_again() {
        service.on(ASK, 429, problem("Too many questions within a minute."), Map.of("Retry-After", "12"))
                .on(ASK, 409, problem("The key was used for another question."));
        assertThat(run("why?")).isEqualTo(ExitCode.FAILED);
        assertThat(err()).isEqualTo("Too many questions within a minute.\nTry again in 12 s.\n");
        assertThat(run("why?")).isEqualTo(ExitCode.FAILED);
        assertThat(err()).isEqualTo("The key was used for another question.\n");
        assertThat(service.calls()).filteredOn(call -> call.startsWith("POST")).hasSize(2);
        assertThat(machine.pauses()).isEmpty();
    }

    @Test
    void a_provider_that_the_running_service_was_started_without_is_told_so() {
        service.on(
                ASK,
                503,
                "{\"detail\":\"The provider openai is not configured. Set OPENAI_API_KEY and start again.\","
                        + "\"code\":\"provider_not_configured\"}");
        assertThat(run("why?", "--provider=openai")).isEqualTo(ExitCode.FAILED);
        assertThat(err())
                .contains("Set OPENAI_API_KEY", "The service that runs was started without it: deepwiki down ends it");
    }

    @Test
    void the_end_of_the_process_stops_the_answer() {
        WrittenAnswer answer = new WrittenAnswer().text("It");
        service.cut(ASK, answer.whole().substring(0, answer.whole().indexOf("\"seq\":3")))
                .on("POST " + STREAM + "/cancel", 202, "{\"message\":\"It is being stopped.\"}")
                .on("GET " + STREAM + "/content", 200, """
                        {"seq":1,"type":"meta","stream_id":"s1"}
                        {"seq":2,"type":"error","code":"cancelled","message":"The answer was stopped.","retryable":false}
                        """);
        machine.meanwhile(machine::end);
        assertThat(run("why?", "--research")).isEqualTo(ExitCode.FAILED);
        assertThat(err()).contains("The answer was stopped.");
        assertThat(service.calls())
                .containsSubsequence("POST " + STREAM + "/cancel", "GET " + STREAM + "/content?offset=2");
        machine.end();
        assertThat(service.calls()).filteredOn(call -> call.endsWith("/cancel")).hasSize(1);
    }

    private int run(String... question) {
        Map<String, String> environment = Map.of(
                "DEEPWIKI_URL", service.url().toString(),
                "DEEPWIKI_DATA_DIR", folder.resolve("data").toString());
        Surroundings here = terminal.surroundings(environment, folder, machine);
        List<String> arguments = new ArrayList<>(List.of("ask", URL));
        arguments.addAll(List.of(question));
        return new Cli(
                        here,
                        (_, _) -> {
                            throw new IllegalStateException("no service in this test");
                        },
                        _ -> {},
                        _ -> List.of())
                .execute(arguments.toArray(String[]::new));
    }

    private static String problem(String detail) {
        return "{\"detail\":\"" + detail + "\",\"code\":\"x\"}";
    }

    private static String sha(String text) {
        return WrittenAnswer.sha256(text);
    }

    private String out() {
        return terminal.out();
    }

    private String err() {
        return terminal.err();
    }
}

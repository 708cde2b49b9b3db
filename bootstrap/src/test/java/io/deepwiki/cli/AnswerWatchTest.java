package io.deepwiki.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepwiki.folder.DataFolder;
import io.deepwiki.folder.RunningService;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnswerWatchTest {
    private static final long SEED = 20_260_104;
    private static final int RUNS = 300;
    private static final String LOST = "The connection was lost; going on …";
    private static final int NEVER = Integer.MAX_VALUE;
    private static final String[] CHARACTERS = {"a", " ", "é", "đ", "世", "\n", "🙂", "\"", "[a.c:1-2]"};
    private static final ApiJson.Question QUESTION = new ApiJson.Question(
            "https://git.example/a/b",
            List.of(new ApiJson.Message("user", "why?")),
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null);

    @TempDir
    Path folder;

    private final ScriptedTerminal terminal = new ScriptedTerminal("");
    private SteppedMachine machine = new SteppedMachine();

    @BeforeEach
    void open() {
        new DataFolder(folder).create();
    }

    @Test
    void an_answer_is_the_same_wherever_its_connection_is_cut() throws IOException {
        WrittenAnswer answer = new WrittenAnswer()
                .notice("Indexed.")
                .source("a.c")
                .text("Nó bắt đầu ")
                .notice("Half.")
                .text("ở 世界 🙂.\n");
        int length = CuttingService.wire(answer.whole()).length;
        Deque<Integer> cuts = new ConcurrentLinkedDeque<>();
        try (CuttingService service = serving(answer, cuts)) {
            ServiceApi api = new ServiceApi(service.url(), Optional.empty());
            for (int cut = 0; cut < length - 5; cut++) {
                cuts.add(cut);
                AnswerWatch watch = watched(new Service(api, Optional.empty(), false));
                watch.untilWhole();
                assertThat(printed()).as("cut at %s", cut).isEqualTo(answer.text());
                assertThat(told()).as("cut at %s", cut).containsSubsequence("Indexed.", "Half.");
                assertThat(told()).filteredOn(line -> line.equals("Half.")).hasSize(1);
                assertThat(watch.sources()).containsExactly("a.c:1-2");
            }
            assertThat(service.requests())
                    .filteredOn(head -> head.startsWith("POST"))
                    .allMatch(head -> Pattern.compile("(?m)^Idempotency-Key: name-1\r?$")
                            .matcher(head)
                            .find())
                    .hasSizeGreaterThan(length);
            assertThat(service.requests()).hasSizeGreaterThanOrEqualTo(2 * (length - 6));
        }
    }

    @Test
    void random_answers_survive_random_cuts_with_no_byte_lost_or_doubled() throws IOException {
        Random random = new Random(SEED);
        AtomicReference<WrittenAnswer> answer = new AtomicReference<>(new WrittenAnswer());
        Deque<Integer> cuts = new ConcurrentLinkedDeque<>();
        try (CuttingService service = new CuttingService(
                offset -> answer.get().from(offset, random::nextBoolean),
                () -> cuts.isEmpty() ? NEVER : cuts.remove())) {
            Service reached = at(service.url());
            for (int run = 0; run < RUNS; run++) {
                answer.set(random(random));
                int most = CuttingService.wire(answer.get().whole()).length;
                random.ints(random.nextInt(1, 7), 0, most).forEach(cuts::add);
                watched(reached).untilWhole();
                cuts.clear();
                assertThat(printed()).as("run %s", run).isEqualTo(answer.get().text());
                assertThat(told())
                        .as("run %s", run)
                        .filteredOn(line -> !line.equals(LOST))
                        .isEqualTo(notices(answer.get()));
                assertThat(told()).filteredOn(LOST::equals).hasSizeLessThanOrEqualTo(1);
            }
        }
    }

    @Test
    void a_question_is_sent_again_under_its_name_while_no_answer_has_begun() throws IOException {
        WrittenAnswer answer = new WrittenAnswer().text("Yes.");
        Deque<Integer> cuts = new ConcurrentLinkedDeque<>(List.of(0, 10, 60));
        try (CuttingService service = serving(answer, cuts)) {
            watched(at(service.url())).untilWhole();
            assertThat(service.requests())
                    .hasSize(4)
                    .allSatisfy(head -> assertThat(head)
                            .startsWith("POST /chat/completions/stream ")
                            .contains("Idempotency-Key: name-1"));
        }
        assertThat(machine.pauses()).extracting(Duration::toMillis).containsExactly(200L, 400L, 800L);
        assertThat(printed()).isEqualTo("Yes.");
    }

    @Test
    void it_gives_up_after_two_minutes_in_which_nothing_came() throws IOException {
        URI nobody;
        try (CuttingService service = serving(new WrittenAnswer(), new ConcurrentLinkedDeque<>())) {
            nobody = service.url();
        }
        assertThatThrownBy(() -> watched(at(nobody)).untilWhole())
                .isInstanceOfSatisfying(
                        CommandFailure.class,
                        failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.NO_SERVICE))
                .hasMessageContaining("cannot be reached")
                .hasMessageContaining("2 minutes");
        assertThat(machine.instant().getEpochSecond()).isBetween(110L, 120L);
        assertThat(machine.pauses()).last().isEqualTo(Backoff.LONGEST);
        assertThat(told()).containsExactly(LOST);
    }

    @Test
    void each_byte_that_comes_gives_it_two_more_minutes() throws IOException {
        WrittenAnswer answer = new WrittenAnswer();
        "abcdefghij".chars().forEach(letter -> answer.text(Character.toString(letter)));
        Deque<Integer> cuts = new ConcurrentLinkedDeque<>();
        try (CuttingService service = new CuttingService(
                offset -> answer.from(offset, () -> false), () -> cuts.isEmpty() ? NEVER : cuts.remove())) {
            int first = upTo("delta", answer.whole());
            for (int piece = 0; piece < 9; piece++) {
                cuts.add(first);
                for (int failure = 0; failure < 20; failure++) {
                    cuts.add(1);
                }
            }
            watched(at(service.url())).untilWhole();
        }
        assertThat(printed()).isEqualTo("abcdefghij");
        assertThat(machine.instant().getEpochSecond()).isGreaterThan(600);
    }

    @Test
    void a_service_that_is_back_at_another_port_is_found_again() throws Exception {
        WrittenAnswer answer = new WrittenAnswer().text("One, ").text("two.");
        int half = upTo("delta", answer.whole());
        Process instance = new ProcessBuilder("sh", "-c", "read line # deepwiki").start();
        try (CuttingService before = serving(answer, new ConcurrentLinkedDeque<>(List.of(half)));
                ScriptedService after = new ScriptedService()) {
            after.on("GET /api/chat/streams/s1/content", 200, answer.from(5, () -> false));
            AnswerWatch watch =
                    watched(new Service(new ServiceApi(before.url(), Optional.empty()), Optional.empty(), true));
            machine.meanwhile(() -> new DataFolder(folder)
                    .service()
                    .write(new RunningService(instance.pid(), after.url(), after.url(), "b1")));
            watch.untilWhole();
            assertThat(printed()).isEqualTo("One, two.");
            assertThat(after.calls()).contains("GET /api/chat/streams/s1/content?offset=5");
        } finally {
            instance.destroyForcibly();
        }
    }

    @Test
    void the_end_of_the_process_stops_an_answer_whose_head_has_not_come() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        try (ScriptedService service = new ScriptedService()) {
            service.next(gate)
                    .on(
                            "POST /chat/completions/stream",
                            200,
                            new WrittenAnswer().text("Late.").whole(),
                            Map.of("X-Stream-Id", "s1"))
                    .on("POST /api/chat/streams/s1/cancel", 202, "{}");
            AnswerWatch watch = watched(at(service.url()));
            Thread watching = Thread.ofVirtual().start(watch::untilWhole);
            while (service.calls().isEmpty()) {
                Thread.onSpinWait();
            }
            machine.end();
            assertThat(service.calls())
                    .containsExactly(
                            "POST /chat/completions/stream",
                            "POST /chat/completions/stream",
                            "POST /api/chat/streams/s1/cancel");
            assertThat(service.bodies().get(1)).isEqualTo(service.bodies().getFirst());
            gate.countDown();
            watching.join();
        }
    }

    @Test
    void the_end_of_the_process_stops_an_answer_whose_head_was_lost() throws IOException {
        WrittenAnswer answer = new WrittenAnswer().text("Yes.");
        try (CuttingService service = serving(answer, new ConcurrentLinkedDeque<>(List.of(0)))) {
            AnswerWatch watch = watched(at(service.url()));
            machine.meanwhile(machine::end);
            watch.untilWhole();
            assertThat(service.requests())
                    .extracting(head -> head.substring(0, head.indexOf(" HTTP")))
                    .containsSubsequence("POST /chat/completions/stream", "POST /api/chat/streams/s1/cancel");
            assertThat(service.requests())
                    .filteredOn(head -> head.startsWith("POST /chat"))
                    .allMatch(head -> head.contains("Idempotency-Key: name-1"));
        }
    }

    @Test
    void an_answer_that_has_a_hole_is_no_success() throws IOException {
        try (CuttingService service = new CuttingService(
                _ -> new WrittenAnswer().text("abc").whole().replace("\"offset\":0", "\"offset\":2"), () -> NEVER)) {
            assertThatThrownBy(() -> watched(at(service.url())).untilWhole())
                    .hasMessageContaining("left out bytes 0 to 2");
        }
    }

    private CuttingService serving(WrittenAnswer answer, Deque<Integer> cuts) throws IOException {
        return new CuttingService(
                offset -> answer.from(offset, () -> false),
                () -> Optional.ofNullable(cuts.poll()).orElse(NEVER));
    }

    /** How many bytes go out until the first line of the type is whole. */
    private static int upTo(String type, String lines) {
        String begun = lines.substring(0, lines.indexOf('\n', lines.indexOf(type)) + 1);
        return CuttingService.wire(begun).length - "0\r\n\r\n".length();
    }

    private static WrittenAnswer random(Random random) {
        WrittenAnswer answer = new WrittenAnswer();
        int parts = random.nextInt(3, 12);
        for (int part = 0; part < parts; part++) {
            if (random.nextInt(3) == 0) {
                answer.notice("n" + random.nextInt(3));
            } else {
                StringBuilder piece = new StringBuilder();
                random.ints(random.nextInt(1, 9), 0, CHARACTERS.length).forEach(i -> piece.append(CHARACTERS[i]));
                answer.text(piece.toString());
            }
        }
        return answer;
    }

    private static List<String> notices(WrittenAnswer answer) {
        return Pattern.compile("\"message\":\"(\\w+)\"")
                .matcher(answer.whole())
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private static Service at(URI url) {
        return new Service(new ServiceApi(url, Optional.empty()), Optional.empty(), false);
    }

    private AnswerWatch watched(Service service) {
        machine = new SteppedMachine();
        Map<String, String> environment = Map.of("DEEPWIKI_DATA_DIR", folder.toString());
        Surroundings here = terminal.surroundings(environment, folder, machine);
        return new AnswerWatch(here, service, QUESTION);
    }

    private String printed() {
        return terminal.out();
    }

    private List<String> told() {
        return terminal.err().lines().toList();
    }
}

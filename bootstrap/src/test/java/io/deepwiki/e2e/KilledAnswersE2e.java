package io.deepwiki.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.deepwiki.e2e.AnswerReader.Form;
import io.deepwiki.e2e.TalkingModel.Call;
import io.deepwiki.e2e.TwoInstances.Instance;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Instances that die over their answers and researches, and another one that sees to what they leave. */
class KilledAnswersE2e {
    /** With those of the researches they are ten. */
    private static final int KILLS = 8;

    private static final long SEED = 20_260_406;
    private static final Duration LEASE = Duration.ofSeconds(2);
    private static final Duration SETTLED = LEASE.plusSeconds(3);
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final List<String> WAYS = List.of("silent", "hung", "talking");
    private static final Duration FOR_EVER = Duration.ofMinutes(2);
    private static final Pattern CITATION = Pattern.compile("\\[([^\\]\\s:]+):(\\d+)(?:-(\\d+))?]");

    /** Where a research is when its instance dies: its topic, the stage, and how many pieces of it are there. */
    private static final Map<String, Broken> RESEARCHES = Map.of(
            "Why do orders wait?", new Broken("Research Plan", 2),
            "Why is billing slow?", new Broken("Research Update 1", 0),
            "What does stock count?", new Broken("Research Update 2", 3),
            "Who sends the mail?", new Broken("Final Conclusion", 1),
            "Where is the storage?", new Broken("Final Conclusion", 0));

    @TempDir
    static Path folder;

    private static TalkingModel model;
    private static TwoInstances instances;

    private record Broken(String stage, int pieces) {}

    @BeforeAll
    static void start() throws Exception {
        model = new TalkingModel(KilledAnswersE2e::answer);
        instances = new TwoInstances(folder, model.url())
                .with("DEEPWIKI_CHAT_LEASE", LEASE.toSeconds() + "s")
                .with("DEEPWIKI_JAVA_OPTS", "-XX:TieredStopAtLevel=1")
                .start()
                .indexed();
    }

    @BeforeEach
    void bringUpTwo() throws IOException {
        while (living().size() < 2) {
            instances.add();
        }
    }

    @AfterAll
    static void stop() throws IOException {
        instances.close();
        model.close();
    }

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void the_answers_of_an_instance_that_is_killed_end_as_interrupted_and_keep_their_text() throws Exception {
        List<AnswerReader> all = new ArrayList<>();
        List<Duration> times = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Instance>> started = new ArrayList<>(List.of(threads.submit(instances::add)));
            for (int kill = 0; kill < KILLS; kill++) {
                Await.that("two are there", PATIENCE, () -> living().size() > 1);
                List<AnswerReader> answers = asked(kill, living().getFirst());
                started.add(threads.submit(instances::add));
                times.add(killed(kill, answers, living().getFirst(), living().getLast()));
                all.addAll(answers);
            }
            for (Future<Instance> start : started) {
                start.get();
            }
        }
        System.out.printf("%d kills: the answers had ended %s later at most%n", KILLS, Collections.max(times));
        assertThat(model.open()).isZero();
        assertThat(all).hasSize(WAYS.size() * KILLS);
        assertThat(interrupted(all, living().getLast())).isTrue();
    }

    /** Three answers, of a model that is silent, that hangs and that goes on talking. */
    private static List<AnswerReader> asked(int kill, Instance instance) throws Exception {
        List<AnswerReader> answers = new ArrayList<>();
        for (String way : WAYS) {
            AnswerReader reader = new AnswerReader(instances, instances.question(question(way, kill), ""));
            reader.reading(instance.url(), Form.FRAMED);
            answers.add(reader);
        }
        for (String way : WAYS) {
            Await.that(way, () -> !model.calls(question(way, kill)).isEmpty());
        }
        return answers;
    }

    private static String question(String way, int kill) {
        return "You are " + way + " now, for the " + kill + ". time.";
    }

    /** How long it took until the answers had ended. */
    private static Duration killed(int kill, List<AnswerReader> answers, Instance victim, Instance other)
            throws Exception {
        AnswerReader silent = answers.get(0);
        AnswerReader hung = answers.get(1);
        AnswerReader talking = answers.get(2);
        Call hanging = model.calls(question(WAYS.get(1), kill)).getFirst();
        Await.that("it hangs", hanging::hangs);
        String wholly = hanging.said();
        Await.that("what was said is stored", () -> bytes(hung, other) == utf8(wholly) && bytes(talking, other) > 0);
        AnswerReader follower = AnswerReader.of(instances, hung.id().orElseThrow());
        Thread following = follower.reading(other.url(), Form.FRAMED);
        long stored = bytes(talking, other);
        long killed = System.nanoTime();
        victim.kill();
        Await.that("they are interrupted", SETTLED, () -> interrupted(answers, other));
        Duration taken = Duration.ofNanos(System.nanoTime() - killed);
        following.join();
        assertThat(follower.end().orElseThrow().path("code").asText()).isEqualTo("interrupted");
        assertThat(follower.string()).isEqualTo(wholly);
        assertThat(kept(silent, other)).isEmpty();
        assertThat(model.calls(question(WAYS.get(2), kill)).getFirst().said()).startsWith(kept(talking, other));
        assertThat(bytes(talking, other)).isGreaterThanOrEqualTo(stored);
        return taken;
    }

    @Test
    @Timeout(value = 3, unit = TimeUnit.MINUTES)
    void a_research_of_an_instance_that_is_killed_within_or_between_stages_is_completed_by_another() throws Exception {
        Instance victim = living().getFirst();
        Instance other = living().getLast();
        List<AnswerReader> followers = new ArrayList<>();
        for (Map.Entry<String, Broken> research : RESEARCHES.entrySet()) {
            AnswerReader asker = research(research.getKey(), "openai", victim);
            AnswerReader follower = AnswerReader.of(instances, asker.id().orElseThrow());
            follower.reading(other.url(), Form.FRAMED);
            followers.add(follower);
            int stage = Stages.HEADINGS.indexOf("## " + research.getValue().stage) + 1;
            Await.that(research.getKey(), () -> calls(research).stream().anyMatch(Call::hangs));
            Await.that("the stage is stored", () -> follower.told("research").size() == stage);
        }
        victim.kill();
        for (AnswerReader follower : followers) {
            Await.that("it is completed", () -> follower.end().isPresent());
            assertThat(follower.end().orElseThrow().path("sha256").asText())
                    .isEqualTo(AnswerReader.sha256(follower.bytes()));
            String report = checkedReport(follower, other);
            assertThat(report).contains("[tools/report.py:4-6]").doesNotContain("tools/none.py");
        }
        for (Map.Entry<String, Broken> research : RESEARCHES.entrySet()) {
            assertThat(calls(research))
                    .as("the stage that was cut is asked for again")
                    .hasSize(2);
            assertThat(model.calls("Topic: " + research.getKey()))
                    .as("the others are not")
                    .hasSize(Stages.HEADINGS.size() + 1);
        }
    }

    @Test
    @Timeout(value = 3, unit = TimeUnit.MINUTES)
    void researches_of_the_built_in_model_are_completed_by_another_instance_too() throws Exception {
        Instance victim = living().getFirst();
        Instance other = living().getLast();
        List<AnswerReader> researches = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            researches.add(research("How does the shop of number " + i + " take an amount?", "builtin", victim));
        }
        Await.that(
                "one is at its second stage",
                () -> researches.stream().anyMatch(it -> it.told("research").size() > 1));
        victim.kill();
        long takenOver = 0;
        for (AnswerReader research : researches) {
            Await.that(
                    "it is completed",
                    () -> state(research, other).path("state").asText().equals("completed"));
            checkedReport(research, other);
            AnswerReader whole = AnswerReader.of(instances, research.id().orElseThrow());
            assertThat(whole.read(other.url(), Form.FRAMED)).isTrue();
            takenOver += whole.told("notice").stream()
                    .filter(notice -> notice.path("code").asText().equals("taken_over"))
                    .count();
        }
        assertThat(takenOver).as("researches that were taken over").isPositive();
    }

    private static List<Instance> living() {
        return instances.all().stream()
                .filter(it -> it.running().process().isAlive())
                .toList();
    }

    private static AnswerReader research(String topic, String provider, Instance instance) throws Exception {
        String more = ",\"research\":\"server\",\"provider\":\"" + provider + "\"";
        AnswerReader reader = new AnswerReader(instances, instances.question(topic, more));
        reader.reading(instance.url(), Form.FRAMED);
        Await.that(topic, () -> reader.id().isPresent());
        return reader;
    }

    /** Those for the stage that was broken. */
    private static List<Call> calls(Map.Entry<String, Broken> research) {
        return model.calls("Topic: " + research.getKey()).stream()
                .filter(call -> Stages.of(call).equals(research.getValue().stage))
                .toList();
    }

    private static String checkedReport(AnswerReader research, Instance instance) throws Exception {
        HttpResponse<String> answer = instances.send(instances.request(
                instance.url(), "/api/chat/streams/" + research.id().orElseThrow() + "/report"));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        List<String> lines = answer.body().lines().toList();
        assertThat(Stages.HEADINGS).allSatisfy(heading -> assertThat(lines).containsOnlyOnce(heading));
        List<MatchResult> citations = CITATION.matcher(answer.body()).results().toList();
        assertThat(citations).isNotEmpty().allSatisfy(citation -> {
            List<String> file = Files.readAllLines(instances.project().resolve(citation.group(1)));
            String last = citation.group(3) == null ? citation.group(2) : citation.group(3);
            assertThat(Integer.parseInt(last)).as(citation.group()).isBetween(1, file.size());
        });
        return answer.body();
    }

    private static JsonNode state(AnswerReader answer, Instance instance) throws IOException, InterruptedException {
        return answer.state(instance.url());
    }

    private static long bytes(AnswerReader answer, Instance instance) throws IOException, InterruptedException {
        return state(answer, instance).path("bytes").asLong();
    }

    /** Whether all of them are. */
    private static boolean interrupted(List<AnswerReader> answers, Instance instance)
            throws IOException, InterruptedException {
        for (AnswerReader answer : answers) {
            if (!state(answer, instance).path("state").asText().equals("interrupted")) {
                return false;
            }
        }
        return true;
    }

    private static String kept(AnswerReader answer, Instance instance) throws InterruptedException {
        AnswerReader kept = AnswerReader.of(instances, answer.id().orElseThrow());
        assertThat(kept.read(instance.url(), Form.FRAMED)).isTrue();
        return kept.string();
    }

    private static long utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static void answer(Call call) throws IOException, InterruptedException {
        if (call.body().contains("You are silent now")) {
            call.hang(FOR_EVER);
        } else if (call.body().contains("You are hung now")) {
            call.say(ManyTongues.text(SEED, 300));
            call.hang(FOR_EVER);
        } else if (call.body().contains("You are talking now")) {
            talk(call);
        } else {
            research(call);
        }
    }

    private static void talk(Call call) throws IOException, InterruptedException {
        Random random = new Random(SEED);
        do {
            call.say(ManyTongues.text(random.nextLong(), 5));
        } while (!call.pause(Duration.ofMillis(10)));
    }

    private static void research(Call call) throws IOException, InterruptedException {
        String stage = Stages.of(call);
        Map.Entry<String, Broken> research = RESEARCHES.entrySet().stream()
                .filter(it -> call.body().contains("Topic: " + it.getKey()))
                .findFirst()
                .orElseThrow();
        List<String> pieces = List.of(
                "## " + stage + "\n\n",
                "The lines are summed up [tools/report.py:4-6]",
                ", not elsewhere [tools/none.py:1-2].\n\n",
                "## Next Steps\n\n- Look at " + stage + " again.\n");
        boolean breaks =
                stage.equals(research.getValue().stage) && calls(research).size() == 1;
        for (int i : IntStream.range(0, breaks ? research.getValue().pieces : pieces.size())
                .toArray()) {
            call.say(pieces.get(i));
        }
        if (breaks) {
            call.hang(FOR_EVER);
        } else {
            call.finish();
        }
    }
}

package io.deepwiki.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.deepwiki.e2e.AnswerReader.Form;
import io.deepwiki.e2e.TalkingModel.Call;
import io.deepwiki.e2e.TwoInstances.Instance;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An instance that stands still for longer than its lease, and wakes when another one has seen to its answers and researches. */
class FrozenInstanceE2e {
    private static final int FREEZES = 3;
    private static final long SEED = 20_260_407;
    private static final Duration LEASE = Duration.ofSeconds(2);

    /** If it stands still while it stores something, the others wait until the server gives that up. */
    private static final Duration SETTLED = LEASE.plusSeconds(6);

    private static final Duration SOON = Duration.ofSeconds(2);
    private static final Duration FOR_EVER = Duration.ofMinutes(2);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final List<String> WAYS = List.of("silent", "hung", "talking", "talking much");

    /** One is frozen while its model hangs in a stage, one while it talks. */
    private static final List<String> TOPICS = List.of("Why do hung orders wait?", "Who talks of the stock?");

    @TempDir
    static Path folder;

    private static TalkingModel model;
    private static OwnPostgres database;
    private static TwoInstances instances;

    @BeforeAll
    static void start() throws Exception {
        model = new TalkingModel(FrozenInstanceE2e::answer);
        database = new OwnPostgres(folder.resolve("pg"));
        instances = database.under(new TwoInstances(folder, model.url()))
                .with("DEEPWIKI_CHAT_LEASE", LEASE.toSeconds() + "s")
                .with("DEEPWIKI_JAVA_OPTS", "-XX:TieredStopAtLevel=1")
                .start()
                .indexed();
    }

    @AfterAll
    static void stop() throws IOException {
        instances.close();
        database.close();
        model.close();
    }

    @Test
    @Timeout(value = 3, unit = TimeUnit.MINUTES)
    void the_answers_of_a_frozen_instance_are_ended_by_another_and_it_writes_nothing_more_to_them() throws Exception {
        Random random = new Random(SEED);
        for (int freeze = 0; freeze < FREEZES; freeze++) {
            Instance frozen = instances.all().get(freeze % 2);
            Instance other = instances.all().get(1 - freeze % 2);
            List<AnswerReader> live = asked(freeze, frozen);
            Call talking = model.calls(question(WAYS.getLast(), freeze)).getFirst();
            int length = 2_000 + random.nextInt(2_000);
            Await.that("it has said enough", () -> talking.said().length() > length);
            Signal.STOP.to(frozen.pid());
            List<List<String>> kept = new ArrayList<>();
            try {
                Await.that("they are interrupted", SETTLED, () -> interrupted(live, other));
                for (AnswerReader answer : live) {
                    kept.add(database.kept(answer));
                }
            } finally {
                Signal.CONT.to(frozen.pid());
            }
            for (AnswerReader answer : live) {
                Await.that(
                        "its reader is told of an end", SOON, () -> answer.end().isPresent());
                assertThat(answer.end().orElseThrow().path("code").asText()).isEqualTo("interrupted");
            }
            Await.that("the model is left", SOON, () -> model.open() == 0);
            assertAnswersAgain(frozen);
            for (AnswerReader answer : live) {
                assertThat(database.kept(answer)).isEqualTo(kept.removeFirst());
                assertThat(answer.string()).startsWith(whole(answer, frozen).string());
            }
        }
    }

    /** Answers of a model that is silent, that hangs, and that goes on talking. */
    private static List<AnswerReader> asked(int freeze, Instance instance) throws Exception {
        List<AnswerReader> answers = new ArrayList<>();
        for (String way : WAYS) {
            AnswerReader reader = new AnswerReader(instances, instances.question(question(way, freeze), ""));
            reader.reading(instance.url(), Form.FRAMED);
            answers.add(reader);
        }
        for (String way : WAYS) {
            Await.that(way, () -> !model.calls(question(way, freeze)).isEmpty());
        }
        for (AnswerReader answer : answers) {
            Await.that("its head", () -> answer.id().isPresent());
        }
        return answers;
    }

    private static String question(String way, int freeze) {
        return "You are " + way + " now, for the " + freeze + ". time.";
    }

    private static boolean interrupted(List<AnswerReader> answers, Instance instance) throws Exception {
        for (AnswerReader answer : answers) {
            if (!state(answer, instance).path("state").asText().equals("interrupted")) {
                return false;
            }
        }
        return true;
    }

    /** By then it has stored many times, and it is of use. */
    private static void assertAnswersAgain(Instance instance) throws Exception {
        AnswerReader reader = new AnswerReader(instances, instances.question("Are you of use?", ""));
        assertThat(reader.read(instance.url(), Form.FRAMED)).isTrue();
        assertThat(reader.end().orElseThrow().path("type").asText()).isEqualTo("done");
        Await.that(
                "it is stored",
                () -> state(reader, instance).path("state").asText().equals("completed"));
    }

    /** What is kept of it, as somebody reads it who comes late. */
    private static AnswerReader whole(AnswerReader answer, Instance instance) throws Exception {
        AnswerReader kept = AnswerReader.of(instances, answer.id().orElseThrow());
        assertThat(kept.read(instance.url(), Form.FRAMED)).isTrue();
        assertThat(state(kept, instance).path("sha256").asText()).isEqualTo(AnswerReader.sha256(kept.bytes()));
        return kept;
    }

    @Test
    @Timeout(value = 3, unit = TimeUnit.MINUTES)
    void a_research_of_a_frozen_instance_is_completed_once_by_another_and_not_written_on_when_it_wakes()
            throws Exception {
        Instance frozen = instances.all().getFirst();
        Instance other = instances.all().getLast();
        List<AnswerReader> live = new ArrayList<>();
        for (String topic : TOPICS) {
            AnswerReader reader = new AnswerReader(
                    instances, instances.question(topic, ",\"research\":\"server\",\"provider\":\"openai\""));
            reader.reading(frozen.url(), Form.FRAMED);
            live.add(reader);
            Await.that(
                    topic,
                    () -> !broken(topic).isEmpty() && reader.told("research").size() == 3);
            Await.that("it is said", () -> broken(topic).getFirst().said().length() > 200);
        }
        Signal.STOP.to(frozen.pid());
        List<List<String>> kept = new ArrayList<>();
        try {
            for (AnswerReader research : live) {
                Await.that(
                        "it is completed",
                        MINUTE,
                        () -> state(research, other).path("state").asText().equals("completed"));
                kept.add(database.kept(research));
            }
        } finally {
            Signal.CONT.to(frozen.pid());
        }
        for (AnswerReader research : live) {
            Await.that(
                    "its reader is told of the end", SOON, () -> research.end().isPresent());
            assertThat(research.end().orElseThrow().path("sha256").asText())
                    .isEqualTo(AnswerReader.sha256(research.bytes()));
        }
        Await.that("the model is left", SOON, () -> model.open() == 0);
        assertAnswersAgain(frozen);
        for (int i = 0; i < TOPICS.size(); i++) {
            assertThat(database.kept(live.get(i))).isEqualTo(kept.get(i));
            assertThat(whole(live.get(i), frozen).string())
                    .isEqualTo(live.get(i).string());
            List<String> report = report(live.get(i), frozen).lines().toList();
            assertThat(Stages.HEADINGS).allSatisfy(heading -> assertThat(report).containsOnlyOnce(heading));
            assertThat(broken(TOPICS.get(i)))
                    .as("the stage that was cut is asked for again")
                    .hasSize(2);
        }
    }

    private static List<Call> broken(String topic) {
        return model.calls("Topic: " + topic).stream()
                .filter(call -> Stages.of(call).equals("Research Update 2"))
                .toList();
    }

    private static String report(AnswerReader research, Instance instance) throws Exception {
        HttpResponse<String> answer = instances.send(instances.request(
                instance.url(), "/api/chat/streams/" + research.id().orElseThrow() + "/report"));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    private static JsonNode state(AnswerReader answer, Instance instance) throws IOException, InterruptedException {
        return answer.state(instance.url());
    }

    private static void answer(Call call) throws IOException, InterruptedException {
        if (!Stages.of(call).isEmpty()) {
            research(call);
        } else if (call.body().contains("You are silent now")) {
            call.hang(FOR_EVER);
        } else if (call.body().contains("You are hung now")) {
            call.say(ManyTongues.text(SEED, 300));
            call.hang(FOR_EVER);
        } else if (call.body().contains("You are talking")) {
            talk(call);
        } else {
            call.say("Yes.");
            call.finish();
        }
    }

    private static void talk(Call call) throws IOException, InterruptedException {
        Random random = new Random(SEED);
        Duration pause = Duration.ofMillis(call.body().contains("much") ? 1 : 10);
        do {
            call.say(ManyTongues.text(random.nextLong(), 5));
        } while (!call.pause(pause));
    }

    private static void research(Call call) throws IOException, InterruptedException {
        call.say("## " + Stages.of(call) + "\n\nThe lines are summed up [tools/report.py:4-6]. ");
        boolean first = broken(call).size() == 1 && Stages.of(call).equals("Research Update 2");
        if (first) {
            call.say(ManyTongues.text(SEED, 300));
        }
        if (first && call.body().contains(TOPICS.getFirst())) {
            call.hang(FOR_EVER);
        } else if (first) {
            talk(call);
        } else {
            call.say("\n\n## Next Steps\n\n- Look again.\n");
            call.finish();
        }
    }

    private static List<Call> broken(Call call) {
        return TOPICS.stream()
                .filter(topic -> call.body().contains("Topic: " + topic))
                .findFirst()
                .map(FrozenInstanceE2e::broken)
                .orElseThrow();
    }
}

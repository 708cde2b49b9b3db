package io.deepwiki.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.deepwiki.e2e.AnswerReader.Form;
import io.deepwiki.e2e.TalkingModel.Call;
import io.deepwiki.e2e.TwoInstances.Instance;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A database that goes away while answers are written, for one instance or for all, and comes back. After it was away for all, nobody claims
 * anything for some seconds: tests in which somebody must come first.
 */
@TestMethodOrder(OrderAnnotation.class)
class DatabaseAwayE2e {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long SEED = 20_260_408;
    private static final Duration LEASE = Duration.ofSeconds(2);
    private static final Duration SETTLED = LEASE.plusSeconds(3);
    private static final Duration TOLD = Duration.ofSeconds(10);
    private static final Duration READY = Duration.ofSeconds(10);
    private static final Duration FOR_EVER = Duration.ofMinutes(2);
    private static final int ENOUGH = 500;

    @TempDir
    static Path folder;

    private static TalkingModel model;
    private static OwnPostgres database;
    private static Cable cable;
    private static TwoInstances instances;
    private static final Map<String, CountDownLatch> WORDS = new ConcurrentHashMap<>();

    /** An answer, whoever reads it, and what its model says. */
    private record Talk(String name, AnswerReader live, AnswerReader elsewhere) {
        Call call() {
            return model.calls(name).getFirst();
        }

        /** Lets the model come to its end. */
        void finish() {
            goOn(name).countDown();
        }
    }

    @BeforeAll
    static void start() throws Exception {
        model = new TalkingModel(DatabaseAwayE2e::answer);
        database = new OwnPostgres(folder.resolve("pg"));
        cable = new Cable(database.port());
        instances = database.under(new TwoInstances(folder, model.url()), cable.port())
                .with("DEEPWIKI_CHAT_LEASE", LEASE.toSeconds() + "s")
                .with("DEEPWIKI_JAVA_OPTS", "-XX:TieredStopAtLevel=1");
        instances.add();
        database.under(instances).add();
        instances.indexed();
    }

    @AfterEach
    void mend() throws Exception {
        cable.become(Cable.State.WHOLE);
        database.start();
        WORDS.values().forEach(CountDownLatch::countDown);
        Await.that(
                "nothing runs for ever",
                SETTLED,
                () -> database.query("select id from chat_stream where state = 'RUNNING'")
                        .isEmpty());
    }

    @AfterAll
    static void stop() throws IOException {
        instances.close();
        cable.close();
        database.close();
        model.close();
    }

    /** The instance whose network fails. */
    private static Instance behindCable() {
        return instances.all().getFirst();
    }

    private static Instance other() {
        return instances.all().getLast();
    }

    @Test
    @Order(3)
    @Timeout(value = 2, unit = TimeUnit.MINUTES)
    void answers_go_on_while_the_server_is_down_for_longer_than_the_lease_and_are_whole_when_it_is_back()
            throws Exception {
        List<Talk> talks = talks("restart");
        Talk research = research("Why is it down?");
        database.end(Signal.INT);
        long down = System.nanoTime();
        assertAway();
        research.finish(); // the next stage finds no database
        int size = talks.getFirst().live.size();
        Await.that(
                "the lease is over, and a live reader has got more",
                () -> System.nanoTime() - down > LEASE.plusSeconds(1).toNanos()
                        && talks.getFirst().live.size() > size + ENOUGH);
        database.start();
        awaitReady();
        assertWhole(research);
        assertAllWhole(talks);
    }

    @Test
    @Order(2)
    @Timeout(value = 2, unit = TimeUnit.MINUTES)
    void answers_are_whole_after_a_crash_of_the_server_that_has_forgotten_what_it_confirmed_last() throws Exception {
        database.writeLate();
        List<Talk> talks = talks("crash");
        Talk over = talk("It says little at the crash.", behindCable());
        Await.that("its end is stored", () -> state(over.live, other()).equals("completed"));
        database.end(Signal.QUIT);
        database.start();
        awaitReady();
        assertAllWhole(List.of(over));
        assertAllWhole(talks);
    }

    @Order(1)
    @ParameterizedTest
    @EnumSource(
            value = Cable.State.class,
            names = {"CUT", "SILENT"})
    @Timeout(value = 2, unit = TimeUnit.MINUTES)
    void what_an_instance_cannot_store_for_longer_than_its_lease_is_ended_or_completed_by_another(Cable.State how)
            throws Exception {
        List<Talk> talks = talks("cable " + how);
        Talk research = research("Why is it cut by " + how + "?");
        cable.become(how);
        int size = talks.getFirst().live.size();
        Await.that("they are interrupted", Duration.ofSeconds(15), () -> {
            for (Talk talk : ofCut(talks)) {
                if (!state(talk.live, other()).equals("interrupted")) {
                    return false;
                }
            }
            return true;
        });
        Await.that("a live reader gets more", () -> talks.getFirst().live.size() > size + ENOUGH);
        research.finish();
        Await.that(
                "the research is completed", () -> state(research.live, other()).equals("completed"));
        List<List<String>> kept = new ArrayList<>();
        for (Talk talk : ofCut(talks)) {
            kept.add(database.kept(talk.live));
        }
        kept.add(database.kept(research.live));
        cable.become(Cable.State.WHOLE);
        awaitReady();
        for (Talk talk : ofCut(talks)) {
            Await.that(
                    "its readers are told of an end",
                    () -> talk.live.end().isPresent() && talk.elsewhere.end().isPresent());
            assertThat(talk.live.end().orElseThrow().path("code").asText()).isEqualTo("interrupted");
            assertThat(talk.live.string()).startsWith(talk.elsewhere.string());
            assertThat(database.kept(talk.live)).isEqualTo(kept.removeFirst());
        }
        Await.that("the model is left", () -> model.open() == ofOther(talks).size());
        assertWhole(research);
        assertAllWhole(ofOther(talks));
        assertThat(database.kept(research.live)).isEqualTo(kept.removeFirst());
    }

    /** One that is at its second stage, on the instance behind the cable. */
    private static Talk research(String topic) throws Exception {
        Talk research = talk(topic, behindCable(), ",\"research\":\"server\",\"provider\":\"openai\"");
        Await.that("its second stage", () -> research.elsewhere.told("research").size() == 2);
        return research;
    }

    private static void assertWhole(Talk research) throws Exception {
        for (AnswerReader reader : List.of(research.live, research.elsewhere)) {
            Await.that("its reader is told of its end", () -> reader.end().isPresent());
            JsonNode end = reader.end().orElseThrow();
            assertThat(end.path("type").asText()).as(end.toString()).isEqualTo("done");
            assertThat(end.path("sha256").asText()).isEqualTo(AnswerReader.sha256(reader.bytes()));
            assertThat(reader.string()).containsOnlyOnce("## Final Conclusion");
        }
        Await.that("its end is stored", () -> state(research.live, other()).equals("completed"));
    }

    private static List<Talk> ofCut(List<Talk> talks) {
        return talks.stream().filter(talk -> talk.name.contains("behind")).toList();
    }

    private static List<Talk> ofOther(List<Talk> talks) {
        return talks.stream().filter(talk -> !talk.name.contains("behind")).toList();
    }

    /** On each instance one whose model goes on talking, and one whose model has said something and says no more for now. */
    private static List<Talk> talks(String when) throws Exception {
        List<Talk> talks = new ArrayList<>(List.of(
                talk("You are talking behind the cable at the " + when + ".", behindCable()),
                talk("You are talking at the " + when + ".", other()),
                talk("You are thinking behind the cable at the " + when + ".", behindCable()),
                talk("You are thinking at the " + when + ".", other())));
        for (Talk talk : talks) {
            Await.that("it is stored", () -> talk.elsewhere.size() > ENOUGH);
        }
        return talks;
    }

    private static Talk talk(String words, Instance instance) throws Exception {
        return talk(words, instance, "");
    }

    private static Talk talk(String words, Instance instance, String more) throws Exception {
        WORDS.put(words, new CountDownLatch(1));
        AnswerReader live = new AnswerReader(instances, instances.question(words, more));
        live.reading(instance.url(), Form.FRAMED);
        Await.that(words, () -> live.id().isPresent());
        AnswerReader elsewhere = AnswerReader.of(instances, live.id().orElseThrow());
        elsewhere.reading((instance.equals(other()) ? behindCable() : other()).url(), Form.FRAMED);
        return new Talk(words, live, elsewhere);
    }

    /** What the model waits for before it goes on. */
    private static CountDownLatch goOn(String name) {
        return Objects.requireNonNull(WORDS.get(name));
    }

    /** Whoever asks now, on any instance, is told so before long. */
    private static void assertAway() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<HttpResponse<String>>> answers = new ArrayList<>();
            for (Instance instance : instances.all()) {
                String question = instances.question("Is anybody there?", "");
                answers.add(threads.submit(
                        () -> instances.send(instances.post(instance.url(), "/chat/completions/stream", question))));
                Future<Boolean> ready = threads.submit(() -> ready(instance));
                assertThat(ready.get(TOLD.toMillis(), TimeUnit.MILLISECONDS)).isFalse();
            }
            for (Future<HttpResponse<String>> asked : answers) {
                HttpResponse<String> answer = asked.get(TOLD.toMillis(), TimeUnit.MILLISECONDS);
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
                assertThat(answer.headers().firstValueAsLong("Retry-After").orElse(0))
                        .isPositive();
                assertThat(JSON.readTree(answer.body()).path("detail").asText()).endsWith(".");
            }
        }
    }

    private static boolean ready(Instance instance) throws IOException, InterruptedException {
        return instances
                        .send(instances.request(instance.url(), "/health/ready"))
                        .statusCode()
                == 200;
    }

    /** Both instances are soon of use again. */
    private static void awaitReady() throws Exception {
        long back = System.nanoTime();
        for (Instance instance : instances.all()) {
            Await.that("it is ready", READY, () -> ready(instance));
            AnswerReader reader = new AnswerReader(instances, instances.question("Is anybody back?", ""));
            assertThat(reader.read(instance.url(), Form.FRAMED)).isTrue();
            assertThat(reader.end().orElseThrow().path("type").asText()).isEqualTo("done");
        }
        assertThat(Duration.ofNanos(System.nanoTime() - back)).isLessThan(READY);
    }

    /** What the model says is what everybody reads, now and later, and nothing runs any more. */
    private static void assertAllWhole(List<Talk> talks) throws Exception {
        talks.forEach(Talk::finish);
        for (Talk talk : talks) {
            Await.that(
                    talk.name,
                    SETTLED,
                    () -> talk.live.end().isPresent() && talk.elsewhere.end().isPresent());
            AnswerReader late = AnswerReader.of(instances, talk.live.id().orElseThrow());
            assertThat(late.read(other().url(), Form.FRAMED)).isTrue();
            for (AnswerReader reader : List.of(talk.live, talk.elsewhere, late)) {
                assertThat(reader.string()).isEqualTo(talk.call().said());
                JsonNode end = reader.end().orElseThrow();
                assertThat(end.path("type").asText())
                        .as("%s %s", talk.name, end)
                        .isEqualTo("done");
                assertThat(end.path("sha256").asText()).isEqualTo(AnswerReader.sha256(reader.bytes()));
            }
            assertThat(state(talk.live, other())).isEqualTo("completed");
        }
    }

    private static String state(AnswerReader answer, Instance instance) throws IOException, InterruptedException {
        return answer.state(instance.url()).path("state").asText();
    }

    private static void answer(Call call) throws IOException, InterruptedException {
        String stage = Stages.of(call);
        String name = WORDS.keySet().stream()
                .filter(it -> call.body().contains(it))
                .findFirst()
                .orElse("");
        if (!stage.isEmpty()) {
            research(call, stage, goOn(name));
        } else if (name.contains("talking")) {
            talk(call, goOn(name));
        } else if (name.contains("thinking")) {
            call.say(ManyTongues.text(SEED, ENOUGH));
            boolean _ = goOn(name).await(FOR_EVER.toSeconds(), TimeUnit.SECONDS);
            call.say(ManyTongues.text(SEED + 1, ENOUGH));
            call.finish();
        } else {
            call.say("Little.");
            call.finish();
        }
    }

    private static void talk(Call call, CountDownLatch word) throws IOException, InterruptedException {
        Random random = new Random(SEED);
        do {
            call.say(ManyTongues.text(random.nextLong(), 5));
        } while (!word.await(5, TimeUnit.MILLISECONDS) && !call.pause(Duration.ofMillis(5)));
        call.finish();
    }

    private static void research(Call call, String stage, CountDownLatch word)
            throws IOException, InterruptedException {
        call.say("## " + stage + "\n\nThe lines are summed up [tools/report.py:4-6].");
        if (stage.equals("Research Update 1")) {
            talk(call, word);
        } else {
            call.finish();
        }
    }
}

package io.deepwiki.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.deepwiki.e2e.AnswerReader.Form;
import io.deepwiki.e2e.CuttingProxy.How;
import io.deepwiki.e2e.TalkingModel.Call;
import io.deepwiki.e2e.TwoInstances.Instance;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Answers that are stopped at any moment, by a word or by being left. */
class StoppedAnswersE2e {
    private static final int STOPS = 200;
    private static final int WARM_UP = 20;
    private static final int AT_ONCE = 16;
    private static final long SEED = 20_260_405;
    private static final Duration GRACE = Duration.ofMillis(200);
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration FOR_EVER = Duration.ofMinutes(2);
    private static final Pattern NUMBER = Pattern.compile("stop number (\\d+)\\.");

    private static final String ELSEWHERE = "This is read elsewhere.";

    @TempDir
    static Path folder;

    private static TalkingModel model;
    private static TwoInstances instances;

    /** What the model is at when it is stopped. */
    private enum Moment {
        BEFORE_ITS_FIRST_WORD,
        BETWEEN_TWO_WORDS,
        HUNG;

        static Moment of(int number) {
            return values()[number % values().length];
        }
    }

    @BeforeAll
    static void start() throws Exception {
        model = new TalkingModel(StoppedAnswersE2e::answer);
        instances = new TwoInstances(folder, model.url())
                .with("DEEPWIKI_CHAT_READER_GRACE", GRACE.toMillis() + "ms")
                .start()
                .indexed();
    }

    @AfterAll
    static void stop() throws IOException {
        instances.close();
        model.close();
    }

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void a_stop_at_any_moment_ends_the_call_of_the_model_at_once_and_leaves_nothing_behind() throws Exception {
        stopAll(-WARM_UP, 0);
        List<Footprint> before = footprints();
        int atWork = atWork().size();
        assertThat(atWork).as("threads of the service itself").isPositive();
        List<Duration> times = stopAll(0, STOPS);
        System.out.printf(
                "%d stops: the call was ended after %d ms at most, %d ms in the middle%n",
                times.size(),
                times.getLast().toMillis(),
                times.get(times.size() / 2).toMillis());
        assertThat(model.open()).as("connections to the model").isZero();
        Await.that("the threads of the stopped answers end", () -> atWork().size() <= atWork);
        List<Footprint> after = footprints();
        for (int i = 0; i < after.size(); i++) {
            assertThat(after.get(i).files())
                    .as("open files")
                    .isLessThan(before.get(i).files() + AT_ONCE);
            assertThat(after.get(i).threads())
                    .as("threads")
                    .isLessThan(before.get(i).threads() + AT_ONCE);
        }
    }

    @Test
    @Timeout(60)
    void an_answer_that_is_read_on_another_instance_alone_goes_on() throws Exception {
        URI here = instances.all().getFirst().url();
        AnswerReader asker = new AnswerReader(instances, instances.question(ELSEWHERE, ""));
        try (CuttingProxy proxy = new CuttingProxy(here, Long.MAX_VALUE, How.RESET)) {
            Thread asking = asker.reading(proxy.url(), Form.FRAMED);
            Await.that("its first words", () -> asker.size() > 0);
            AnswerReader reader = AnswerReader.of(instances, asker.id().orElseThrow());
            Thread reading = reader.reading(instances.all().getLast().url(), Form.FRAMED);
            Await.that("they are read elsewhere", () -> reader.size() > 0);
            proxy.leave();
            asking.join();
            reading.join();
            assertThat(reader.end().orElseThrow().path("type").asText()).isEqualTo("done");
            assertThat(reader.string())
                    .isEqualTo(model.calls(ELSEWHERE).getFirst().said());
        }
    }

    /** How long each took, the shortest first. */
    private List<Duration> stopAll(int from, int to) throws Exception {
        Semaphore places = new Semaphore(AT_ONCE);
        List<Callable<Duration>> work = IntStream.range(from, to)
                .mapToObj(number -> (Callable<Duration>) () -> {
                    places.acquire();
                    try {
                        return stopOne(number);
                    } finally {
                        places.release();
                    }
                })
                .toList();
        List<Duration> times = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Duration> done : threads.invokeAll(work)) {
                times.add(done.get());
            }
        }
        return times.stream().sorted().toList();
    }

    private Duration stopOne(int number) throws Exception {
        Random random = new Random(SEED + number);
        boolean leaves = random.nextBoolean();
        String question = "This is stop number " + Math.floorMod(number, 100_000) + ".";
        AnswerReader reader = new AnswerReader(instances, instances.question(question, ""));
        try (CuttingProxy proxy = new CuttingProxy(instances.any(random).url(), Long.MAX_VALUE, How.RESET)) {
            Thread reading = reader.reading(proxy.url(), Form.FRAMED);
            Await.that("its head", () -> reader.id().isPresent());
            Optional<Call> call =
                    random.nextInt(8) == 0 ? Optional.empty() : Optional.of(asked(number, question, reader));
            pause(random.nextInt(300));
            Optional<String> whole = call.filter(Call::hangs).map(Call::said);
            long stopped = System.nanoTime();
            if (leaves) {
                proxy.leave();
            } else {
                cancel(reader, instances.any(random));
            }
            reading.join();
            AnswerReader kept = kept(reader, instances.any(random).url());
            Optional<Call> seen = call.or(() -> model.calls(question).stream().findFirst());
            check(reader, kept);
            if (seen.isPresent()) {
                check(kept, seen.get());
            }
            whole.ifPresent(said -> assertThat(kept.string()).isEqualTo(said));
            return seen.isEmpty() ? Duration.ZERO : ended(seen.get(), stopped, leaves ? SOON.plus(GRACE) : SOON);
        }
    }

    /** The call, once the model is where it shall be stopped. */
    private Call asked(int number, String question, AnswerReader reader) throws Exception {
        Await.that("the call of " + question, () -> !model.calls(question).isEmpty());
        Call call = model.calls(question).getFirst();
        if (Moment.of(Math.floorMod(number, 100_000)) == Moment.HUNG) {
            Await.that("what it says before it hangs", () -> call.hangs() && reader.size() == utf8(call.said()).length);
        }
        return call;
    }

    private void cancel(AnswerReader reader, Instance instance) throws IOException, InterruptedException {
        String path = "/api/chat/streams/" + reader.id().orElseThrow() + "/cancel";
        HttpResponse<String> answer = instances.send(instances.post(instance.url(), path, ""));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    }

    private static Duration ended(Call call, long stopped, Duration limit) throws InterruptedException {
        assertThat(call.pause(limit)).as("the call is ended").isTrue();
        Duration taken = Duration.ofNanos(Math.max(0, call.closedAt() - stopped));
        assertThat(taken).isLessThanOrEqualTo(limit);
        return taken;
    }

    /** What is kept of it, read from the beginning, to its end. */
    private AnswerReader kept(AnswerReader reader, URI instance) throws InterruptedException {
        AnswerReader kept = AnswerReader.of(instances, reader.id().orElseThrow());
        assertThat(kept.read(instance, Form.FRAMED)).isTrue();
        return kept;
    }

    private void check(AnswerReader reader, AnswerReader kept) throws Exception {
        JsonNode end = kept.end().orElseThrow();
        assertThat(end.path("type").asText() + " " + end.path("code").asText()).isEqualTo("error cancelled");
        Await.that(
                "its end is stored", () -> !state(kept).path("state").asText().equals("running"));
        JsonNode state = state(kept);
        assertThat(state.path("state").asText()).isEqualTo("cancelled");
        assertThat(state.path("bytes").asInt()).isEqualTo(kept.size());
        assertThat(state.path("sha256").asText()).isEqualTo(AnswerReader.sha256(kept.bytes()));
        assertThat(kept.string()).as("what was read is kept").startsWith(reader.string());
    }

    private void check(AnswerReader kept, Call call) throws Exception {
        assertThat(call.said()).startsWith(kept.string());
        JsonNode usage = state(kept).path("usage");
        assertThat(usage.path("prompt_tokens").asInt()).isPositive();
        assertThat(usage.path("estimated").asBoolean()).isTrue();
    }

    private JsonNode state(AnswerReader answer) throws IOException, InterruptedException {
        return answer.state(instances.all().getFirst().url());
    }

    private List<Footprint> footprints() throws IOException, InterruptedException {
        List<Footprint> footprints = new ArrayList<>();
        for (Instance instance : instances.all()) {
            footprints.add(Footprint.of(instance.pid()));
        }
        return footprints;
    }

    private List<String> atWork() throws IOException, InterruptedException {
        List<String> threads = new ArrayList<>();
        for (Instance instance : instances.all()) {
            threads.addAll(Footprint.atWork(instance.pid(), folder));
        }
        return threads;
    }

    private static void pause(int millis) throws InterruptedException {
        assertThat(new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS)).isFalse();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Until readers would have shown twice that they read. */
    private static void talkForLong(Call call) throws IOException, InterruptedException {
        for (int i = 0; i < 35 && !call.pause(Duration.ofMillis(200)); i++) {
            call.say("word " + i + " ");
        }
        call.finish();
    }

    private static void answer(Call call) throws IOException, InterruptedException {
        if (call.body().contains(ELSEWHERE)) {
            talkForLong(call);
            return;
        }
        Matcher number = NUMBER.matcher(call.body());
        if (!number.find()) {
            throw new IOException("not asked for a number: " + call.body());
        }
        Random random = new Random(SEED - Integer.parseInt(number.group(1)));
        Moment moment = Moment.of(Integer.parseInt(number.group(1)));
        int pieces = moment == Moment.BEFORE_ITS_FIRST_WORD ? 0 : random.nextInt(1, 30);
        String text = ManyTongues.text(random.nextLong(), 50_000);
        int at = 0;
        for (int i = 0; moment == Moment.BETWEEN_TWO_WORDS || i < pieces; i++) {
            int end = text.offsetByCodePoints(at, random.nextInt(1, 12));
            call.say(text.substring(at, end));
            at = end;
            if (call.pause(Duration.ofMillis(random.nextInt(1, 20)))) {
                return;
            }
        }
        call.hang(FOR_EVER);
    }
}

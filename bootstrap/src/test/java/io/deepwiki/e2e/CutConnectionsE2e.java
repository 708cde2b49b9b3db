package io.deepwiki.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.deepwiki.e2e.AnswerReader.Form;
import io.deepwiki.e2e.CuttingProxy.How;
import io.deepwiki.e2e.TalkingModel.Call;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Readers whose connections break, anywhere, and who come back to any instance. */
class CutConnectionsE2e {
    private static final int CUTS = Integer.getInteger("deepwiki.cuts", 100);
    private static final long SEED = Long.getLong("deepwiki.seed", 20_260_404);
    private static final int CUTS_OF_A_STREAM = 8;
    private static final int AT_ONCE = 8;
    private static final Pattern NUMBER = Pattern.compile("question number (\\d+)[^\\d]");

    private static final String STORY = "Tell the long story.";
    private static final String LONG_STORY = ManyTongues.text(SEED, 4_000_000);
    private static final CountDownLatch TO_BE_TOLD = new CountDownLatch(1);

    @TempDir
    static Path folder;

    private static TalkingModel model;
    private static TwoInstances instances;

    @BeforeAll
    static void start() throws Exception {
        model = new TalkingModel(CutConnectionsE2e::answer);
        instances = new TwoInstances(folder, model.url()).start().indexed();
    }

    @AfterAll
    static void stop() throws IOException {
        instances.close();
        model.close();
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.MINUTES)
    void a_reader_who_is_cut_anywhere_gets_every_byte_once_from_any_instance() throws Exception {
        AtomicInteger cuts = new AtomicInteger();
        AtomicInteger streams = new AtomicInteger();
        long begun = System.nanoTime();
        try (ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Integer>> work = new ArrayList<>();
            for (int reader = 0; reader < AT_ONCE; reader++) {
                work.add(() -> {
                    int bytes = 0;
                    while (cuts.get() < CUTS) {
                        bytes += readCut(streams.incrementAndGet(), cuts);
                    }
                    return bytes;
                });
            }
            long bytes = 0;
            for (Future<Integer> read : readers.invokeAll(work)) {
                bytes += read.get();
            }
            System.out.printf(
                    "%d cuts of %d streams, %d bytes, 0 lost, 0 doubled, %d s%n",
                    cuts.get(),
                    streams.get(),
                    bytes,
                    Duration.ofNanos(System.nanoTime() - begun).toSeconds());
        }
        assertThat(cuts.get()).isGreaterThanOrEqualTo(CUTS);
        assertThat(model.calls("question number")).as("nothing was asked twice").hasSize(streams.get());
    }

    @Test
    @Timeout(value = 3, unit = TimeUnit.MINUTES)
    void one_who_reads_slowly_gets_everything_and_holds_up_nobody() throws Exception {
        URI here = instances.all().get(0).url();
        URI there = instances.all().get(1).url();
        AnswerReader asker = new AnswerReader(instances, instances.question(STORY, ""));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> whole = new ArrayList<>(List.of(threads.submit(() -> asker.read(here, Form.FRAMED))));
            Await.that("the first piece", () -> asker.size() > 0);
            String id = asker.id().orElseThrow();
            List<AnswerReader> readers = new ArrayList<>(List.of(asker));
            try (SlowReader slowHere = new SlowReader(instances.request(here, "/api/chat/streams/" + id + "/content"));
                    SlowReader slowThere =
                            new SlowReader(instances.request(there, "/api/chat/streams/" + id + "/content"))) {
                for (Form form : Form.values()) {
                    for (URI instance : List.of(here, there)) {
                        AnswerReader reader = AnswerReader.of(instances, id);
                        readers.add(reader);
                        whole.add(threads.submit(() -> reader.read(instance, form)));
                    }
                }
                TO_BE_TOLD.countDown();
                for (Future<Boolean> each : whole) {
                    assertThat(each.get(60, TimeUnit.SECONDS)).isTrue();
                }
                byte[] expected = LONG_STORY.getBytes(StandardCharsets.UTF_8);
                for (AnswerReader reader : readers) {
                    check(reader, expected, there);
                }
                for (SlowReader slow : List.of(slowHere, slowThere)) {
                    assertThat(slow.size()).as("it has only begun").isBetween(1, expected.length / 100);
                    assertThat(Arrays.mismatch(slow.rest(), expected)).isEqualTo(-1);
                }
            }
        }
    }

    /** How many bytes were read. */
    private int readCut(int number, AtomicInteger cuts) throws Exception {
        Random random = new Random(SEED + number);
        byte[] expected = said(number).getBytes(StandardCharsets.UTF_8);
        AnswerReader reader =
                new AnswerReader(instances, instances.question("This is question number " + number + ".", ""));
        boolean whole = false;
        for (int left = random.nextInt(1, CUTS_OF_A_STREAM + 1); left > 0 && !whole; left--) {
            int remaining = expected.length - reader.size();
            long bytes = random.nextLong(Math.max(1, Math.min(remaining, 2L * remaining / left) + 8));
            How how = random.nextBoolean() ? How.RESET : How.END;
            try (CuttingProxy proxy = new CuttingProxy(instances.any(random).url(), bytes, how)) {
                whole = reader.read(proxy.url(), form(random));
                assertThat(whole).as("it is whole if it was not cut").isEqualTo(!proxy.cut());
                cuts.addAndGet(proxy.cut() ? 1 : 0);
            }
            assertThat(Arrays.mismatch(expected, reader.bytes()))
                    .as("the first wrong byte of %s", reader.size())
                    .isIn(-1, reader.size());
        }
        if (!whole) {
            assertThat(reader.read(instances.any(random).url(), form(random))).isTrue();
        }
        check(reader, expected, instances.any(random).url());
        return expected.length;
    }

    private static Form form(Random random) {
        return random.nextBoolean() ? Form.PLAIN : Form.FRAMED;
    }

    private static void check(AnswerReader reader, byte[] expected, URI instance) throws Exception {
        String sha256 = AnswerReader.sha256(expected);
        assertThat(AnswerReader.sha256(reader.bytes())).isEqualTo(sha256);
        assertThat(Arrays.mismatch(expected, reader.bytes())).isEqualTo(-1);
        reader.end().ifPresent(done -> {
            assertThat(done.path("type").asText()).isEqualTo("done");
            assertThat(done.path("bytes").asInt()).isEqualTo(expected.length);
            assertThat(done.path("sha256").asText()).isEqualTo(sha256);
        });
        JsonNode state = ended(reader, instance);
        assertThat(state.path("state").asText()).isEqualTo("completed");
        assertThat(state.path("bytes").asInt()).isEqualTo(expected.length);
        assertThat(state.path("sha256").asText()).isEqualTo(sha256);
    }

    /** An end is stored within moments. */
    private static JsonNode ended(AnswerReader reader, URI instance) throws Exception {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        JsonNode state = reader.state(instance);
        while (state.path("state").asText().equals("running") && System.nanoTime() < until) {
            LockSupport.parkNanos(20_000_000);
            state = reader.state(instance);
        }
        return state;
    }

    private static String said(int number) {
        return ManyTongues.text(SEED * 31 + number, new Random(SEED - number).nextInt(200, 3_000));
    }

    /** In pieces that keep to no character, and with pauses that keep to no clock. */
    private static void answer(Call call) throws IOException, InterruptedException {
        if (call.body().contains(STORY)) {
            tell(call);
            return;
        }
        Matcher number = NUMBER.matcher(call.body());
        if (!number.find()) {
            throw new IOException("not asked for a number: " + call.body());
        }
        String text = said(Integer.parseInt(number.group(1)));
        Random random = new Random(text.length());
        int at = 0;
        while (at < text.length()) {
            int end = Math.min(text.length(), at + random.nextInt(1, 25));
            call.say(text.substring(at, end));
            at = end;
            if (random.nextInt(4) == 0) {
                LockSupport.parkNanos(random.nextLong(6_000_000));
            }
        }
        call.finish();
    }

    /** As fast as it goes, once everybody listens. */
    private static void tell(Call call) throws IOException, InterruptedException {
        call.say(LONG_STORY.substring(0, 10));
        assertThat(TO_BE_TOLD.await(1, TimeUnit.MINUTES)).isTrue();
        for (int at = 10; at < LONG_STORY.length(); at += 2_000) {
            call.say(LONG_STORY.substring(at, Math.min(LONG_STORY.length(), at + 2_000)));
        }
        call.finish();
    }
}

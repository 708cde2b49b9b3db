package io.deepwiki.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.deepwiki.e2e.Blow.Kind;
import io.deepwiki.e2e.Reckoning.Piece;
import io.deepwiki.e2e.Reckoning.Takeover;
import io.deepwiki.e2e.TalkingModel.Call;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Jobs on three instances and one PostgreSQL, which are killed, frozen and restarted at random moments. The blows, their order and the
 * moments are those of the seed; how many there are is told from outside.
 */
class EnduranceE2e {
    private static final int KILLS = Integer.getInteger("deepwiki.kills", 5);
    private static final int FREEZES = Integer.getInteger("deepwiki.freezes", 2);
    private static final int RESTARTS = Integer.getInteger("deepwiki.restarts", 1);
    private static final long SEED = Long.getLong("deepwiki.seed", 20_260_501);

    private static final Duration LEASE = Duration.ofSeconds(3);
    private static final Duration TAKEN_OVER = LEASE.plusSeconds(5);
    /** After the database takes connections, all instances together. */
    private static final Duration READY = Duration.ofSeconds(10);

    /** After the last blow. */
    private static final Duration LAST_JOB_ENDS = Duration.ofMinutes(5);

    private static final int INSTANCES = 3;
    private static final int JOBS_AT_ONCE = 2;
    private static final int PAGES = 30;
    private static final int LONGEST_PAUSE = 1_500;
    private static final int CRASHES = 3;
    private static final List<String> LANGUAGES = List.of("en", "ja", "zh", "es", "kr", "vi", "fr", "ru", "de");
    private static final List<String> MODULES = List.of("orders", "billing", "stock", "mail", "web", "storage");
    private static final Pattern MODEL = Pattern.compile("\"model\" ?: ?\"([^\"]+)\"");
    private static final Pattern PAGE = Pattern.compile("Page: Part (\\d+)\\\\nAbout");
    private static final Pattern ANSWER = Pattern.compile("Answer (\\d+)\\.");
    private static final AtomicInteger ANSWERS = new AtomicInteger();

    /** Every call of the model. */
    private static final Queue<Asked> ASKED = new ConcurrentLinkedQueue<>();

    /** It is left behind if something failed: the log of every instance is in it. */
    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    static Path folder;

    private static TalkingModel model;
    private static OwnPostgres database;
    private static Fleet fleet;
    private static WorkHistory history;

    /**
     * The model was asked.
     *
     * @param number that the answer bears
     * @param model that it was asked as: there is one for each job
     * @param name of the piece of work that it was asked for
     */
    private record Asked(int number, String model, String name, Instant at) {}

    private final Random random = new Random(SEED);
    private final List<Future<WatchedJob>> watched = new ArrayList<>();

    @BeforeAll
    static void start() throws Exception {
        model = new TalkingModel(EnduranceE2e::answer);
        database = new OwnPostgres(folder.resolve("pg"));
        TwoInstances instances = database.under(new TwoInstances(folder, model.url()))
                .with("DEEPWIKI_JOBS_LEASE", LEASE.toSeconds() + "s")
                .with("DEEPWIKI_JOBS_WORKERS", "2") // what may run at once keeps all three busy
                .with("DEEPWIKI_PAGE_CONCURRENCY", "3")
                .with("DEEPWIKI_JAVA_OPTS", "-XX:TieredStopAtLevel=1");
        fleet = new Fleet(instances, database, LEASE, new Random(SEED)).start(INSTANCES);
        history = WorkHistory.of(database);
    }

    @AfterAll
    static void stop() throws IOException {
        fleet.close();
        database.close();
        model.close();
    }

    @Test
    @Timeout(value = 12, unit = TimeUnit.HOURS)
    void whatever_dies_and_when_every_job_ends_with_every_page_written_once() throws Exception {
        Instant begun = Instant.now();
        List<WatchedJob> jobs = new ArrayList<>();
        try (ExecutorService watchers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Kind blow : plan()) {
                orderMore(watchers);
                Fleet.pause(random.nextInt(LONGEST_PAUSE));
                fleet.strike(blow);
                assertThat(database.broken()).as("after %s", blow).isEmpty();
            }
            for (Future<WatchedJob> job : watched) {
                jobs.add(job.get(LAST_JOB_ENDS.toMinutes(), TimeUnit.MINUTES));
            }
        }
        fleet.recover();
        assertThat(database.broken()).isEmpty();
        Reckoning reckoning = new Reckoning(fleet.blows(), history.holdings());
        Map<Piece, List<Instant>> calls = calls(jobs);
        List<Takeover> takeovers = reckoning.takeovers(begun(jobs));
        print(jobs, reckoning, calls, takeovers, Duration.between(begun, Instant.now()));
        for (WatchedJob job : jobs) {
            assertWhole(job, reckoning);
        }
        assertThat(calls)
                .as("calls of the model for a page: one, and one more for each blow to who was writing it")
                .allSatisfy((piece, times) -> assertThat(times.size() - 1L)
                        .as("asked at %s%n%s", times, reckoning.story(piece))
                        .isLessThanOrEqualTo(reckoning.strikes(piece)));
        assertThat(takeovers)
                .as("nobody loses work who was not struck")
                .allSatisfy(takeover -> assertThat(takeover.blow())
                        .as(() -> tale(takeover, reckoning))
                        .isPresent());
        assertThat(fleet.slowestReady()).isLessThanOrEqualTo(READY);
        assertThat(timed(reckoning, takeovers).isEmpty())
                .as("takeovers that are timed")
                .isEqualTo(KILLS == 0);
        assertThat(timed(reckoning, takeovers))
                .allSatisfy(takeover -> assertThat(takeover.took())
                        .as("%s", reckoning.scene(takeover))
                        .isLessThanOrEqualTo(TAKEN_OVER));
    }

    /** All blows in a random order; the ways to restart take turns. */
    private List<Kind> plan() {
        List<Kind> plan = new ArrayList<>(Collections.nCopies(KILLS, Kind.KILL));
        plan.addAll(Collections.nCopies(FREEZES, Kind.FREEZE));
        for (int i = 0; i < RESTARTS; i++) {
            plan.add((SEED + i) % 2 == 0 ? Kind.FAST_RESTART : Kind.IMMEDIATE_RESTART);
        }
        Collections.shuffle(plan, random);
        return plan;
    }

    private void orderMore(ExecutorService watchers) throws Exception {
        while (watched.stream().filter(job -> !job.isDone()).count() < JOBS_AT_ONCE) {
            int number = watched.size();
            String language = LANGUAGES.get(number % LANGUAGES.size());
            watched.add(
                    watchers.submit(WatchedJob.order(fleet, "endurance-" + number, language, PAGES, SEED + number)));
        }
    }

    private static void assertWhole(WatchedJob job, Reckoning reckoning) throws Exception {
        JsonNode details = job.details();
        Map<String, List<String>> texts = history.contents(job.id());
        Map<String, Long> completions = completions(job);
        assertThat(details.path("pages")).hasSize(PAGES);
        int lost = 0;
        for (JsonNode page : details.path("pages")) {
            String slug = page.path("page_id").textValue();
            Piece piece = new Piece(job.id(), slug);
            if (page.path("status").textValue().equals("permanent_failed")) {
                lost++;
                assertThat(reckoning.strikes(piece))
                        .as("%s was struck too often", slug)
                        .isGreaterThanOrEqualTo(CRASHES);
            } else {
                assertThat(page.path("status").textValue()).isEqualTo("completed");
                assertThat(completions.remove(slug))
                        .as("completions of " + slug)
                        .isEqualTo(1);
                assertThat(texts.remove(slug))
                        .as("texts that %s ever had", slug)
                        .containsExactly(page.path("content").textValue());
                assertText(page.path("content").textValue(), job, piece, reckoning.last(piece));
            }
        }
        assertThat(completions).isEmpty();
        assertThat(texts).isEmpty();
        assertThat(job.over()).isTrue();
        assertThat(details.path("job").path("status").textValue())
                .isEqualTo(lost == 0 ? "completed" : "partially_completed")
                .isEqualTo(job.lines().getLast().path("status").textValue());
    }

    /** It is the page's, and was asked for by who held the page when it was written: not by one who had lost it. */
    private static void assertText(String text, WatchedJob job, Piece piece, Holding last) {
        assertThat(text).contains("Job " + job.model() + ", " + piece.name() + ".");
        int number = Integer.parseInt(found(ANSWER, text).orElseThrow());
        assertThat(ASKED)
                .filteredOn(asked -> asked.number == number)
                .singleElement()
                .satisfies(asked -> assertThat(asked.at)
                        .as("when the text of %s was asked for", piece.name())
                        .isBetween(last.from(), last.until()));
    }

    private static Map<String, Long> completions(WatchedJob job) {
        return pageLines(job, "completed")
                .collect(Collectors.groupingBy(line -> line.path("page_id").textValue(), Collectors.counting()));
    }

    private static Stream<JsonNode> pageLines(WatchedJob job, String status) {
        return job.lines().stream()
                .filter(line -> line.path("page_status").asText().equals(status));
    }

    /** What is known of work that was lost for no reason that is known. */
    private static String tale(Takeover takeover, Reckoning reckoning) {
        Holding from = takeover.from();
        return takeover + "\n" + reckoning.story(Piece.of(from)) + "\n" + fleet.words(from.pid());
    }

    /** When the model was asked for each page, and for each plan. */
    private static Map<Piece, List<Instant>> calls(List<WatchedJob> jobs) {
        Map<String, String> ids = jobs.stream().collect(Collectors.toMap(WatchedJob::model, WatchedJob::id));
        return ASKED.stream()
                .collect(Collectors.groupingBy(
                        asked -> new Piece(Objects.requireNonNull(ids.get(asked.model)), asked.name),
                        Collectors.mapping(Asked::at, Collectors.toList())));
    }

    private static Map<String, Map<String, List<Instant>>> begun(List<WatchedJob> jobs) throws Exception {
        Map<String, Map<String, List<Instant>>> begun = new HashMap<>();
        for (WatchedJob job : jobs) {
            begun.put(job.id(), history.begun(job.id()));
        }
        return begun;
    }

    /** The fastest first; only those that nothing but the service could delay. */
    private static List<Takeover> timed(Reckoning reckoning, List<Takeover> takeovers) {
        return takeovers.stream()
                .filter(reckoning::undisturbed)
                .sorted(Comparator.comparing(Takeover::took))
                .toList();
    }

    private static void print(
            List<WatchedJob> jobs,
            Reckoning reckoning,
            Map<Piece, List<Instant>> calls,
            List<Takeover> takeovers,
            Duration taken) {
        List<Duration> timed =
                timed(reckoning, takeovers).stream().map(Takeover::took).toList();
        Map<Kind, Long> blows =
                fleet.blows().stream().collect(Collectors.groupingBy(Blow::kind, Collectors.counting()));
        int asked = calls.values().stream().mapToInt(List::size).sum();
        System.out.printf(
                """
                seed %d, %d s
                  blows                 %s
                  jobs                  %d of %d pages; pages given up after %d crashes: %d; blows during each job %s
                  calls of the model    %d, of which %d again; work in hand when it was struck: %d
                  takeovers             %d timed: p50 %s, p100 %s (at most %s); %d while the database was away
                  ready after database  within %s
                  started again         p50 %s, p100 %s
                """,
                SEED,
                taken.toSeconds(),
                blows,
                jobs.size(),
                PAGES,
                CRASHES,
                jobs.stream()
                        .mapToLong(job -> pageLines(job, "permanent_failed").count())
                        .sum(),
                jobs.stream().map(EnduranceE2e::blowsDuring).toList(),
                asked,
                asked - calls.size(),
                reckoning.strikes(),
                timed.size(),
                timed.isEmpty() ? "none" : timed.get(timed.size() / 2),
                timed.isEmpty() ? "none" : timed.getLast(),
                TAKEN_OVER,
                takeovers.size() - timed.size(),
                fleet.slowestReady(),
                fleet.starts().get(fleet.starts().size() / 2),
                fleet.starts().getLast());
    }

    private static long blowsDuring(WatchedJob job) {
        Instant begin = Instant.parse(job.lines().getFirst().path("at").textValue());
        Instant end = Instant.parse(job.lines().getLast().path("at").textValue());
        return fleet.blows().stream().filter(blow -> blow.meets(begin, end)).count();
    }

    /** A plan at once, a page after a while. */
    private static void answer(Call call) throws IOException, InterruptedException {
        String name = found(PAGE, call.body()).map(number -> "part-" + number).orElse("plan");
        Asked asked =
                new Asked(ANSWERS.incrementAndGet(), found(MODEL, call.body()).orElseThrow(), name, Instant.now());
        ASKED.add(asked);
        if (name.equals("plan")) {
            call.say(IntStream.rangeClosed(1, PAGES)
                    .mapToObj(EnduranceE2e::plannedPage)
                    .collect(Collectors.joining("", "TITLE: The shop\nDESCRIPTION: Orders.\nSECTION: Overview\n", "")));
        } else {
            if (call.pause(Duration.ofMillis(new Random(SEED + asked.number).nextInt(500, 1_500)))) {
                return;
            }
            call.say("# A page\n\nJob " + asked.model + ", " + name + ". Answer " + asked.number
                    + ". It sums up [tools/report.py:4-6].\n");
        }
        call.finish();
    }

    private static String plannedPage(int number) {
        String module = MODULES.get(number % MODULES.size());
        String type = Character.toUpperCase(module.charAt(0)) + module.substring(1) + "Service";
        return "PAGE: Part " + number + "\nABOUT: What it does.\nFILES: " + module + "/src/main/java/shop/" + module
                + "/" + type + ".java\n";
    }

    private static Optional<String> found(Pattern what, String text) {
        Matcher found = what.matcher(text);
        return found.find() ? Optional.of(found.group(1)) : Optional.empty();
    }
}

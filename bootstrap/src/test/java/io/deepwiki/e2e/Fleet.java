package io.deepwiki.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepwiki.e2e.Blow.Kind;
import io.deepwiki.e2e.TwoInstances.Instance;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Instances on one database that are struck down at random and started again. One of them is always fit: it runs and is not frozen. Struck by
 * one thread; all may look on.
 */
final class Fleet implements AutoCloseable {
    /** What a process has sent to the database before its death, that may do after it. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(1);

    private static final Duration STARTED = Duration.ofMinutes(1);

    /** From a database that takes connections to an instance that is ready. */
    private static final Duration READY = Duration.ofSeconds(10);

    private final TwoInstances instances;
    private final OwnPostgres database;
    private final Duration lease;
    private final Random random;
    private final Set<Long> frozen = ConcurrentHashMap.newKeySet();
    private final List<Blow> blows = new CopyOnWriteArrayList<>();
    private final List<Future<Instance>> starting = new ArrayList<>();
    private final List<Future<?>> frosts = new ArrayList<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Duration> starts = new CopyOnWriteArrayList<>();
    private Duration slowestReady = Duration.ZERO;

    Fleet(TwoInstances instances, OwnPostgres database, Duration lease, Random random) {
        this.instances = instances;
        this.database = database;
        this.lease = lease;
        this.random = random;
    }

    /** Starts so many at once. */
    Fleet start(int size) throws InterruptedException, ExecutionException {
        for (int i = 0; i < size; i++) {
            starting.add(threads.submit(this::startOne));
        }
        awaitStarted();
        return this;
    }

    private Instance startOne() throws IOException {
        Instant from = Instant.now();
        Instance started = instances.add();
        starts.add(Duration.between(from, Instant.now()));
        return started;
    }

    TwoInstances instances() {
        return instances;
    }

    /** Any that is fit. */
    Instance any(Random choice) {
        List<Instance> fit = fit();
        return fit.get(choice.nextInt(fit.size()));
    }

    private List<Instance> fit() {
        return instances.all().stream()
                .filter(it -> it.running().process().isAlive() && !frozen.contains(it.pid()))
                .toList();
    }

    /** Does it now, or as soon as there is one to be struck and another that is fit. */
    void strike(Kind kind) throws Exception {
        switch (kind) {
            case KILL -> kill(victim());
            case FREEZE -> freeze(victim());
            case FAST_RESTART -> restart(kind, Signal.INT);
            case IMMEDIATE_RESTART -> restart(kind, Signal.QUIT);
        }
    }

    private Instance victim() throws Exception {
        Await.that("there is another one", STARTED, () -> fit().size() > 1);
        return any(random);
    }

    private void kill(Instance victim) {
        Instant from = Instant.now();
        victim.kill();
        blows.add(new Blow(
                Kind.KILL, OptionalLong.of(victim.pid()), from, Instant.now().plus(LAST_WORDS)));
        starting.add(threads.submit(this::startOne));
    }

    private void freeze(Instance victim) throws IOException, InterruptedException {
        long pid = victim.pid();
        int asleep = Math.toIntExact(lease.toMillis()) + random.nextInt(200, 2500);
        frozen.add(pid);
        Instant from = Instant.now();
        Signal.STOP.to(pid);
        frosts.add(threads.submit(() -> {
            try {
                pause(asleep);
            } finally {
                Signal.CONT.to(pid);
            }
            blows.add(new Blow(Kind.FREEZE, OptionalLong.of(pid), from, Instant.now()));
            frozen.remove(pid);
            return pid;
        }));
    }

    private void restart(Kind kind, Signal how) throws Exception {
        awaitStarted(); // one that starts without a database ends: whoever keeps it running starts it again
        Instant from = Instant.now();
        database.end(how);
        pause(random.nextInt(Math.toIntExact(lease.toMillis() * 2)));
        database.start();
        Instant back = Instant.now();
        for (Instance instance : fit()) {
            Await.that("it is ready", READY, () -> ready(instance));
        }
        Instant ready = Instant.now();
        blows.add(new Blow(kind, OptionalLong.empty(), from, ready));
        Duration taken = Duration.between(back, ready);
        slowestReady = taken.compareTo(slowestReady) > 0 ? taken : slowestReady;
    }

    private boolean ready(Instance instance) throws IOException, InterruptedException {
        return instances
                        .send(instances.request(instance.url(), "/health/ready"))
                        .statusCode()
                == 200;
    }

    private void awaitStarted() throws InterruptedException, ExecutionException {
        for (Future<Instance> start : starting) {
            start.get();
        }
        starting.clear();
    }

    /** Everybody is there again. */
    void recover() throws InterruptedException, ExecutionException {
        awaitStarted();
        for (Future<?> frost : frosts) {
            frost.get();
        }
        frosts.clear();
    }

    /** All that are over. */
    List<Blow> blows() {
        return List.copyOf(blows);
    }

    /** The longest time from a database that takes connections to instances that all are ready. */
    Duration slowestReady() {
        return slowestReady;
    }

    /** How long each instance took until it was ready, the shortest first. */
    List<Duration> starts() {
        return starts.stream().sorted().toList();
    }

    /** All that the process has said. */
    String words(long pid) {
        return instances.all().stream()
                .filter(it -> it.pid() == pid)
                .map(it -> readAll(it.running().words()))
                .collect(Collectors.joining());
    }

    private static String readAll(Path file) {
        try {
            return new String(
                    Files.readAllBytes(file), StandardCharsets.UTF_8); // the last character may be half written
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void pause(int millis) throws InterruptedException {
        assertThat(new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS)).isFalse();
    }

    @Override
    public void close() {
        threads.close();
        instances.close();
    }
}

package io.deepwiki.application.jobs.port;

import io.deepwiki.application.chat.port.InMemoryStreamSigns;
import io.deepwiki.application.jobs.port.InMemoryWorkQueue.Row;
import io.deepwiki.domain.instance.InstanceId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The engine's switch and its state in memory. */
public final class InMemoryEngineBoard implements EngineBoard {
    private final InMemoryWorkQueue queue;
    private final InMemoryJobStore jobs;
    private final InMemoryStreamSigns signs;
    private final InstantSource clock;

    public InMemoryEngineBoard(
            InMemoryWorkQueue queue, InMemoryJobStore jobs, InMemoryStreamSigns signs, InstantSource clock) {
        this.queue = queue;
        this.jobs = jobs;
        this.signs = signs;
        this.clock = clock;
    }

    @Override
    public boolean pause() {
        return queue.pause();
    }

    @Override
    public boolean resume() {
        return queue.resume();
    }

    @Override
    public Optional<Instant> pausedSince() {
        return queue.pausedSince();
    }

    @Override
    public Queue queue() {
        Instant now = clock.instant();
        List<Row> rows = queue.rows();
        int held = (int) rows.stream().filter(row -> row.heldAt(now)).count();
        List<Row> waiting = rows.stream()
                .filter(row -> !row.heldAt(now) && jobs.isAtWork(row.item().job()))
                .toList();
        List<Row> ready = waiting.stream().filter(row -> row.readyAt(now)).toList();
        Optional<Instant> oldest =
                ready.stream().map(InMemoryEngineBoard::readySince).min(Comparator.naturalOrder());
        return new Queue(ready.size(), waiting.size() - ready.size(), held, oldest, jobs.countAtWork());
    }

    private static Instant readySince(Row row) {
        Instant ready = row.item().readyAt();
        return row.hold()
                .map(InMemoryWorkQueue.Hold::until)
                .filter(ready::isBefore)
                .orElse(ready);
    }

    @Override
    public List<Held> held() {
        Instant now = clock.instant();
        return queue.rows().stream()
                .filter(row -> row.heldAt(now))
                .map(row -> new Held(
                        row.item().job(),
                        row.item().work(),
                        jobs.provider(row.item().job()),
                        row.hold().orElseThrow().holder(),
                        row.item().attempt(),
                        row.item().crashes(),
                        row.hold().orElseThrow().until()))
                .sorted(Comparator.comparing(Held::until))
                .toList();
    }

    @Override
    public List<Instance> instances() {
        Instant now = clock.instant();
        return signs.signs().entrySet().stream()
                .map(entry -> new Instance(
                        entry.getKey(),
                        entry.getValue().name(),
                        entry.getValue().started(),
                        entry.getValue().beat(),
                        entry.getValue().until().isAfter(now)))
                .sorted(Comparator.comparing(Instance::started)
                        .thenComparing(instance -> instance.id().toString()))
                .toList();
    }

    @Override
    public void introduce(InstanceId instance, String name) {
        signs.introduce(instance, name);
    }

    @Override
    public void forgetInstances(Duration silent) {
        signs.forgetBefore(clock.instant().minus(silent));
    }
}

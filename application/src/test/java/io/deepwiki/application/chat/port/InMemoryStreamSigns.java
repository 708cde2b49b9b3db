package io.deepwiki.application.chat.port;

import io.deepwiki.application.chat.port.InMemoryChatStreamStore.Row;
import io.deepwiki.application.port.InMemoryTransactions;
import io.deepwiki.domain.chat.ChatStream;
import io.deepwiki.domain.chat.StreamId;
import io.deepwiki.domain.instance.InstanceId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Signs in memory. */
public final class InMemoryStreamSigns implements StreamSigns {
    private final InMemoryTransactions transactions;
    private final InMemoryChatStreamStore store;
    private final InstantSource clock;
    private final Map<InstanceId, Sign> instances;

    public InMemoryStreamSigns(InMemoryTransactions transactions, InMemoryChatStreamStore store, InstantSource clock) {
        this.transactions = transactions;
        this.store = store;
        this.clock = clock;
        this.instances = transactions.table();
    }

    /** What is known of an instance. */
    public record Sign(String name, Instant started, Instant beat, Instant until) {}

    /** Every instance that is known. */
    public Map<InstanceId, Sign> signs() {
        return transactions.atomically(() -> Map.copyOf(instances));
    }

    /** Gives an instance its name. */
    public void introduce(InstanceId instance, String name) {
        Instant now = clock.instant();
        transactions.atomically(() -> instances.merge(
                instance,
                new Sign(name, now, now, now),
                (known, _) -> new Sign(name, known.started(), known.beat(), known.until())));
    }

    /** Forgets what has not lived since then. */
    public void forgetBefore(Instant then) {
        transactions.atomically(
                () -> instances.values().removeIf(sign -> sign.until().isBefore(then)));
    }

    @Override
    public void alive(InstanceId instance, Duration lease) {
        transactions.atomically(() -> {
            Instant now = clock.instant();
            instances.merge(
                    instance,
                    new Sign("", now, now, now.plus(lease)),
                    (known, sign) -> new Sign(known.name(), known.started(), sign.beat(), sign.until()));
        });
    }

    @Override
    public void gone(InstanceId instance) {
        transactions.atomically(() -> {
            instances.remove(instance);
        });
    }

    @Override
    public List<ChatStream> claimAbandoned(InstanceId instance, int atMost) {
        return transactions.atomically(() -> {
            List<Row> abandoned = store.rows()
                    .filter(row -> row.runs() && !row.writer().equals(instance))
                    .filter(row -> !Optional.ofNullable(instances.get(row.writer()))
                            .map(Sign::until)
                            .orElse(Instant.MIN)
                            .isAfter(clock.instant()))
                    .limit(atMost)
                    .toList();
            abandoned.forEach(row -> store.change(
                    row.stream().id(),
                    it -> new Row(it.stream(), it.binding(), instance, it.stopAsked(), it.readAt())));
            return abandoned.stream().map(Row::stream).toList();
        });
    }

    @Override
    public List<ChatStream> running(InstanceId writer) {
        return store.rows()
                .filter(row -> row.runs() && row.writer().equals(writer))
                .map(Row::stream)
                .toList();
    }

    @Override
    public void askToStop(StreamId id) {
        store.change(
                id, row -> row.runs() ? new Row(row.stream(), row.binding(), row.writer(), true, row.readAt()) : row);
    }

    @Override
    public Set<StreamId> askedToStop(InstanceId writer) {
        return store.rows()
                .filter(row -> row.runs() && row.stopAsked() && row.writer().equals(writer))
                .map(row -> row.stream().id())
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public void reading(Set<StreamId> ids) {
        Instant now = clock.instant();
        ids.forEach(id -> store.change(
                id,
                row -> row.runs()
                        ? new Row(row.stream(), row.binding(), row.writer(), row.stopAsked(), Optional.of(now))
                        : row));
    }

    @Override
    public Set<StreamId> readWithin(Set<StreamId> ids, Duration time) {
        Instant since = clock.instant().minus(time);
        return store.rows()
                .filter(row -> ids.contains(row.stream().id()))
                .filter(row -> row.readAt().filter(at -> at.isAfter(since)).isPresent())
                .map(row -> row.stream().id())
                .collect(Collectors.toUnmodifiableSet());
    }
}

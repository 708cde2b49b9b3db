package io.deepwiki.application.chat.port;

import io.deepwiki.application.port.InMemoryTransactions;
import io.deepwiki.application.streaming.AnswerPart.Text;
import io.deepwiki.domain.access.Caller;
import io.deepwiki.domain.chat.ChatStream;
import io.deepwiki.domain.chat.ChatStream.Kind;
import io.deepwiki.domain.chat.StreamId;
import io.deepwiki.domain.chat.StreamState;
import io.deepwiki.domain.instance.InstanceId;
import io.deepwiki.domain.usage.StreamLoad;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Answers in memory. */
public final class InMemoryChatStreamStore implements ChatStreamStore {
    private static final Comparator<Row> BY_END = Comparator.comparing(
                    (Row row) -> row.stream.end().orElseThrow().at())
            .thenComparing(row -> row.stream.id().value());

    private final InMemoryTransactions transactions;
    private final Map<StreamId, Row> rows;
    private final Map<Position, StoredPart> parts;

    public InMemoryChatStreamStore(InMemoryTransactions transactions) {
        this.transactions = transactions;
        this.rows = transactions.table();
        this.parts = transactions.table();
    }

    private record Position(StreamId stream, int position) {}

    /** A stream with what instances know of it. */
    record Row(
            ChatStream stream,
            Optional<Binding> binding,
            InstanceId writer,
            boolean stopAsked,
            Optional<Instant> readAt) {
        boolean runs() {
            return stream.state() == StreamState.RUNNING;
        }

        Row with(ChatStream changed) {
            return new Row(changed, binding, writer, stopAsked, readAt);
        }
    }

    /** Transactions are one at a time. */
    @Override
    public void lock(Caller caller) {}

    @Override
    public Optional<Bound> boundTo(Caller caller, String key) {
        return mine(caller)
                .filter(row -> row.binding.filter(it -> it.key().equals(key)).isPresent())
                .findFirst()
                .map(row -> new Bound(row.stream, row.binding.orElseThrow().digest()));
    }

    @Override
    public void unbind(StreamId id) {
        change(id, row -> new Row(row.stream, Optional.empty(), row.writer, row.stopAsked, row.readAt));
    }

    @Override
    public StreamLoad load(Caller caller, Instant since) {
        List<Instant> begun = mine(caller)
                .map(row -> row.stream.startedAt())
                .filter(at -> at.isAfter(since))
                .toList();
        int running = (int) mine(caller).filter(Row::runs).count();
        return new StreamLoad(running, begun.size(), begun.stream().min(Comparator.naturalOrder()));
    }

    private Stream<Row> mine(Caller caller) {
        return rows().filter(row -> row.stream.owner().equals(caller));
    }

    Stream<Row> rows() {
        return transactions.atomically(() -> List.copyOf(rows.values())).stream();
    }

    void change(StreamId id, UnaryOperator<Row> how) {
        transactions.atomically(() -> {
            rows.computeIfPresent(id, (_, row) -> how.apply(row));
        });
    }

    @Override
    public void begin(ChatStream stream, Optional<Binding> binding, InstanceId writer) {
        transactions.atomically(() -> {
            rows.put(stream.id(), new Row(stream, binding, writer, false, Optional.empty()));
        });
    }

    @Override
    public Set<StreamId> writtenBy(InstanceId writer, Set<StreamId> ids) {
        return transactions.atomically(
                () -> ids.stream().filter(id -> isWriter(writer, id)).collect(Collectors.toUnmodifiableSet()));
    }

    @Override
    public Set<StreamId> lacking(Map<StreamId, Integer> newest) {
        return transactions.atomically(() -> newest.entrySet().stream()
                .filter(it -> !parts.containsKey(new Position(it.getKey(), it.getValue())))
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet()));
    }

    @Override
    public void append(InstanceId writer, List<StoredPart> added) {
        transactions.atomically(() -> added.stream()
                .filter(part -> isWriter(writer, part.stream()))
                .forEach(part -> parts.putIfAbsent(new Position(part.stream(), part.position()), part)));
    }

    private boolean isWriter(InstanceId writer, StreamId stream) {
        Row row = rows.get(stream);
        return row != null && row.runs() && row.writer.equals(writer);
    }

    @Override
    public boolean end(InstanceId writer, ChatStream ended) {
        return transactions.atomically(() -> {
            boolean ours = isWriter(writer, ended.id());
            if (ours) {
                change(ended.id(), row -> row.with(ended));
            }
            return ours;
        });
    }

    @Override
    public Optional<ChatStream> find(StreamId id, Caller caller) {
        return mine(caller).map(Row::stream).filter(it -> it.id().equals(id)).findFirst();
    }

    @Override
    public List<StoredPart> parts(StreamId id, int after, int atMost) {
        return all(id).filter(part -> part.position() > after).limit(atMost).toList();
    }

    private Stream<StoredPart> all(StreamId id) {
        return transactions.atomically(() -> List.copyOf(parts.values())).stream()
                .filter(part -> part.stream().equals(id))
                .sorted(Comparator.comparingInt(StoredPart::position));
    }

    @Override
    public Optional<StoredPart> newest(StreamId id) {
        return all(id).reduce((_, later) -> later);
    }

    @Override
    public int forget(Instant partsBefore, Instant streamsBefore, int atMost) {
        return transactions.atomically(() -> {
            Set<StreamId> kept = parts.keySet().stream().map(Position::stream).collect(Collectors.toSet());
            List<Row> old = rows.values().stream()
                    .filter(row -> endedBefore(row, streamsBefore)
                            || (row.stream.kind() == Kind.ANSWER
                                    && endedBefore(row, partsBefore)
                                    && kept.contains(row.stream.id())))
                    .sorted(BY_END)
                    .limit(atMost)
                    .toList();
            Set<StreamId> ids = old.stream().map(row -> row.stream.id()).collect(Collectors.toSet());
            parts.keySet().removeIf(position -> ids.contains(position.stream));
            rows.values().removeIf(row -> ids.contains(row.stream.id()) && endedBefore(row, streamsBefore));
            return old.size();
        });
    }

    private static boolean endedBefore(Row row, Instant moment) {
        return row.stream.end().filter(end -> end.at().isBefore(moment)).isPresent();
    }

    /** Forgets the parts from a position on, as a server does that has crashed. */
    public void lose(StreamId id, int from) {
        transactions.atomically(() -> {
            parts.keySet().removeIf(place -> place.stream.equals(id) && place.position >= from);
        });
    }

    /** Whether there is such a stream and it runs. */
    public boolean isRunning(StreamId id) {
        return rows().anyMatch(row -> row.runs() && row.stream.id().equals(id));
    }

    /** All text of a stream, joined. */
    public String text(StreamId id) {
        return all(id).map(StoredPart::part)
                .filter(Text.class::isInstance)
                .map(part -> ((Text) part).text())
                .collect(Collectors.joining());
    }
}

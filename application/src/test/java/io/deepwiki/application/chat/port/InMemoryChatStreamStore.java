package io.deepwiki.application.chat.port;

import io.deepwiki.application.port.InMemoryTransactions;
import io.deepwiki.domain.access.Caller;
import io.deepwiki.domain.chat.ChatStream;
import io.deepwiki.domain.chat.StreamId;
import io.deepwiki.domain.chat.StreamState;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Answers in memory. */
public final class InMemoryChatStreamStore implements ChatStreamStore {
    private final InMemoryTransactions transactions;
    private final Map<StreamId, ChatStream> streams;
    private final Map<Place, String> pieces;

    public InMemoryChatStreamStore() {
        this(new InMemoryTransactions());
    }

    public InMemoryChatStreamStore(InMemoryTransactions transactions) {
        this.transactions = transactions;
        this.streams = transactions.table();
        this.pieces = transactions.table();
    }

    private record Place(StreamId stream, long offset) {}

    @Override
    public void begin(ChatStream stream) {
        transactions.atomically(() -> streams.put(stream.id(), stream));
    }

    @Override
    public void append(StreamId id, long offset, String piece) {
        transactions.atomically(() -> pieces.putIfAbsent(new Place(id, offset), piece));
    }

    @Override
    public void end(ChatStream ended) {
        transactions.atomically(() -> streams.computeIfPresent(
                ended.id(), (_, stream) -> stream.state() == StreamState.RUNNING ? ended : stream));
    }

    @Override
    public Optional<ChatStream> find(StreamId id, Caller caller) {
        return transactions.atomically(() -> Optional.ofNullable(streams.get(id))
                .filter(stream -> stream.owner().equals(caller)));
    }

    @Override
    public String text(StreamId id) {
        return transactions.atomically(() -> pieces.entrySet().stream()
                .filter(piece -> piece.getKey().stream().equals(id))
                .sorted(Comparator.comparingLong(piece -> piece.getKey().offset()))
                .map(Map.Entry::getValue)
                .collect(Collectors.joining()));
    }
}

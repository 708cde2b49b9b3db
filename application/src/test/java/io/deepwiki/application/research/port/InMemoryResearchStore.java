package io.deepwiki.application.research.port;

import io.deepwiki.application.chat.port.InMemoryChatStreamStore;
import io.deepwiki.application.port.InMemoryTransactions;
import io.deepwiki.domain.chat.StreamId;
import java.util.Map;
import java.util.Optional;

/** Questions in memory. */
public final class InMemoryResearchStore implements ResearchStore {
    private final InMemoryTransactions transactions;
    private final InMemoryChatStreamStore streams;
    private final Map<StreamId, Asked> asked;

    public InMemoryResearchStore(InMemoryTransactions transactions, InMemoryChatStreamStore streams) {
        this.transactions = transactions;
        this.streams = streams;
        this.asked = transactions.table();
    }

    @Override
    public void keep(StreamId id, Asked what) {
        transactions.atomically(() -> {
            asked.put(id, what);
        });
    }

    @Override
    public Optional<Asked> find(StreamId id) {
        return transactions.atomically(() -> Optional.ofNullable(asked.get(id)).filter(_ -> streams.isRunning(id)));
    }
}

package io.deepwiki.application.research.port;

import io.deepwiki.application.chat.port.ChatStreamStore;
import io.deepwiki.application.chat.port.InMemoryChatStreamStore;
import io.deepwiki.application.port.InMemoryTransactions;

class InMemoryResearchStoreTest extends ResearchStoreContract {
    private final InMemoryTransactions transactions = new InMemoryTransactions();
    private final InMemoryChatStreamStore streams = new InMemoryChatStreamStore(transactions);
    private final InMemoryResearchStore store = new InMemoryResearchStore(transactions, streams);

    @Override
    protected ChatStreamStore streams() {
        return streams;
    }

    @Override
    protected ResearchStore store() {
        return store;
    }
}

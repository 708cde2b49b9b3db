package io.deepwiki.application.chat.port;

import io.deepwiki.application.port.InMemoryTransactions;
import io.deepwiki.application.port.SettableClock;
import io.deepwiki.application.port.Transactions;
import java.time.Duration;

class InMemoryChatStreamStoreTest extends ChatStreamStoreContract {
    private final SettableClock clock = new SettableClock();
    private final InMemoryTransactions transactions = new InMemoryTransactions();
    private final InMemoryChatStreamStore store = new InMemoryChatStreamStore(transactions);
    private final InMemoryStreamSigns signs = new InMemoryStreamSigns(transactions, store, clock);

    @Override
    protected ChatStreamStore store() {
        return store;
    }

    @Override
    protected StreamSigns signs() {
        return signs;
    }

    @Override
    protected Transactions transactions() {
        return transactions;
    }

    @Override
    protected void pass(Duration time) {
        clock.forward(time);
    }
}

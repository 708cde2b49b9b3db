package io.deepwiki.application.jobs.port;

import io.deepwiki.application.InMemoryDatabase;
import io.deepwiki.application.chat.port.StreamSigns;
import io.deepwiki.application.port.SettableClock;
import io.deepwiki.application.port.Transactions;
import java.time.Instant;

class InMemoryEngineBoardTest extends EngineBoardContract {
    private final SettableClock clock = new SettableClock();
    private final InMemoryDatabase database = InMemoryDatabase.empty(clock);

    @Override
    protected EngineBoard board() {
        return database.jobs().board();
    }

    @Override
    protected WorkQueue queue() {
        return database.jobs().queue();
    }

    @Override
    protected JobStore jobs() {
        return database.jobs().store();
    }

    @Override
    protected StreamSigns signs() {
        return database.signs();
    }

    @Override
    protected Transactions transactions() {
        return database.transactions();
    }

    @Override
    protected Instant now() {
        return clock.instant();
    }
}

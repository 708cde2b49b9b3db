package io.deepwiki.adapters.persistence.jobs;

import io.deepwiki.adapters.persistence.EmptyDatabase;
import io.deepwiki.application.chat.port.StreamSigns;
import io.deepwiki.application.jobs.port.EngineBoard;
import io.deepwiki.application.jobs.port.EngineBoardContract;
import io.deepwiki.application.jobs.port.JobStore;
import io.deepwiki.application.jobs.port.WorkQueue;
import io.deepwiki.application.port.Transactions;
import java.time.Instant;
import org.junit.jupiter.api.extension.RegisterExtension;

class JooqEngineBoardTest extends EngineBoardContract {
    @RegisterExtension
    static final EmptyDatabase DATABASE = new EmptyDatabase();

    @Override
    protected EngineBoard board() {
        return DATABASE.board();
    }

    @Override
    protected WorkQueue queue() {
        return DATABASE.queue();
    }

    @Override
    protected JobStore jobs() {
        return DATABASE.jobs();
    }

    @Override
    protected StreamSigns signs() {
        return DATABASE.streamSigns();
    }

    @Override
    protected Transactions transactions() {
        return DATABASE.transactions();
    }

    @Override
    protected Instant now() {
        return DATABASE.now();
    }
}

package io.deepwiki.adapters.persistence.database;

import io.deepwiki.application.port.Transactions;
import java.util.function.Supplier;
import org.jooq.DSLContext;

/** Transactions bound to the thread: whatever its stores do meanwhile is part of it. One within another joins it. One object for all. */
public final class JooqTransactions implements Transactions {
    private final DSLContext dsl;
    private final ScopedValue<Boolean> open = ScopedValue.newInstance();

    public JooqTransactions(DSLContext dsl) {
        this.dsl = dsl;
    }

    /**
     * {@inheritDoc}
     *
     * @throws io.deepwiki.application.failure.FailureException Unavailable {@code database_unavailable} when the database is away
     */
    @Override
    public <T> T inTransaction(Supplier<T> work) {
        if (open.isBound()) {
            return work.get();
        }
        try {
            return Connections.waitingOnce().where(open, true).call(() -> dsl.transactionResult(() -> work.get()));
        } catch (RuntimeException e) {
            throw DatabaseFailures.translated(e);
        }
    }
}

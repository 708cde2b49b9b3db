package io.deepwiki.adapters.persistence.database;

import io.deepwiki.application.port.Transactions;
import java.util.function.Supplier;
import org.jooq.DSLContext;

/** Transactions bound to the thread: whatever its stores do meanwhile is part of it. One within another joins it. */
public final class JooqTransactions implements Transactions {
    private final DSLContext dsl;

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
        try {
            return dsl.transactionResult(_ -> work.get());
        } catch (RuntimeException e) {
            throw DatabaseFailures.translated(e);
        }
    }
}

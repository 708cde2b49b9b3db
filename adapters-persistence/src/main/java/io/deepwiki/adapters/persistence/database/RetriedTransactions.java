package io.deepwiki.adapters.persistence.database;

import static java.lang.System.Logger.Level.INFO;

import io.deepwiki.application.port.Transactions;
import java.util.function.Supplier;

/**
 * Transactions bound to the thread: whatever its stores do meanwhile is part of it. One within another joins it, if it is of the same database.
 *
 * <p>One that the server gives up since it and another one stood in each other's way is done again. It may be: its work is rows only, by
 * the contract of the port, and nothing of them is left; what leaves the process does so after the end.
 */
final class RetriedTransactions implements Transactions {
    private static final System.Logger LOG = System.getLogger(RetriedTransactions.class.getName());

    /** The other one has gone on by then: a second time is rare, and a third time is a defect. */
    private static final int TRIES = 3;

    private final Connections connections;

    RetriedTransactions(Connections connections) {
        this.connections = connections;
    }

    /**
     * {@inheritDoc}
     *
     * @throws io.deepwiki.application.failure.FailureException Unavailable {@code database_unavailable} when the database is away
     */
    @Override
    public <T> T inTransaction(Supplier<T> work) {
        if (connections.isInTransaction()) {
            return work.get();
        }
        int tries = 1;
        while (true) {
            try {
                return connections.inTransaction(work);
            } catch (RuntimeException e) {
                if (tries == TRIES || !DatabaseFailures.wasInTheWay(e)) {
                    throw DatabaseFailures.translated(e);
                }
                LOG.log(INFO, "event=transaction_repeated try={0} why={1}", tries, e.getMessage());
                tries++;
            }
        }
    }
}

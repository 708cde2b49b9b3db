package io.deepwiki.adapters.persistence.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jooq.ConnectionProvider;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DataSourceConnectionProvider;

/**
 * Connections of the pool for jOOQ, one for each statement, or the one of the transaction that the thread is in; such transactions are begun and
 * ended here. jOOQ has transactions of its own, which ask the server for its level of isolation before each, a round trip, and ask the pool again
 * for a connection that they did not get.
 */
final class Connections implements ConnectionProvider {
    private final DataSourceConnectionProvider pool;
    private final ScopedValue<Connection> open = ScopedValue.newInstance();

    Connections(DataSource pool) {
        this.pool = new DataSourceConnectionProvider(pool);
    }

    boolean isInTransaction() {
        return open.isBound();
    }

    /**
     * Does the work in a transaction of this thread, and commits it; what is thrown undoes it.
     *
     * @throws DataAccessException if it could not be begun, or not be committed: there is no connection, or it is gone
     */
    <T> T inTransaction(Supplier<T> work) {
        Connection connection = pool.acquire();
        try {
            begin(connection);
            return committed(connection, work);
        } finally {
            pool.release(connection); // the pool sets it back to a transaction for each statement
        }
    }

    private static void begin(Connection connection) {
        try {
            connection.setAutoCommit(false);
        } catch (SQLException e) {
            throw new DataAccessException("A transaction could not be begun", e);
        }
    }

    private <T> T committed(Connection connection, Supplier<T> work) {
        try {
            T result = ScopedValue.where(open, connection).call(work::get);
            commit(connection);
            return result;
        } catch (RuntimeException | Error e) {
            undo(connection, e);
            throw e;
        }
    }

    private static void commit(Connection connection) {
        try {
            connection.commit();
        } catch (SQLException e) {
            throw new DataAccessException("It is not known whether a transaction was committed", e);
        }
    }

    private static void undo(Connection connection, Throwable thrown) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            thrown.addSuppressed(e); // the server undoes what nobody commits
        }
    }

    @Override
    public Connection acquire() {
        return open.isBound() ? open.get() : pool.acquire();
    }

    @Override
    public void release(Connection connection) {
        if (!open.isBound() || !open.get().equals(connection)) {
            pool.release(connection);
        }
    }
}

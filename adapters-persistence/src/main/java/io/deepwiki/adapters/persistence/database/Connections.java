package io.deepwiki.adapters.persistence.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jooq.ConnectionProvider;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DataSourceConnectionProvider;

/**
 * Connections of the pool for jOOQ: one for each statement, or the one of the transaction that the thread is in. jOOQ has transactions of its
 * own; they ask the server for its level of isolation before each, which is a round trip, and the pool again for a connection that they did not
 * get.
 */
final class Connections implements ConnectionProvider {
    private final DataSourceConnectionProvider pool;
    private final ScopedValue<Connection> open = ScopedValue.newInstance();

    Connections(DataSource pool) {
        this.pool = new DataSourceConnectionProvider(pool);
    }

    /** Whether this thread is in a transaction. */
    boolean inTransaction() {
        return open.isBound();
    }

    /**
     * Does the work in a transaction of this thread, and commits it; an exception undoes it.
     *
     * @throws DataAccessException if it could not be begun or committed: there is no connection, or it is gone
     */
    <T> T inTransaction(Supplier<T> work) {
        Connection connection = pool.acquire();
        try {
            connection.setAutoCommit(false); // the pool sets it back
            T result = ScopedValue.where(open, connection).call(work::get);
            connection.commit();
            return result;
        } catch (SQLException e) {
            throw undone(
                    connection, new DataAccessException("A transaction could not be begun, or not be committed", e));
        } catch (RuntimeException e) {
            throw undone(connection, e);
        } finally {
            pool.release(connection); // undoes what an error left
        }
    }

    private static RuntimeException undone(Connection connection, RuntimeException thrown) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            thrown.addSuppressed(e); // the server undoes what nobody commits
        }
        return thrown;
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

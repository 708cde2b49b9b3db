package io.deepwiki.adapters.persistence.database;

import java.sql.Connection;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.jooq.ConnectionProvider;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DataSourceConnectionProvider;

/**
 * Connections of the pool for jOOQ, which asks for one to begin a transaction, and again for every step in which it gives up one that did not
 * begin. Whoever waited in vain is not made to wait again.
 */
final class Connections implements ConnectionProvider {
    private static final ScopedValue<AtomicReference<Optional<DataAccessException>>> MISSED = ScopedValue.newInstance();

    private final DataSourceConnectionProvider pool;

    Connections(DataSource pool) {
        this.pool = new DataSourceConnectionProvider(pool);
    }

    /** For the work of one transaction. */
    static ScopedValue.Carrier waitingOnce() {
        return ScopedValue.where(MISSED, new AtomicReference<>(Optional.empty()));
    }

    @Override
    public Connection acquire() {
        if (!MISSED.isBound()) {
            return pool.acquire();
        }
        MISSED.get().get().ifPresent(before -> {
            throw new DataAccessException("There was no connection a moment ago", before);
        });
        try {
            return pool.acquire();
        } catch (DataAccessException e) {
            MISSED.get().set(Optional.of(e));
            throw e;
        }
    }

    @Override
    public void release(Connection connection) {
        pool.release(connection);
    }
}

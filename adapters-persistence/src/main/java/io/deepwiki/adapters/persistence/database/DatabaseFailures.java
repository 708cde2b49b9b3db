package io.deepwiki.adapters.persistence.database;

import io.deepwiki.application.failure.Failure.Unavailable;
import io.deepwiki.application.failure.FailureException;
import java.io.Serial;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Optional;
import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;

/** Tells a database that is away from a defect: the first is a failure that people can read, everything else stays what it is. */
final class DatabaseFailures implements ExecuteListener {
    @Serial
    private static final long serialVersionUID = 1;

    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);
    private static final String CONNECTION_STATES = "08";
    private static final String SHUTDOWN_STATES = "57P";
    private static final String TOO_MANY_CONNECTIONS = "53300";
    /** The server has given up a transaction that nobody went on with. */
    private static final String LEFT_OPEN = "25P03";

    @Override
    public void exception(ExecuteContext context) {
        RuntimeException thrown = context.exception();
        if (thrown != null) {
            context.exception(translated(thrown));
        }
    }

    /** The exception that the caller should see. */
    static RuntimeException translated(RuntimeException thrown) {
        if (thrown instanceof FailureException || !isAway(thrown)) {
            return thrown;
        }
        return new FailureException(
                new Unavailable(
                        Unavailable.DATABASE_AWAY,
                        "The database does not answer. Try again in a moment.",
                        Optional.of(RETRY_AFTER)),
                thrown);
    }

    private static boolean isAway(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && isAway(sql)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAway(SQLException thrown) {
        String state = thrown.getSQLState() == null ? "" : thrown.getSQLState();
        return thrown instanceof SQLTransientConnectionException
                || thrown instanceof SQLNonTransientConnectionException
                || state.startsWith(CONNECTION_STATES)
                || state.startsWith(SHUTDOWN_STATES)
                || state.equals(LEFT_OPEN)
                || state.equals(TOO_MANY_CONNECTIONS);
    }
}

package io.deepwiki.adapters.persistence.database;

import io.deepwiki.application.failure.Failure.Unavailable;
import io.deepwiki.application.failure.FailureException;
import java.io.Serial;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
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
    /** A deadlock was found, and what was read has changed since. */
    private static final Set<String> IN_THE_WAY = Set.of("40P01", "40001");

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

    /** Whether the server gave up the transaction for the sake of another one: it may go well the next time. */
    static boolean wasInTheWay(RuntimeException thrown) {
        return isCausedBy(thrown, sql -> IN_THE_WAY.contains(state(sql)));
    }

    private static boolean isAway(RuntimeException thrown) {
        return isCausedBy(thrown, DatabaseFailures::isAway);
    }

    private static boolean isCausedBy(Throwable thrown, Predicate<SQLException> what) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && what.test(sql)) {
                return true;
            }
        }
        return false;
    }

    private static String state(SQLException thrown) {
        return thrown.getSQLState() == null ? "" : thrown.getSQLState();
    }

    private static boolean isAway(SQLException thrown) {
        String state = state(thrown);
        return thrown instanceof SQLTransientConnectionException
                || thrown instanceof SQLNonTransientConnectionException
                || state.startsWith(CONNECTION_STATES)
                || state.startsWith(SHUTDOWN_STATES)
                || state.equals(LEFT_OPEN)
                || state.equals(TOO_MANY_CONNECTIONS);
    }
}

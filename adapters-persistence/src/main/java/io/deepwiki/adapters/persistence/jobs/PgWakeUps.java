package io.deepwiki.adapters.persistence.jobs;

import io.deepwiki.adapters.persistence.database.Database;
import io.deepwiki.application.jobs.port.WakeUps;
import io.deepwiki.domain.instance.InstanceId;
import io.deepwiki.domain.jobs.JobId;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * Hints at once within this process, and to other instances by LISTEN and NOTIFY: one thread listens, on a connection of its own, and
 * {@link OutgoingHints} sends. While the server is away hints are lost, which they may be; afterwards everybody is told to look.
 */
public final class PgWakeUps implements WakeUps, AutoCloseable {
    private static final Logger LOG = System.getLogger(PgWakeUps.class.getName());
    private static final String CHANNEL = "deepwiki_hints";
    private static final int LISTEN_MILLIS = 500;
    private static final long RECONNECT_MILLIS = 1_000;

    /** Who only listens does not notice that the server is gone: it is asked something that often. */
    private static final Duration PROOF = Duration.ofSeconds(5);

    private final Database database;
    private final InstanceId self;
    private final Listeners listeners = new Listeners();
    private final OutgoingHints outgoing;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread exchange;
    private volatile boolean listening;

    /** Starts the exchange with other instances, which goes on until {@link #close}. */
    public PgWakeUps(Database database, InstanceId self) {
        this.database = database;
        this.self = self;
        this.outgoing = new OutgoingHints(database, CHANNEL, self);
        this.exchange = Thread.ofVirtual().name("wake-ups").start(this::exchangeUntilClosed);
    }

    @Override
    public void workIsReady() {
        listeners.tellOfWork();
        outgoing.addWork();
    }

    @Override
    public void jobChanged(JobId job) {
        listeners.tellOf(job);
        outgoing.add(job);
    }

    @Override
    public Subscription onWork(Runnable listener) {
        return listeners.onWork(listener);
    }

    @Override
    public Subscription onJob(JobId job, Runnable listener) {
        return listeners.onJob(job, listener);
    }

    /** Whether hints of other instances are heard just now. */
    public boolean listening() {
        return listening;
    }

    /** Ends the exchange and waits for its thread; hints within the process go on. */
    @Override
    public void close() {
        closed.countDown();
        outgoing.close();
        try {
            exchange.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isClosed() {
        return closed.getCount() == 0;
    }

    private void exchangeUntilClosed() {
        boolean wasAway = false;
        while (!isClosed()) {
            try (Connection connection = database.ownConnection()) {
                listen(connection);
                listening = true;
                if (wasAway) {
                    LOG.log(Level.INFO, "event=hints_back");
                    listeners.tellAll();
                }
                wasAway = false;
                exchange(connection);
            } catch (SQLException e) {
                listening = false;
                if (!wasAway) {
                    LOG.log(Level.WARNING, "event=hints_lost why={0}", e.getMessage());
                }
                wasAway = true;
                pauseOrClose();
            }
        }
    }

    private void pauseOrClose() {
        try {
            if (closed.await(RECONNECT_MILLIS, TimeUnit.MILLISECONDS)) {
                LOG.log(Level.DEBUG, "event=hints_closed_late");
            }
        } catch (InterruptedException _) {
            closed.countDown();
        }
    }

    private static void listen(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("listen " + CHANNEL);
        }
    }

    private void exchange(Connection connection) throws SQLException {
        PGConnection channel = connection.unwrap(PGConnection.class);
        long proven = System.nanoTime();
        while (!isClosed()) {
            if (System.nanoTime() - proven >= PROOF.toNanos()) {
                prove(connection);
                proven = System.nanoTime();
            }
            PGNotification[] received = channel.getNotifications(LISTEN_MILLIS);
            for (PGNotification notification : received == null ? new PGNotification[0] : received) {
                pass(notification.getParameter());
            }
        }
    }

    /** Fails if the server does not answer. What it sends meanwhile is heard afterwards. */
    private static void prove(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("select 1");
        }
    }

    private void pass(String payload) {
        Hints hints;
        try {
            hints = Hints.read(payload);
        } catch (IllegalArgumentException e) {
            LOG.log(Level.WARNING, "event=hint_unreadable why={0}", e.getMessage());
            return;
        }
        if (!hints.from().equals(self)) {
            if (hints.work()) {
                listeners.tellOfWork();
            }
            hints.jobs().forEach(listeners::tellOf);
        }
    }
}

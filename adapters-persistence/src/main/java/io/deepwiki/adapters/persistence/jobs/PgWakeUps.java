package io.deepwiki.adapters.persistence.jobs;

import io.deepwiki.adapters.persistence.database.Database;
import io.deepwiki.application.jobs.port.WakeUps;
import io.deepwiki.domain.instance.InstanceId;
import io.deepwiki.domain.jobs.JobId;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * Hints at once within this process, and to other instances by LISTEN and NOTIFY. A NOTIFY in every transaction would make commits of all
 * instances queue up behind one lock; so one thread with a connection of its own sends what has gathered, outside of any transaction, and
 * listens in between. While the server is away hints are lost, which they may be; afterwards everybody is told to look.
 */
public final class PgWakeUps implements WakeUps, AutoCloseable {
    private static final Logger LOG = System.getLogger(PgWakeUps.class.getName());
    private static final String CHANNEL = "deepwiki_hints";
    private static final int LISTEN_MILLIS = 50;
    private static final long RECONNECT_MILLIS = 1_000;

    /** Who only listens does not notice that the server is gone: it is asked something that often. */
    private static final Duration PROOF = Duration.ofSeconds(5);

    private final Database database;
    private final InstanceId self;
    private final Listeners listeners = new Listeners();
    private final PendingHints pending = new PendingHints();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread exchange;
    private volatile boolean listening;

    /** Starts the exchange with other instances, which goes on until {@link #close}. */
    public PgWakeUps(Database database, InstanceId self) {
        this.database = database;
        this.self = self;
        this.exchange = Thread.ofVirtual().name("wake-ups").start(this::exchangeUntilClosed);
    }

    @Override
    public void workIsReady() {
        listeners.tellOfWork();
        pending.addWork();
    }

    @Override
    public void jobChanged(JobId job) {
        listeners.tellOf(job);
        pending.add(job);
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
            for (Hints hints : pending.drain(self)) {
                send(connection, hints);
            }
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

    private static void send(Connection connection, Hints hints) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select pg_notify(?, ?)")) {
            statement.setString(1, CHANNEL);
            statement.setString(2, hints.payload());
            statement.execute();
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

    /** What has gathered since the last time. */
    private static final class PendingHints {
        private final Set<JobId> jobs = new LinkedHashSet<>();
        private boolean work;

        synchronized void addWork() {
            work = true;
        }

        synchronized void add(JobId job) {
            jobs.add(job);
        }

        synchronized List<Hints> drain(InstanceId self) {
            List<Hints> drained = new ArrayList<>();
            List<JobId> rest = List.copyOf(jobs);
            for (int from = 0; from < rest.size(); from += Hints.MOST_JOBS) {
                int to = Math.min(rest.size(), from + Hints.MOST_JOBS);
                drained.add(new Hints(self, work, Set.copyOf(rest.subList(from, to))));
            }
            if (work && rest.isEmpty()) {
                drained.add(new Hints(self, true, Set.of()));
            }
            jobs.clear();
            work = false;
            return drained;
        }
    }
}

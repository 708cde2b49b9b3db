package io.deepwiki.adapters.persistence.jobs;

import io.deepwiki.adapters.persistence.database.Database;
import io.deepwiki.domain.instance.InstanceId;
import io.deepwiki.domain.jobs.JobId;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Sends hints to other instances: the first at once, what comes right behind it together. A NOTIFY in every transaction would make commits of all
 * instances queue up behind one lock; so a thread with a connection of its own sends, outside of any transaction.
 */
final class OutgoingHints implements AutoCloseable {
    private static final Logger LOG = System.getLogger(OutgoingHints.class.getName());
    private static final Duration GATHERING = Duration.ofMillis(10);
    private static final Duration RECONNECTING = Duration.ofSeconds(1);

    private final Database database;
    private final String channel;
    private final InstanceId self;
    private final Semaphore something = new Semaphore(0);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Set<JobId> jobs = new LinkedHashSet<>();
    private final Thread sender;
    private boolean work;

    OutgoingHints(Database database, String channel, InstanceId self) {
        this.database = database;
        this.channel = channel;
        this.self = self;
        this.sender = Thread.ofVirtual().name("hints").start(this::sendUntilClosed);
    }

    synchronized void addWork() {
        work = true;
        something.release();
    }

    synchronized void add(JobId job) {
        jobs.add(job);
        something.release();
    }

    private synchronized List<Hints> drain() {
        something.drainPermits();
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

    private void sendUntilClosed() {
        while (!isClosed()) {
            try (Connection connection = database.ownConnection()) {
                send(connection);
            } catch (SQLException e) {
                LOG.log(Level.DEBUG, "event=hints_not_sent why={0}", e.getMessage()); // whoever listens tells of it
                pauseOrClose(RECONNECTING);
            }
        }
    }

    private void send(Connection connection) throws SQLException {
        do {
            something.acquireUninterruptibly();
            for (Hints hints : drain()) {
                send(connection, hints);
            }
        } while (!pauseOrClose(GATHERING));
    }

    private void send(Connection connection, Hints hints) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select pg_notify(?, ?)")) {
            statement.setString(1, channel);
            statement.setString(2, hints.payload());
            statement.execute();
        }
    }

    private boolean isClosed() {
        return closed.getCount() == 0;
    }

    private boolean pauseOrClose(Duration pause) {
        try {
            return closed.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            closed.countDown();
            return true;
        }
    }

    /** Sends what has gathered if the server answers, and waits for that. */
    @Override
    public void close() {
        closed.countDown();
        something.release();
        try {
            sender.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}

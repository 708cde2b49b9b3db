package io.deepwiki.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepwiki.db.embedded.EmbeddedPostgres;
import io.deepwiki.db.testing.JobInvariants;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A durable PostgreSQL of a test's own: it can be ended and started again on the same port, and looked into. */
final class OwnPostgres implements AutoCloseable {
    private static final Path PROGRAMS = Path.of(System.getProperty("user.home"), ".cache", "deepwiki", "postgresql");

    private final Path folder;
    private final List<EmbeddedPostgres> servers = new ArrayList<>();

    /** @param folder for its data */
    OwnPostgres(Path folder) {
        this.folder = folder;
        start();
    }

    /** Starts it, if it does not run. */
    void start() {
        servers.add(EmbeddedPostgres.start(folder, PROGRAMS));
    }

    /** Ends it, and waits until it has ended. */
    void end(Signal how) throws IOException, InterruptedException {
        ProcessHandle server = ProcessHandle.of(servers.getLast().pid()).orElseThrow();
        how.to(server.pid());
        server.onExit().join();
    }

    int port() {
        return URI.create(servers.getLast().url("").substring("jdbc:".length())).getPort();
    }

    /** Lets them use it. */
    TwoInstances under(TwoInstances instances) {
        return under(instances, port());
    }

    /** Lets them use it by another port that leads to it. */
    TwoInstances under(TwoInstances instances, int port) {
        EmbeddedPostgres server = servers.getLast();
        return instances
                .with("DEEPWIKI_DATABASE_URL", "jdbc:postgresql://127.0.0.1:" + port + "/postgres")
                .with("DEEPWIKI_DATABASE_USER", server.user())
                .with("DEEPWIKI_DATABASE_PASSWORD", server.password());
    }

    /** All that is kept of an answer, but for what was asked: its row, then its parts in order. */
    List<String> kept(AnswerReader answer) throws SQLException {
        String id = answer.id().orElseThrow();
        List<String> rows = query("select concat_ws(' ', state, bytes, sha256, error, ended_at, writer)"
                + " from chat_stream where id = '" + id + "'");
        rows.addAll(query("select concat_ws(' ', position, byte_offset, kind, content)"
                + " from chat_part where stream_id = '" + id + "' order by position"));
        return rows;
    }

    /** The first column of what a query finds. */
    List<String> query(String sql) throws SQLException {
        EmbeddedPostgres server = servers.getLast();
        try (Connection connection =
                        DriverManager.getConnection(server.url("postgres"), server.user(), server.password());
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (found.next()) {
                rows.add(found.getString(1));
            }
            return rows;
        }
    }

    /** Does as it is told, a statement after the other. */
    void execute(String... statements) throws SQLException {
        EmbeddedPostgres server = servers.getLast();
        try (Connection connection =
                        DriverManager.getConnection(server.url("postgres"), server.user(), server.password());
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** What does not hold for jobs, though it always must. */
    List<String> broken() {
        EmbeddedPostgres server = servers.getLast();
        return JobInvariants.broken(server.url("postgres"), server.user(), server.password());
    }

    /** What it confirms without the disk, it writes there as late as it may; a crash then forgets the most. */
    void writeLate() throws SQLException {
        execute("alter system set wal_writer_delay = '10s'", "select pg_reload_conf()");
    }

    /** What always holds for jobs holds to the end. */
    @Override
    public void close() {
        try {
            assertThat(broken()).isEmpty();
        } finally {
            servers.forEach(EmbeddedPostgres::close);
        }
    }
}

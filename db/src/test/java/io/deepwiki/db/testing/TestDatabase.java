package io.deepwiki.db.testing;

import io.deepwiki.db.Migrations;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * An empty, migrated database on a real PostgreSQL, gone when it is closed. Which server: {@code -Ddeepwiki.test.database} (or the
 * environment variable {@code DEEPWIKI_TEST_DATABASE}) is {@code url}, {@code testcontainers}, {@code embedded} or {@code auto}: a given
 * URL, else a container when an engine and the image are there, else the embedded server. A mode that is asked for never falls through.
 */
public final class TestDatabase implements AutoCloseable {
    private static final AtomicInteger COUNT = new AtomicInteger();
    /** Tells our databases from those of other processes, on a server that they may share. */
    private static final String RUN = UUID.randomUUID().toString().substring(0, 8);

    private final TestServer server;
    private final String name;

    private TestDatabase(TestServer server, String name) {
        this.server = server;
        this.name = name;
    }

    /** A database of its own for one test class or one test. */
    public static TestDatabase fresh() {
        TestServer server = TestServer.shared();
        String name = "t_" + RUN + "_" + COUNT.incrementAndGet();
        server.execute("CREATE DATABASE " + name + " TEMPLATE " + Template.of(server));
        return new TestDatabase(server, name);
    }

    /** One without the schema. */
    public static TestDatabase unmigrated() {
        TestServer server = TestServer.shared();
        String name = "t_" + RUN + "_" + COUNT.incrementAndGet();
        server.execute("CREATE DATABASE " + name);
        return new TestDatabase(server, name);
    }

    /**
     * One with the schema of an older version.
     *
     * @param migration the last that it knows
     */
    public static TestDatabase migratedTo(String migration) {
        TestDatabase database = unmigrated();
        Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(database.dataSource())
                .locations("classpath:db/migration")
                .target(migration)
                .load()
                .migrate();
        return database;
    }

    public DataSource dataSource() {
        return server.dataSource(name);
    }

    public String url() {
        return server.url(name);
    }

    public String user() {
        return server.user();
    }

    public String password() {
        return server.password();
    }

    @Override
    public void close() {
        server.execute("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
    }

    /** Migrating takes a second, copying a migrated database a tenth of it. */
    private static final class Template {
        private static final String NAME = "template_" + RUN;
        private static final AtomicBoolean MADE = new AtomicBoolean();

        static synchronized String of(TestServer server) {
            if (!MADE.get()) {
                server.execute("CREATE DATABASE " + NAME);
                if (server.outlivesUs()) {
                    Runtime.getRuntime()
                            .addShutdownHook(
                                    Thread.ofPlatform().unstarted(() -> server.execute("DROP DATABASE " + NAME)));
                }
                Migrations.apply(server.dataSource(NAME));
                MADE.set(true);
            }
            return NAME;
        }
    }

    /** The server that all tests of this process share. */
    record TestServer(String address, String user, String password, boolean outlivesUs) {
        private static final TestServer SHARED = ServerChoice.start();

        static TestServer shared() {
            return SHARED;
        }

        String url(String database) {
            return address + database;
        }

        DataSource dataSource(String database) {
            PGSimpleDataSource source = new PGSimpleDataSource();
            source.setUrl(url(database));
            source.setUser(user);
            source.setPassword(password);
            return source;
        }

        void execute(String sql) {
            try (Connection connection = DriverManager.getConnection(url("postgres"), user, password);
                    Statement statement = connection.createStatement()) {
                statement.execute(sql);
            } catch (SQLException e) {
                throw new IllegalStateException("The test database refused: " + sql, e);
            }
        }
    }
}

package io.deepwiki.db;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;

/** Brings a database to the schema of this version. Several instances may do it at once: each migration is applied by one of them. */
public final class Migrations {
    /** The oldest PostgreSQL that knows all that the schema and the statements use. */
    private static final int OLDEST_VERSION = 15;

    private Migrations() {}

    /**
     * Applies what is missing.
     *
     * @return how many migrations this call applied
     * @throws IllegalStateException with what to do, if the server is too old, has no pgvector, the schema is that of a newer version, or it
     *     cannot be brought up to date
     */
    public static int apply(DataSource database) {
        requireVersion(version(database));
        try {
            Flyway flyway = Flyway.configure(Migrations.class.getClassLoader())
                    .dataSource(database)
                    .locations("classpath:db/migration")
                    .load();
            requireNothingNewer(flyway.info().applied());
            return flyway.migrate().migrationsExecuted;
        } catch (FlywayException e) {
            throw new IllegalStateException(advice(String.valueOf(e.getMessage())), e);
        }
    }

    static void requireVersion(int major) {
        if (major < OLDEST_VERSION) {
            throw new IllegalStateException("The database is PostgreSQL " + major + "; " + OLDEST_VERSION
                    + " or newer is needed, best 17: upgrade the server, or set DEEPWIKI_DATABASE_URL to another.");
        }
    }

    /** Flyway would let it pass, and the statements of this version would fail one by one, or write what the newer one cannot use. */
    private static void requireNothingNewer(MigrationInfo[] applied) {
        for (MigrationInfo each : applied) {
            if (each.getState() == MigrationState.FUTURE_SUCCESS) {
                throw new IllegalStateException("The database has been brought to the schema of a newer version (V"
                        + each.getVersion() + "): start that version, or restore the backup from before the upgrade.");
            }
        }
    }

    /** What to do about Flyway's message. */
    private static String advice(String message) {
        if (message.contains("extension \"vector\" is not available") || message.contains("vector.control")) {
            return "The PostgreSQL server has no pgvector: install it there"
                    + " (Debian's package is postgresql-17-pgvector) and start again.";
        }
        if (message.contains("permission denied to create extension")) {
            return "The database user may not create the extension vector: run CREATE EXTENSION vector in this database"
                    + " as a superuser once, and start again.";
        }
        return "The database could not be brought up to date: " + message;
    }

    private static int version(DataSource database) {
        try (Connection connection = database.getConnection()) {
            return connection.getMetaData().getDatabaseMajorVersion();
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "The database does not answer: " + e.getMessage()
                            + ". Check DEEPWIKI_DATABASE_URL, its user and its password.",
                    e);
        }
    }
}

package io.deepwiki.db;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Brings a database to the schema of this version. Several instances may do it at once: one does the work, the others wait. */
public final class Migrations {
    private Migrations() {}

    /**
     * Applies what is missing.
     *
     * @return how many migrations were applied
     * @throws IllegalStateException with what to do, if the server has no pgvector or the schema cannot be brought up to date
     */
    public static int apply(DataSource database) {
        try {
            return Flyway.configure(Migrations.class.getClassLoader())
                    .dataSource(database)
                    .locations("classpath:db/migration")
                    .load()
                    .migrate()
                    .migrationsExecuted;
        } catch (FlywayException e) {
            String message = String.valueOf(e.getMessage());
            if (message.contains("extension \"vector\"") || message.contains("vector.control")) {
                throw new IllegalStateException(
                        "The PostgreSQL server has no pgvector: install it there (Debian's package is postgresql-17-pgvector) and start again.",
                        e);
            }
            throw new IllegalStateException("The database could not be brought up to date: " + message, e);
        }
    }
}

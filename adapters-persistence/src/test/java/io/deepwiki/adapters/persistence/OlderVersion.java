package io.deepwiki.adapters.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepwiki.adapters.persistence.database.Database;
import io.deepwiki.adapters.persistence.database.DatabaseSettings;
import io.deepwiki.application.port.Transactions;
import io.deepwiki.db.Migrations;
import io.deepwiki.db.testing.TestDatabase;
import io.deepwiki.domain.access.Secret;
import io.deepwiki.domain.repository.Commit;
import io.deepwiki.domain.repository.RepositoryRef;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jooq.DSLContext;

/** A database as an older version left it, to be read after the upgrade. */
public final class OlderVersion implements AutoCloseable {
    public static final RepositoryRef REPOSITORY =
            new RepositoryRef.Remote(true, "git.example.org", Optional.empty(), "a/b");
    public static final Commit COMMIT = new Commit("a".repeat(40));

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final UUID ROW = new UUID(4, 2);
    private static final UUID SNAPSHOT = new UUID(4, 3);

    private final TestDatabase server;
    private final Database database;

    /** @param newestOfThen its newest migration */
    public OlderVersion(String newestOfThen) {
        server = TestDatabase.migratedTo(newestOfThen);
        Optional<Secret> password =
                Optional.of(server.password()).filter(text -> !text.isBlank()).map(Secret::new);
        database = new Database(new DatabaseSettings(server.url(), server.user(), password, 4, PATIENCE, PATIENCE));
    }

    public DSLContext dsl() {
        return database.dsl();
    }

    public Transactions transactions() {
        return database.transactions();
    }

    public DataSource dataSource() {
        return server.dataSource();
    }

    /** Brings it to the schema of this version. */
    public void upgrade() {
        assertThat(Migrations.apply(server.dataSource())).isPositive();
    }

    /** Stores the repository, and its commit as it was indexed then. */
    public OlderVersion withSnapshot() {
        dsl().execute(
                        "insert into repository (id, identity, url) values (?, ?, ?)",
                        ROW,
                        REPOSITORY.identity(),
                        REPOSITORY.url());
        dsl().execute(
                        "insert into snapshot (id, repository_id, branch, commit_id, files, chunks, terms, tokens, left_out, indexed_at)"
                                + " values (?, ?, 'main', ?, 3, 7, 30, 70, '{}', now())",
                        SNAPSHOT,
                        ROW,
                        COMMIT.id());
        return this;
    }

    /** Stores a job for a wiki of that commit, which began at 10:00 of a day and ended an hour later. */
    public void job(UUID id, String day, String state) {
        dsl().execute(
                        "insert into wiki_job (id, repository_id, repository_url, owner, repo, language, mode, provider, model,"
                                + " pages_wished, filter, request_key, submitter, state, run, snapshot_id, snapshot_branch, commit_id,"
                                + " error, created_at, started_at, ended_at, updated_at, last_seq) values (?, ?, ?, 'a', 'b', 'en',"
                                + " 'COMPREHENSIVE', 'openai', 'm', 7, '{\"includedDirs\": [], \"includedFiles\": [],"
                                + " \"excludedDirs\": [\"docs\"], \"excludedFiles\": []}', 'key', 'reader', ?, 1, ?, 'main', ?, '', '"
                                + day + " 09:00:00Z', '" + day + " 10:00:00Z', '" + day + " 11:00:00Z', now(), 2)",
                        id,
                        ROW,
                        REPOSITORY.url(),
                        state,
                        SNAPSHOT,
                        COMMIT.id());
    }

    /** Stores a wiki of that commit. */
    public void wiki(UUID id, String branch, String at) {
        dsl().execute(
                        "insert into wiki (id, repository_id, repository_url, branch, commit_id, snapshot_id, language, mode, provider,"
                                + " model, outline, generated_at) values (?, ?, ?, ?, ?, ?, 'en', 'COMPREHENSIVE', 'openai', 'm',"
                                + " '{\"title\": \"T\", \"description\": \"\", \"sections\": [], \"pages\": []}', '"
                                + at + "')",
                        id,
                        ROW,
                        REPOSITORY.url(),
                        branch,
                        COMMIT.id(),
                        SNAPSHOT);
    }

    @Override
    public void close() {
        database.close();
        server.close();
    }
}

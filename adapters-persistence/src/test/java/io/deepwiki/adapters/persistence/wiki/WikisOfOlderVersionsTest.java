package io.deepwiki.adapters.persistence.wiki;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepwiki.adapters.persistence.database.Database;
import io.deepwiki.adapters.persistence.database.DatabaseSettings;
import io.deepwiki.db.Migrations;
import io.deepwiki.db.testing.TestDatabase;
import io.deepwiki.domain.access.Secret;
import io.deepwiki.domain.llm.Language;
import io.deepwiki.domain.repository.Commit;
import io.deepwiki.domain.repository.RepositoryRef;
import io.deepwiki.domain.wiki.Revision;
import io.deepwiki.domain.wiki.Wiki.Origin;
import io.deepwiki.domain.wiki.WikiMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;

/** Wikis that were stored before they knew which job had made them, read after the upgrade. */
class WikisOfOlderVersionsTest {
    private static final String NEWEST_OF_THEN = "0025";
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final RepositoryRef REPOSITORY =
            new RepositoryRef.Remote(true, "git.example.org", Optional.empty(), "a/b");
    private static final Commit COMMIT = new Commit("a".repeat(40));
    private static final UUID WIKI = new UUID(4, 9);
    private static final UUID FORCED = new UUID(4, 5);

    @Test
    void they_are_those_of_the_job_that_ended_when_they_were_published() {
        try (TestDatabase server = TestDatabase.migratedTo(NEWEST_OF_THEN);
                Database database = connect(server)) {
            DSLContext dsl = database.dsl();
            store(dsl);
            assertThat(Migrations.apply(server.dataSource())).isPositive();
            JooqWikiStore wikis = new JooqWikiStore(dsl, UUID::randomUUID);
            assertThat(wikis.revision(REPOSITORY, "main", Language.ENGLISH, WikiMode.COMPREHENSIVE))
                    .contains(new Revision(new Origin(FORCED, Instant.parse("2026-01-02T10:00:00Z")), COMMIT, 0));
            assertThat(wikis.revision(REPOSITORY, "next", Language.ENGLISH, WikiMode.COMPREHENSIVE))
                    .as("whose job is forgotten")
                    .contains(new Revision(
                            new Origin(new UUID(4, 8), Instant.parse("2026-01-05T10:00:00Z")), COMMIT, 0));
        }
    }

    private static Database connect(TestDatabase server) {
        Optional<Secret> password =
                Optional.of(server.password()).filter(text -> !text.isBlank()).map(Secret::new);
        return new Database(new DatabaseSettings(server.url(), server.user(), password, 4, PATIENCE, PATIENCE));
    }

    /** As they did it then: three jobs for one wiki, of which the second had the last word, and a wiki whose job is gone. */
    private static void store(DSLContext dsl) {
        UUID repository = new UUID(4, 2);
        UUID snapshot = new UUID(4, 3);
        dsl.execute(
                "insert into repository (id, identity, url) values (?, ?, ?)",
                repository,
                REPOSITORY.identity(),
                REPOSITORY.url());
        dsl.execute(
                "insert into snapshot (id, repository_id, branch, commit_id, files, chunks, terms, tokens, left_out, indexed_at)"
                        + " values (?, ?, 'main', ?, 3, 7, 30, 70, '{}', now())",
                snapshot,
                repository,
                COMMIT.id());
        job(dsl, new UUID(4, 4), "2026-01-01", "completed");
        job(dsl, FORCED, "2026-01-02", "completed");
        job(dsl, new UUID(4, 6), "2026-01-03", "cancelled");
        wiki(dsl, WIKI, "main", "2026-01-02 10:59:59.9Z");
        wiki(dsl, new UUID(4, 8), "next", "2026-01-05 10:00:00Z");
    }

    private static void job(DSLContext dsl, UUID id, String day, String state) {
        dsl.execute(
                "insert into wiki_job (id, repository_id, repository_url, owner, repo, language, mode, provider, model, filter,"
                        + " request_key, submitter, state, run, snapshot_id, snapshot_branch, commit_id, error, created_at, started_at,"
                        + " ended_at, updated_at, last_seq) values (?, ?, ?, 'a', 'b', 'en', 'COMPREHENSIVE', 'openai',"
                        + " 'm', '{}', 'key', 'reader', ?, 1, ?, 'main', ?, '', '" + day + " 09:00:00Z', '" + day
                        + " 10:00:00Z', '" + day + " 11:00:00Z', now(), 0)",
                id,
                new UUID(4, 2),
                REPOSITORY.url(),
                state,
                new UUID(4, 3),
                COMMIT.id());
    }

    private static void wiki(DSLContext dsl, UUID id, String branch, String at) {
        dsl.execute(
                "insert into wiki (id, repository_id, repository_url, branch, commit_id, snapshot_id, language, mode, provider, model,"
                        + " outline, generated_at) values (?, ?, ?, ?, ?, ?, 'en', 'COMPREHENSIVE', 'openai', 'm',"
                        + " '{\"title\": \"T\", \"description\": \"\", \"sections\": [], \"pages\": []}', '" + at + "')",
                id,
                new UUID(4, 2),
                REPOSITORY.url(),
                branch,
                COMMIT.id(),
                new UUID(4, 3));
    }
}

package io.deepwiki.adapters.persistence.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepwiki.adapters.persistence.database.Database;
import io.deepwiki.adapters.persistence.database.DatabaseSettings;
import io.deepwiki.db.Migrations;
import io.deepwiki.db.testing.JobInvariants;
import io.deepwiki.db.testing.TestDatabase;
import io.deepwiki.domain.access.Secret;
import io.deepwiki.domain.jobs.JobId;
import io.deepwiki.domain.jobs.TokenSummary;
import io.deepwiki.domain.usage.Spent;
import io.deepwiki.domain.usage.TokenUsage;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;

/** Jobs that were stored before calls of models were counted one by one, read after the upgrade. */
class JobsOfOlderVersionsTest {
    private static final String NEWEST_OF_THEN = "0020";
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final UUID JOB = new UUID(4, 1);

    @Test
    void they_keep_the_tokens_of_the_tries_that_succeeded() {
        try (TestDatabase server = TestDatabase.migratedTo(NEWEST_OF_THEN);
                Database database = connect(server)) {
            DSLContext dsl = database.dsl();
            store(dsl);
            assertThat(Migrations.apply(server.dataSource())).isPositive();
            Spent pages = new Spent(new TokenUsage(110, 25, true), Optional.empty());
            JooqSpendLog spends = new JooqSpendLog(dsl);
            assertThat(spends.ofJob(new JobId(JOB))).isEqualTo(pages);
            assertThat(spends.ofPages(new JobId(JOB)))
                    .containsOnlyKeys("engine", "tank")
                    .containsEntry("tank", new Spent(new TokenUsage(10, 5, true), Optional.empty()));
            assertThat(new JooqJobEventLog(dsl)
                            .last(new JobId(JOB))
                            .orElseThrow()
                            .tokens())
                    .isEqualTo(new TokenSummary(70, 7, pages));
            assertThat(JobInvariants.broken(server.dataSource())).isEmpty();
        }
    }

    private static Database connect(TestDatabase server) {
        Optional<Secret> password =
                Optional.of(server.password()).filter(text -> !text.isBlank()).map(Secret::new);
        return new Database(new DatabaseSettings(server.url(), server.user(), password, 4, PATIENCE, PATIENCE));
    }

    /** As they did it then: a job that was cancelled, with two pages that were written and one that was not. */
    private static void store(DSLContext dsl) {
        UUID repository = new UUID(4, 2);
        UUID snapshot = new UUID(4, 3);
        dsl.execute(
                "insert into repository (id, identity, url) values (?, 'git.example.org/a/b', 'https://git.example.org/a/b')",
                repository);
        dsl.execute(
                "insert into snapshot (id, repository_id, branch, commit_id, files, chunks, terms, tokens, left_out, indexed_at)"
                        + " values (?, ?, 'main', 'abc', 3, 7, 30, 70, '{}', now())",
                snapshot,
                repository);
        dsl.execute(
                "insert into wiki_job (id, repository_id, repository_url, owner, repo, language, mode, provider, model, filter,"
                        + " request_key, submitter, state, run, snapshot_id, snapshot_branch, commit_id, error, created_at, ended_at,"
                        + " updated_at, last_seq) values (?, ?, 'https://git.example.org/a/b', 'a', 'b', 'en', 'COMPREHENSIVE', 'openai',"
                        + " 'm', '{}', 'key', 'reader', 'cancelled', 1, ?, 'main', 'abc', '', now(), now(), now(), 2)",
                JOB,
                repository,
                snapshot);
        for (int seq = 1; seq <= 2; seq++) {
            dsl.execute(
                    "insert into job_event (job_id, seq, run, at, state, total, completed, failed, message, error)"
                            + " values (?, ?, 1, now(), 'cancelled', 3, 2, 0, 'It was so.', '')",
                    JOB,
                    seq);
        }
        page(dsl, 0, "engine", "100, 20, false");
        page(dsl, 1, "tank", "10, 5, true");
        page(dsl, 2, "nose", "null, null, null");
    }

    private static void page(DSLContext dsl, int position, String slug, String tokens) {
        String status = tokens.startsWith("null") ? "PENDING" : "COMPLETED";
        dsl.execute(
                "insert into job_page (id, job_id, position, slug, plan, section, status, attempts, last_error, created_at,"
                        + " prompt_tokens, completion_tokens, tokens_estimated) values (?, ?, ?, ?, '{}', 'all', ?, 0, '', now(), "
                        + tokens + ")",
                new UUID(5, position),
                JOB,
                position,
                slug,
                status);
    }
}

package io.deepwiki.adapters.persistence.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepwiki.adapters.persistence.OlderVersion;
import io.deepwiki.db.testing.JobInvariants;
import io.deepwiki.domain.jobs.JobId;
import io.deepwiki.domain.jobs.TokenSummary;
import io.deepwiki.domain.usage.Spent;
import io.deepwiki.domain.usage.TokenUsage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;

/** Jobs that were stored before calls of models were counted one by one, read after the upgrade. */
class JobsOfOlderVersionsTest {
    private static final UUID JOB = new UUID(4, 1);

    @Test
    void they_keep_the_tokens_of_the_tries_that_succeeded() {
        try (OlderVersion then = stored()) {
            then.upgrade();
            DSLContext dsl = then.dsl();
            Spent pages = new Spent(new TokenUsage(110, 25, true), Optional.empty());
            JooqSpendLog spends = new JooqSpendLog(dsl);
            assertThat(spends.ofJobs(List.of(new JobId(JOB)))).containsOnly(Map.entry(new JobId(JOB), pages));
            assertThat(spends.ofPages(new JobId(JOB)))
                    .containsOnlyKeys("engine", "tank")
                    .containsEntry("tank", new Spent(new TokenUsage(10, 5, true), Optional.empty()));
            assertThat(new JooqJobEventLog(dsl)
                            .last(new JobId(JOB))
                            .orElseThrow()
                            .tokens())
                    .isEqualTo(new TokenSummary(70, 7, pages));
            assertThat(JobInvariants.broken(then.dataSource())).isEmpty();
        }
    }

    /** As they did it then: a job that was cancelled, with two pages that were written and one that was not. */
    private static OlderVersion stored() {
        OlderVersion then = new OlderVersion("0020").withSnapshot();
        then.job(JOB, "2026-01-03", "cancelled");
        for (int seq = 1; seq <= 2; seq++) {
            then.dsl()
                    .execute(
                            "insert into job_event (job_id, seq, run, at, state, total, completed, failed, message, error)"
                                    + " values (?, ?, 1, now(), 'cancelled', 3, 2, 0, 'It was so.', '')",
                            JOB,
                            seq);
        }
        page(then.dsl(), 0, "engine", "100, 20, false");
        page(then.dsl(), 1, "tank", "10, 5, true");
        page(then.dsl(), 2, "nose", "null, null, null");
        return then;
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

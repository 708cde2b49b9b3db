package io.deepwiki.adapters.persistence.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepwiki.adapters.persistence.EmptyDatabase;
import io.deepwiki.application.jobs.JobStores;
import io.deepwiki.application.jobs.StagedJobs;
import io.deepwiki.application.jobs.StagedJobs.Stage;
import io.deepwiki.application.jobs.port.InMemoryWakeUps;
import io.deepwiki.application.port.Stamps;
import io.deepwiki.application.repository.port.Sources;
import io.deepwiki.db.testing.JobInvariants;
import io.deepwiki.domain.jobs.WikiJob;
import io.deepwiki.domain.repository.SnapshotId;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A rule that has never been seen to fail is not a rule. */
class JobInvariantsTest {
    @RegisterExtension
    static final EmptyDatabase DATABASE = new EmptyDatabase();

    private static final String ONE_MORE_LINE = """
            insert into job_event (job_id, seq, run, at, state, total, completed, failed, message, error, percent, page_slug, page_status)
            select job_id, seq + 1, run, at, state, total, completed, failed, message, error, %s from job_event
            where state = 'partially_completed' and seq = (select max(seq) from job_event where state = 'partially_completed');
            update wiki_job set last_seq = last_seq + 1 where state = 'partially_completed';
            """;

    /** What breaks each rule, beside others perhaps. */
    private static final Map<String, String> OFFENDERS = Map.ofEntries(
            Map.entry(
                    "the lines of a job's history are numbered without a gap, and the job knows the last number",
                    "update wiki_job set last_seq = 7 where state = 'pages'"),
            Map.entry(
                    "the last line tells how the job stands, and counts its pages as they are",
                    "update job_event set completed = 0 where state = 'pages'"),
            Map.entry(
                    "per cent never fall within a run, and runs follow each other",
                    ONE_MORE_LINE.formatted("99, null, null")),
            Map.entry(
                    "no page is written twice",
                    ONE_MORE_LINE.formatted("100, 'completed', 'COMPLETED'")
                            + ONE_MORE_LINE.formatted("100, 'completed', 'COMPLETED'")),
            Map.entry(
                    "work is held with a lease, or not at all",
                    "alter table work_item drop constraint work_item_held_with_a_lease;"
                            + " update work_item set lease_until = null"),
            Map.entry(
                    "there is work for every job that is not over, and none for one that is", "delete from work_item"),
            Map.entry(
                    "every page that is not settled is on the list once, and no other",
                    "update work_item set slug = 'completed' where slug = 'pending'"),
            Map.entry(
                    "a page that is being written is in somebody's hands",
                    "update work_item set holder = null, lease_until = null"),
            Map.entry(
                    "a complete job has all its pages, and its wiki is published",
                    "update wiki_job set state = 'completed' where state = 'partially_completed'"),
            Map.entry(
                    "a partly complete job has a page, lacks a page, and has none to be written",
                    "update job_page set status = 'PENDING' where status = 'PERMANENT_FAILED'"),
            Map.entry(
                    "what is spent belongs to a run that has begun, and no line tells of more than was spent",
                    "update job_event set prompt_tokens = 5 where state = 'pages'"),
            Map.entry(
                    "a job that is over keeps no token, and has an end",
                    "update wiki_job set token = '\\x00' where state = 'cancelled'"));

    @Test
    void every_rule_holds_for_what_is_sound_and_bites_what_breaks_it() throws SQLException {
        stage();
        try (Connection connection = DATABASE.database().dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("update work_item set holder = gen_random_uuid(), lease_until = now()"
                    + " where slug = 'in-progress'");
            connection.commit();
            assertThat(JobInvariants.broken(connection)).isEmpty();
            assertThat(OFFENDERS.keySet()).isEqualTo(JobInvariants.rules());
            for (Map.Entry<String, String> offender : OFFENDERS.entrySet()) {
                statement.execute(offender.getValue());
                assertThat(JobInvariants.broken(connection))
                        .anySatisfy(broken -> assertThat(broken).startsWith(offender.getKey()));
                connection.rollback();
            }
        }
    }

    private static void stage() {
        SnapshotId snapshot = DATABASE.snapshots()
                .publish(Sources.draft(DATABASE.snapshots().repository(Sources.REPOSITORY), Sources.commit('a')))
                .id();
        JobStores stores = new JobStores(
                DATABASE.jobs(),
                DATABASE.queue(),
                DATABASE.events(),
                DATABASE.spends(),
                new InMemoryWakeUps(),
                DATABASE.transactions());
        StagedJobs jobs = new StagedJobs(
                stores,
                new Stamps(InstantSource.system(), UUID::randomUUID),
                new WikiJob.Source(snapshot, "main", Sources.commit('a'), Sources.NOON));
        List<Stage> stages = List.of(Stage.WAITING, Stage.WRITING, Stage.PARTIALLY_COMPLETED, Stage.CANCELLED);
        for (int i = 0; i < stages.size(); i++) {
            jobs.staged(i, stages.get(i));
        }
    }
}

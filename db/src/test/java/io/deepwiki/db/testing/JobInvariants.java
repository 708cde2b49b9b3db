package io.deepwiki.db.testing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.sql.DataSource;

/**
 * What holds for jobs in a database whenever no transaction is open, whatever happened to those who wrote it. Each rule is a query for what
 * breaks it.
 */
public final class JobInvariants {
    private static final Map<String, String> RULES = new TreeMap<>();

    static {
        RULES.put("the lines of a job's history are numbered without a gap, and the job knows the last number", """
                select job.id, job.last_seq from wiki_job job
                left join job_event event on event.job_id = job.id
                group by job.id
                having coalesce(max(event.seq), 0) <> job.last_seq
                    or count(event.seq) <> coalesce(max(event.seq) - min(event.seq) + 1, 0)
                """);
        RULES.put("the last line tells how the job stands, and counts its pages as they are", """
                select job.id, job.state, event.state, event.total, event.completed, event.failed
                from wiki_job job
                join job_event event on event.job_id = job.id and event.seq = job.last_seq
                where event.state <> job.state
                    or event.paused_in is distinct from job.paused_in
                    or event.run <> job.run
                    or event.total <> (select count(*) from job_page page where page.job_id = job.id)
                    or event.completed <> (select count(*) from job_page page
                        where page.job_id = job.id and page.status = 'COMPLETED')
                    or event.failed <> (select count(*) from job_page page
                        where page.job_id = job.id and page.status = 'PERMANENT_FAILED')
                """);
        RULES.put("per cent never fall within a run, and runs follow each other", """
                select * from (
                    select job_id, seq, run, percent,
                        lag(run) over (partition by job_id order by seq) as run_before,
                        lag(percent) over (partition by job_id order by seq) as percent_before
                    from job_event) line
                where run < run_before or run > run_before + 1 or run = run_before and percent < percent_before
                """);
        RULES.put("no page is written twice", """
                select job_id, page_slug, count(*) from job_event
                where page_status = 'COMPLETED' group by job_id, page_slug having count(*) > 1
                """);
        RULES.put("work is held with a lease, or not at all", """
                select id, job_id from work_item where (holder is null) <> (lease_until is null)
                """);
        RULES.put("there is work for every job that is not over, and none for one that is", """
                select job.id, job.state, count(item.id) from wiki_job job
                left join work_item item on item.job_id = job.id
                group by job.id
                having (job.state in ('waiting', 'index', 'plan', 'pages', 'paused')) <> (count(item.id) > 0)
                """);
        RULES.put("every page that is not settled is on the list once, and no other", """
                select job.id, page.slug, page.status, count(item.id) from wiki_job job
                join job_page page on page.job_id = job.id
                left join work_item item on item.job_id = job.id and item.kind = 'page' and item.slug = page.slug
                where job.state in ('pages', 'paused')
                group by job.id, page.id
                having count(item.id) <> case when page.status in ('COMPLETED', 'PERMANENT_FAILED') then 0 else 1 end
                """);
        RULES.put("a page that is being written is in somebody's hands", """
                select page.job_id, page.slug from job_page page
                left join work_item item on item.job_id = page.job_id and item.slug = page.slug
                    and item.holder is not null
                where page.status = 'IN_PROGRESS' and item.id is null
                """);
        RULES.put("a complete job has all its pages, and its wiki is published", """
                select job.id from wiki_job job
                where job.state = 'completed' and (
                    not exists (select 1 from job_page page where page.job_id = job.id)
                    or exists (select 1 from job_page page where page.job_id = job.id
                        and (page.status <> 'COMPLETED' or page.content is null))
                    or not exists (select 1 from wiki
                        where wiki.repository_id = job.repository_id and wiki.branch = job.snapshot_branch
                            and wiki.language = job.language and wiki.mode = job.mode))
                """);
        RULES.put("a partly complete job has a page, lacks a page, and has none to be written", """
                select job.id from wiki_job job
                left join job_page page on page.job_id = job.id
                where job.state = 'partially_completed'
                group by job.id
                having count(*) filter (where page.status = 'COMPLETED') = 0
                    or count(*) filter (where page.status = 'PERMANENT_FAILED') = 0
                    or count(*) filter (where page.status not in ('COMPLETED', 'PERMANENT_FAILED')) > 0
                """);
        RULES.put("what is spent belongs to a run that has begun, and no line tells of more than was spent", """
                select job.id, event.seq, event.prompt_tokens, event.completion_tokens, spent.*
                from wiki_job job
                left join job_event event on event.job_id = job.id and event.seq = job.last_seq
                left join lateral (
                    select coalesce(sum(prompt_tokens), 0) as prompt, coalesce(sum(completion_tokens), 0) as completion,
                        coalesce(max(run), 1) as last_run
                    from job_spend spend where spend.job_id = job.id) spent on true
                where event.prompt_tokens > spent.prompt or event.completion_tokens > spent.completion
                    or spent.last_run > job.run
                """);
        RULES.put("a job that is over keeps no token, and has an end", """
                select id from wiki_job
                where state in ('completed', 'partially_completed', 'failed', 'cancelled')
                    and (token is not null or ended_at is null)
                """);
    }

    private JobInvariants() {}

    /** The rules, in words. */
    public static Set<String> rules() {
        return RULES.keySet();
    }

    /** What breaks a rule: the rule, and the rows that break it. Empty if all is well. */
    public static List<String> broken(DataSource database) {
        try (Connection connection = database.getConnection()) {
            return broken(connection);
        } catch (SQLException e) {
            throw new IllegalStateException("the database refused a look", e);
        }
    }

    /** The same, of a database somewhere. */
    public static List<String> broken(String url, String user, String password) {
        try (Connection connection = DriverManager.getConnection(url, user, password)) {
            return broken(connection);
        } catch (SQLException e) {
            throw new IllegalStateException("the database at " + url + " refused a look", e);
        }
    }

    /** The same, as a connection sees it, with what it has not committed. */
    public static List<String> broken(Connection connection) {
        if (rows(connection, "select 1 where to_regclass('wiki_job') is not null")
                .isEmpty()) {
            return List.of(); // nobody has migrated it yet
        }
        List<String> broken = new ArrayList<>();
        RULES.forEach((rule, query) -> rows(connection, query).forEach(row -> broken.add(rule + ": " + row)));
        return broken;
    }

    private static List<String> rows(Connection connection, String query) {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            List<String> rows = new ArrayList<>();
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
                    row.add(result.getMetaData().getColumnLabel(column) + "=" + result.getString(column));
                }
                rows.add(String.join(" ", row));
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(query, e);
        }
    }
}

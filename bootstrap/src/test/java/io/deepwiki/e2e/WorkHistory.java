package io.deepwiki.e2e;

import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Who held which piece of work when, and every text that a page ever had: written down by the database itself, in the transactions that
 * change them, so that nothing can be missed. Times are of this machine's clock, like those of {@link Blow}s.
 */
final class WorkHistory {
    private static final String[] INSTALL = {
        """
        create table test_holding (
            n bigserial primary key, item uuid, job uuid, kind text, slug text, what text, holder text,
            at timestamptz default clock_timestamp())
        """,
        "create table test_content (n bigserial primary key, job uuid, slug text, content text)",
        """
        create function test_note_holding() returns trigger language plpgsql as $$
        begin
            if tg_op = 'DELETE' then
                insert into test_holding (item, job, kind, slug, what)
                values (old.id, old.job_id, old.kind, old.slug, 'ended');
            elsif new.holder is null and old.holder is not null then
                insert into test_holding (item, job, kind, slug, what)
                values (new.id, new.job_id, new.kind, new.slug, 'ended');
            elsif new.fence <> old.fence then
                insert into test_holding (item, job, kind, slug, what, holder)
                select new.id, new.job_id, new.kind, new.slug, 'claimed', name from service_instance where id = new.holder;
            end if;
            return null;
        end $$
        """,
        """
        create trigger test_note_holding after update or delete on work_item
        for each row execute function test_note_holding()
        """,
        """
        create function test_note_content() returns trigger language plpgsql as $$
        begin
            if new.content is not null and (tg_op = 'INSERT' or new.content is distinct from old.content) then
                insert into test_content (job, slug, content) values (new.job_id, new.slug, new.content);
            end if;
            return null;
        end $$
        """,
        """
        create trigger test_note_content after insert or update on job_page
        for each row execute function test_note_content()
        """
    };

    private final OwnPostgres database;

    private WorkHistory(OwnPostgres database) {
        this.database = database;
    }

    /** Begins to write down; the service's tables must be there. */
    static WorkHistory of(OwnPostgres database) throws SQLException {
        database.execute(INSTALL);
        return new WorkHistory(database);
    }

    /** All that are over; in the order of their beginning for each piece of work. */
    List<Holding> holdings() throws SQLException {
        List<Holding> holdings = new ArrayList<>();
        Map<String, Claimed> open = new HashMap<>();
        for (String row : database.query("select concat_ws('|', item, job, kind, coalesce(slug, ''), what, "
                + micros("at") + ", coalesce(split_part(holder, '/', 2), '')) from test_holding order by n")) {
            String[] columns = row.split("\\|", -1);
            boolean claimed = columns[4].equals("claimed");
            Instant at = instant(columns[5]);
            Optional.ofNullable(open.remove(columns[0]))
                    .ifPresent(before -> holdings.add(
                            new Holding(columns[1], columns[2], columns[3], before.pid, before.at, at, claimed)));
            if (claimed) {
                open.put(columns[0], new Claimed(Long.parseLong(columns[6]), at));
            }
        }
        return holdings;
    }

    private record Claimed(long pid, Instant at) {}

    /** When pages of a job were begun, by slug, in order. */
    Map<String, List<Instant>> begun(String job) throws SQLException {
        return database
                .query("select concat_ws('|', page_slug, " + micros("at") + ") from job_event where job_id = '" + job
                        + "' and page_status = 'IN_PROGRESS' order by seq")
                .stream()
                .map(row -> row.split("\\|", -1))
                .collect(Collectors.groupingBy(
                        columns -> columns[0],
                        Collectors.mapping(columns -> instant(columns[1]), Collectors.toList())));
    }

    /** All texts that the pages of a job ever had, by slug. */
    Map<String, List<String>> contents(String job) throws SQLException {
        return database
                .query("select slug || '|' || content from test_content where job = '" + job + "' order by n")
                .stream()
                .map(row -> row.split("\\|", 2))
                .collect(Collectors.groupingBy(
                        columns -> columns[0],
                        TreeMap::new,
                        Collectors.mapping(columns -> columns[1], Collectors.toList())));
    }

    private static String micros(String column) {
        return "(extract(epoch from " + column + ") * 1000000)::bigint";
    }

    private static Instant instant(String micros) {
        return Instant.EPOCH.plus(Long.parseLong(micros), ChronoUnit.MICROS);
    }
}

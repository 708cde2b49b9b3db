-- What the watchers heard, held against the jobs' own log; prints one object of JSON. On standard input: a line each, the watcher's number, when it
-- came, what came. Every watcher has asked for all lines after 0, so the first of each tells the state and bears that number.
create temp table heard (number bigserial, watcher int, arrived double precision, line jsonb);
\copy heard (watcher, arrived, line) from pstdin with (format csv, delimiter E'\t', quote E'\x01')

create temp table told as
select watcher, arrived, (line ->> 'job_id')::uuid as job_id, (line ->> 'seq')::bigint as seq,
    line ->> 'status' in ('completed', 'partially_completed', 'failed', 'cancelled') as terminal,
    row_number() over (partition by watcher order by number) - 1 as place
from heard
where line ? 'seq';

create temp table watched as
select watcher, job_id, min(arrived) as came, bool_and(seq = place) as in_order, max(seq) as reached, bool_or(terminal and place > 0) as ended
from told
group by watcher, job_id;

-- The server notes the time of a commit just before it makes it durable: nobody can have seen the line before.
create temp table delivered as
select told.arrived - extract(epoch from pg_xact_commit_timestamp(event.xmin)) as after_commit,
    told.arrived - extract(epoch from event.at) as after_at,
    extract(epoch from pg_xact_commit_timestamp(event.xmin)) > (select max(came) from watched) as all_there
from told
join job_event event using (job_id, seq)
join watched using (watcher)
where told.place > 0
    and extract(epoch from pg_xact_commit_timestamp(event.xmin)) > watched.came;

create function pg_temp.ms(seconds double precision) returns numeric language sql
return round((seconds * 1000)::numeric, 1);

select json_build_object(
    'watchers', (select count(*) from watched),
    'lost_ends', (select count(*) from watched where not ended),
    'not_whole', (
        select count(*)
        from watched
        join wiki_job job on job.id = watched.job_id
        where not in_order or reached <> job.last_seq),
    'lines', (select count(*) from told where place > 0),
    'live_lines', count(*),
    'come_s', (select round((max(came) - min(came))::numeric, 1) from watched),
    'all_there_lines', count(*) filter (where all_there),
    'all_there_p50', pg_temp.ms(percentile_disc(0.5) within group (order by after_commit) filter (where all_there)),
    'all_there_p99', pg_temp.ms(percentile_disc(0.99) within group (order by after_commit) filter (where all_there)),
    'commit_p50', pg_temp.ms(percentile_disc(0.5) within group (order by after_commit)),
    'commit_p99', pg_temp.ms(percentile_disc(0.99) within group (order by after_commit)),
    'commit_max', pg_temp.ms(max(after_commit)),
    'at_p50', pg_temp.ms(percentile_disc(0.5) within group (order by after_at)),
    'at_p99', pg_temp.ms(percentile_disc(0.99) within group (order by after_at)))
from delivered;

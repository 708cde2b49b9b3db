-- Jobs that people, or trouble with a provider, make stand still: state 'paused'. paused_in is the state that they go on in, paused_at is by
-- the server's clock.

alter table wiki_job add column paused_in varchar(32);
alter table wiki_job add column pause_reason text;
alter table wiki_job add column paused_at timestamp with time zone;

-- A paused job is open too: its like is not made a second time meanwhile.
-- [jooq ignore start]
alter table wiki_job add constraint wiki_job_paused_in_a_state check (
    (state = 'paused') = (paused_in is not null)
    and (state = 'paused') = (pause_reason is not null)
    and (state = 'paused') = (paused_at is not null));
drop index wiki_job_one_open;
create unique index wiki_job_one_open on wiki_job (request_key)
    where state in ('waiting', 'index', 'plan', 'pages', 'paused');
-- [jooq ignore stop]

-- How far a job is, is kept with each line of its history: it never falls within a run, whatever follows from the pages.
alter table job_event add column paused_in varchar(32);
alter table job_event add column pause_reason text;
alter table job_event add column percent integer default 0 not null;

-- [jooq ignore start]
update job_event
set percent = case
    when state in ('completed', 'partially_completed') then 100
    when state = 'plan' then 10
    when state in ('waiting', 'index') or total = 0 and state in ('failed', 'cancelled') then 0
    when total = 0 then 15
    else 15 + 85 * (completed + failed) / total
end;
-- [jooq ignore stop]

-- What jobs spend on models: a row for each call, whatever came of it. All figures are sums of these rows. kind and slug are those of the
-- work item that the call was made for; cost_usd is null where no price is known.

create table job_spend (
    id uuid primary key,
    job_id uuid not null references wiki_job on delete cascade,
    run integer not null,
    kind varchar(16) not null,
    slug varchar(300),
    attempt integer not null,
    prompt_tokens bigint not null,
    completion_tokens bigint not null,
    estimated boolean not null,
    cost_usd numeric(20, 12),
    at timestamp with time zone not null
);

create index job_spend_by_job on job_spend (job_id, run);

-- How much a run may spend; null where there is no end to it.
alter table wiki_job add column max_tokens bigint;
alter table wiki_job add column max_cost_usd numeric(20, 12);

-- How often an item was put off because a provider limits the rate of calls, since its job got on.
alter table work_item add column waits integer default 0 not null;

-- What a job had read and spent when the line was written.
alter table job_event add column chunking_tokens bigint default 0 not null;
alter table job_event add column chunks integer default 0 not null;
alter table job_event add column prompt_tokens bigint default 0 not null;
alter table job_event add column completion_tokens bigint default 0 not null;
alter table job_event add column tokens_estimated boolean default false not null;
alter table job_event add column cost_usd numeric(20, 12);

-- Until now a page kept the tokens of the try that succeeded: those are all that is known of older jobs.
-- [jooq ignore start]
insert into job_spend (id, job_id, run, kind, slug, attempt, prompt_tokens, completion_tokens, estimated, cost_usd, at)
select gen_random_uuid(), page.job_id, job.run, 'page', page.slug, page.attempts + 1, page.prompt_tokens,
    page.completion_tokens, page.tokens_estimated, case when page.prompt_tokens + page.completion_tokens = 0 then 0 end,
    coalesce(page.ended_at, page.created_at)
from job_page page
join wiki_job job on job.id = page.job_id
where page.prompt_tokens is not null;

update job_event event
set chunking_tokens = coalesce(snapshot.tokens, 0),
    chunks = coalesce(snapshot.chunks, 0),
    prompt_tokens = coalesce(spent.prompt, 0),
    completion_tokens = coalesce(spent.completion, 0),
    tokens_estimated = coalesce(spent.estimated, false),
    cost_usd = case when coalesce(spent.unknown, 0) = 0 then coalesce(spent.cost, 0) end
from wiki_job job
left join snapshot on snapshot.id = job.snapshot_id
left join (
    select job_id, sum(prompt_tokens) as prompt, sum(completion_tokens) as completion, bool_or(estimated) as estimated,
        sum(cost_usd) as cost, count(*) - count(cost_usd) as unknown
    from job_spend group by job_id) spent on spent.job_id = job.id
where event.job_id = job.id and event.seq = job.last_seq;
-- [jooq ignore stop]

alter table job_page drop column prompt_tokens;
alter table job_page drop column completion_tokens;
alter table job_page drop column tokens_estimated;

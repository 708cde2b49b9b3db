-- Work that is to be done, or is being done by the instance that holds it until its lease ends; done work is not kept. Every claim raises
-- the fence, so that a result which comes too late is refused.

create table work_item (
    id uuid primary key,
    job_id uuid not null references wiki_job on delete cascade,
    kind varchar(16) not null,
    slug varchar(300),
    attempt integer not null,
    crashes integer not null,
    ready_at timestamp with time zone not null,
    holder uuid,
    lease_until timestamp with time zone,
    fence bigint not null default 0
);

create index work_item_by_job on work_item (job_id);
create index work_item_by_time on work_item (ready_at, id);
create index work_item_by_holder on work_item (holder);
-- [jooq ignore start]
alter table work_item add constraint work_item_held_with_a_lease check ((holder is null) = (lease_until is null));
-- [jooq ignore stop]

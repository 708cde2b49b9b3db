-- What operators steer and look at: the engine's main switch, and what its instances call themselves.

-- There is a row as long as the engine is paused; every claim of every instance looks at it.
create table engine_pause (
    id integer primary key,
    since timestamp with time zone not null
);
-- [jooq ignore start]
alter table engine_pause add constraint engine_pause_is_one_row check (id = 1);
-- [jooq ignore stop]

alter table service_instance add column name varchar(300) default '' not null;
alter table service_instance add column started_at timestamp with time zone default current_timestamp not null;
alter table service_instance add column beat_at timestamp with time zone default current_timestamp not null;

-- Jobs are forgotten in the order in which they ended.
create index wiki_job_by_end on wiki_job (ended_at);

-- When a commit was made, as whoever committed it says; empty where it is not known. And what a wiki was ordered with, so that it can be
-- ordered again just so after its job is forgotten; filter is empty for a wiki whose job was forgotten before this.

alter table snapshot add column committed_at timestamp with time zone;
alter table wiki add column pages_wished integer;
alter table wiki add column filter jsonb;

-- [jooq ignore start]
update wiki
set pages_wished = job.pages_wished, filter = job.filter
from wiki_job job
where job.id = wiki.job_id;
-- [jooq ignore stop]

-- What decides which of several jobs has its wiki published: which job made the published one, and when the branch was seen at its commit.
-- job_id outlives the job. Instances of an older version leave both empty: then the wiki's id, and when it was made, stand in for them.

alter table wiki_job add column seen_at timestamp with time zone;
alter table wiki add column job_id uuid;
alter table wiki add column seen_at timestamp with time zone;

-- [jooq ignore start]
update wiki_job set seen_at = coalesce(started_at, created_at) where snapshot_id is not null;

-- A wiki is published in the moment in which its job ends.
update wiki
set job_id = job.id, seen_at = job.seen_at
from wiki_job job
where job.id = (
    select made.id
    from wiki_job made
    where made.repository_id = wiki.repository_id and made.snapshot_branch = wiki.branch and made.commit_id = wiki.commit_id
        and made.language = wiki.language and made.mode = wiki.mode
        and made.provider = wiki.provider and made.model = wiki.model
        and made.state in ('completed', 'partially_completed')
    order by abs(extract(epoch from made.ended_at - wiki.generated_at)), made.id
    limit 1);
-- [jooq ignore stop]

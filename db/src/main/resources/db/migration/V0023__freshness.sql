-- Wikis that know whether they are behind, and jobs that write only what has changed.

-- A job that keeps what has not changed of the published wiki. Not a part of request_key.
alter table wiki_job add column refresh boolean default false not null;

-- The outline with the pages that could not be written; null for a wiki from before, which does not know them.
alter table wiki add column planned jsonb;

-- Instances look at the remotes of repositories with a wiki by turns: not before then, whichever instance it is.
alter table repository add column next_look_at timestamp with time zone;

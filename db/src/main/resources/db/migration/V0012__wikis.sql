-- Finished wikis: one per repository, branch, language and mode.

create table wiki (
    id uuid primary key,
    repository_id uuid not null references repository,
    repository_url varchar(2000) not null,
    branch varchar(1000) not null,
    commit_id varchar(64) not null,
    snapshot_id uuid not null references snapshot,
    language varchar(16) not null,
    mode varchar(16) not null,
    provider varchar(100) not null,
    model varchar(300) not null,
    outline jsonb not null,
    generated_at timestamp with time zone not null,
    unique (repository_id, branch, language, mode)
);

create table wiki_page (
    wiki_id uuid not null references wiki on delete cascade,
    slug varchar(300) not null,
    position integer not null,
    plan jsonb not null,
    content text not null,
    citations jsonb not null,
    primary key (wiki_id, slug)
);

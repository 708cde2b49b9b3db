-- Jobs that make wikis, their pages, and their history.

-- request_key is a digest of everything that was asked for. token is encrypted, and gone when the job has ended. last_seq numbers the
-- job's events under the lock of its row: a sequence would show a later number before an earlier one.
create table wiki_job (
    id uuid primary key,
    repository_id uuid not null references repository,
    repository_url varchar(2000) not null,
    owner varchar(2000) not null,
    repo varchar(2000) not null,
    branch varchar(1000),
    language varchar(16) not null,
    mode varchar(16) not null,
    provider varchar(100) not null,
    model varchar(300) not null,
    pages_wished integer,
    filter jsonb not null,
    request_key varchar(64) not null,
    submitter varchar(64) not null,
    state varchar(32) not null,
    run integer not null,
    snapshot_id uuid references snapshot,
    snapshot_branch varchar(1000),
    commit_id varchar(64),
    error text not null,
    created_at timestamp with time zone not null,
    started_at timestamp with time zone,
    ended_at timestamp with time zone,
    updated_at timestamp with time zone not null,
    token bytea,
    outline jsonb,
    last_seq bigint not null default 0
);

create index wiki_job_by_age on wiki_job (created_at, id);
create index wiki_job_by_request on wiki_job (request_key);
-- [jooq ignore start]
create unique index wiki_job_one_open on wiki_job (request_key)
    where state in ('waiting', 'index', 'plan', 'pages');
-- [jooq ignore stop]

create table job_page (
    id uuid primary key,
    job_id uuid not null references wiki_job on delete cascade,
    position integer not null,
    slug varchar(300) not null,
    plan jsonb not null,
    section varchar(300) not null,
    status varchar(32) not null,
    attempts integer not null,
    last_error text not null,
    content text,
    citations jsonb,
    prompt_tokens bigint,
    completion_tokens bigint,
    tokens_estimated boolean,
    took_ms bigint,
    created_at timestamp with time zone not null,
    started_at timestamp with time zone,
    ended_at timestamp with time zone,
    unique (job_id, slug)
);

create table job_event (
    job_id uuid not null references wiki_job on delete cascade,
    seq bigint not null,
    run integer not null,
    at timestamp with time zone not null,
    state varchar(32) not null,
    total integer not null,
    completed integer not null,
    failed integer not null,
    message text not null,
    page_slug varchar(300),
    page_title text,
    page_status varchar(32),
    error text not null,
    primary key (job_id, seq)
);

-- The repositories that are known, who may see them, and their indexed commits.

create table repository (
    id uuid primary key,
    identity varchar(2000) not null unique,
    url varchar(2000) not null,
    is_private boolean not null default false,
    default_branch varchar(1000)
);

-- A caller who has shown a token that the host accepted.
create table repository_grant (
    repository_id uuid not null references repository on delete cascade,
    key_id varchar(64) not null,
    accepted_at timestamp with time zone not null,
    primary key (repository_id, key_id)
);

-- Where the remote's branches stood when they were last looked at.
create table branch_head (
    repository_id uuid not null references repository on delete cascade,
    branch varchar(1000) not null,
    commit_id varchar(64) not null,
    seen_at timestamp with time zone not null,
    primary key (repository_id, branch)
);

-- A version of a file, kept once per repository, path and content. Paths may be longer than an index row can be: path_key, a digest of
-- the path, stands for it in keys.
create table source_file (
    id bigint generated always as identity primary key,
    repository_id uuid not null references repository on delete cascade,
    path_key uuid not null,
    blob varchar(64) not null,
    path text not null,
    bytes bigint not null,
    lines integer not null,
    language varchar(16) not null,
    kind varchar(16) not null,
    outline text not null,
    content text not null,
    chunks integer not null,
    terms bigint not null,
    tokens bigint not null,
    unique (repository_id, path_key, blob)
);

-- A complete one: it is inserted together with its manifest.
create table snapshot (
    id uuid primary key,
    repository_id uuid not null references repository on delete cascade,
    branch varchar(1000) not null,
    commit_id varchar(64) not null,
    files integer not null,
    chunks integer not null,
    terms bigint not null,
    tokens bigint not null,
    left_out jsonb not null,
    indexed_at timestamp with time zone not null,
    unique (repository_id, commit_id)
);

-- Every entry of the snapshot's tree; file_id is null for one that is not indexed.
create table snapshot_file (
    snapshot_id uuid not null references snapshot on delete cascade,
    path_key uuid not null,
    path text not null,
    blob varchar(64) not null,
    size bigint not null,
    left_out varchar(32),
    file_id bigint references source_file,
    primary key (snapshot_id, path_key)
);

create index snapshot_file_by_file on snapshot_file (file_id);

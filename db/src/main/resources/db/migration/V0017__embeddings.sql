-- Vectors of chunks: one for each content of a repository and each embedding space (a model in one version), however many commits hold it.
-- They can be made again at any time. A column of vectors has one dimension, so there is a table for each. The names embedding_id, embedding
-- and text are those of the library that writes; the id is a digest of the key, so that a vector which comes twice is there once; text is
-- the content's hash, and the content itself stands in chunk.

create table embedding_384 (
    embedding_id uuid primary key,
    repository_id uuid not null references repository on delete cascade,
    space varchar(200) not null,
    text varchar(64) not null
);

create unique index embedding_384_by_content on embedding_384 (repository_id, space, text);

create table embedding_768 (
    embedding_id uuid primary key,
    repository_id uuid not null references repository on delete cascade,
    space varchar(200) not null,
    text varchar(64) not null
);

create unique index embedding_768_by_content on embedding_768 (repository_id, space, text);

create table embedding_1024 (
    embedding_id uuid primary key,
    repository_id uuid not null references repository on delete cascade,
    space varchar(200) not null,
    text varchar(64) not null
);

create unique index embedding_1024_by_content on embedding_1024 (repository_id, space, text);

create table embedding_1536 (
    embedding_id uuid primary key,
    repository_id uuid not null references repository on delete cascade,
    space varchar(200) not null,
    text varchar(64) not null
);

create unique index embedding_1536_by_content on embedding_1536 (repository_id, space, text);

-- Kept in the row itself: a search reads them all, and would fetch each from elsewhere.
-- [jooq ignore start]
alter table embedding_384 add column embedding vector(384) not null;
alter table embedding_768 add column embedding vector(768) not null;
alter table embedding_1024 add column embedding vector(1024) not null;
alter table embedding_1536 add column embedding vector(1536) not null;
alter table embedding_384 alter column embedding set storage plain;
alter table embedding_768 alter column embedding set storage plain;
alter table embedding_1024 alter column embedding set storage plain;
alter table embedding_1536 alter column embedding set storage plain;
-- [jooq ignore stop]

create index chunk_by_content on chunk (content_hash);

-- How far a snapshot is in a space, and which instance works on it until when.
create table embedding_progress (
    snapshot_id uuid not null references snapshot on delete cascade,
    space varchar(200) not null,
    embedded integer not null,
    complete boolean not null,
    holder uuid not null,
    lease_until timestamp with time zone not null,
    primary key (snapshot_id, space)
);

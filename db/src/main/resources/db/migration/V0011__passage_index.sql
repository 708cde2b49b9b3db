-- What is searched: the chunks of every file version, where terms occur in them, and what declares which name.

create table chunk (
    file_id bigint not null references source_file on delete cascade,
    ordinal integer not null,
    symbol text not null,
    first_line integer not null,
    last_line integer not null,
    header text not null,
    content text not null,
    content_hash varchar(64) not null,
    primary key (file_id, ordinal)
);

-- All occurrences of a term in the files that were added together (a segment, named by the least of their ids): far fewer and larger
-- rows than one per term and file, so that adding and reading cost little. The bytes are written and read in one place, Occurrences.
create table posting (
    repository_id uuid not null references repository on delete cascade,
    term varchar(200) not null,
    segment bigint not null,
    occurrences bytea not null,
    primary key (repository_id, term, segment)
);

-- Names that a file declares, in lower case, and the chunk that declares them.
create table declaration (
    file_id bigint not null references source_file on delete cascade,
    position integer not null,
    repository_id uuid not null references repository on delete cascade,
    name varchar(500) not null,
    qualified_name text not null,
    chunk integer not null,
    primary key (file_id, position)
);

create index declaration_by_name on declaration (repository_id, name);

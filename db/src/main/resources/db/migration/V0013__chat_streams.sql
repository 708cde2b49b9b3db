-- Answers, with their text in pieces. What stands after the state is null while an answer runs.

create table chat_stream (
    id uuid primary key,
    key_id varchar(64) not null,
    repository_url varchar(2000) not null,
    provider varchar(100) not null,
    model varchar(300) not null,
    started_at timestamp with time zone not null,
    state varchar(16) not null,
    bytes bigint,
    sha256 varchar(64),
    prompt_tokens bigint,
    completion_tokens bigint,
    tokens_estimated boolean,
    error text,
    ended_at timestamp with time zone
);

-- byte_offset is where the piece begins, in bytes of the text's UTF-8.
create table chat_piece (
    stream_id uuid not null references chat_stream on delete cascade,
    byte_offset bigint not null,
    content text not null,
    primary key (stream_id, byte_offset)
);

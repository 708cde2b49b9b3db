-- Answers that every instance can follow, stop and end: their parts in order, and who writes them.

-- alive_until is when an instance no longer counts as living, unless it gives another sign.
create table service_instance (
    id uuid primary key,
    alive_until timestamp with time zone not null
);

alter table chat_stream add column writer uuid;
alter table chat_stream add column idempotency_key varchar(255);
alter table chat_stream add column request_digest varchar(64);
alter table chat_stream add column stop_asked boolean default false not null;
alter table chat_stream add column read_at timestamp with time zone;

create unique index chat_stream_idempotency on chat_stream (key_id, idempotency_key);
create index chat_stream_recent on chat_stream (key_id, started_at);
create index chat_stream_ended on chat_stream (ended_at);

-- [jooq ignore start]
create index chat_stream_running on chat_stream (key_id, writer) where state = 'RUNNING';
-- [jooq ignore stop]

-- content is the text itself for kind TEXT, else a document. No foreign key: it would lock the stream's row for each row here, hundreds of
-- times a second; rows are only ever added together with a look at the stream.
create table chat_part (
    stream_id uuid not null,
    position integer not null,
    byte_offset bigint not null,
    kind varchar(16) not null,
    content text not null,
    primary key (stream_id, position)
);

-- What was answered before keeps its text, and gets the end that readers wait for.
-- [jooq ignore start]
insert into chat_part (stream_id, position, byte_offset, kind, content)
select stream_id, row_number() over (partition by stream_id order by byte_offset) - 1, byte_offset, 'TEXT', content
from chat_piece;

insert into chat_part (stream_id, position, byte_offset, kind, content)
select id, 2147483647, coalesce(bytes, 0),
    case when state = 'COMPLETED' then 'DONE' else 'FAILED' end,
    case
        when state = 'COMPLETED'
            then json_build_object('bytes', bytes, 'sha256', sha256, 'finishReason', 'stop')::text
        else json_build_object(
            'failure', json_build_object(
                'kind', 'Unavailable', 'code', 'interrupted', 'sentence', 'This answer was broken off: ask again.',
                'retryAfterMillis', null, 'fields', json_build_array()),
            'bytes', coalesce(bytes, 0), 'sha256', coalesce(sha256, ''))::text
    end
from chat_stream
where ended_at is not null;
-- [jooq ignore stop]

drop table chat_piece;

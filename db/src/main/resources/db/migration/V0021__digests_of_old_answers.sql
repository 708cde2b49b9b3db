-- Answers that older versions broke off have no digest of what there is of their text; those of today have one.

-- [jooq ignore start]
update chat_stream stream
set sha256 = (
    select encode(sha256(convert_to(coalesce(string_agg(content, '' order by position), ''), 'UTF8')), 'hex')
    from chat_part
    where stream_id = stream.id and kind = 'TEXT')
where ended_at is not null and coalesce(sha256, '') = '';

update chat_part part
set content = jsonb_set(part.content::jsonb, '{sha256}', to_jsonb(stream.sha256))::text
from chat_stream stream
where stream.id = part.stream_id and part.position = 2147483647 and part.kind = 'FAILED'
    and part.content::jsonb ->> 'sha256' = '';
-- [jooq ignore stop]

-- Researches that another instance can go on with. request is what was asked, sealed; it goes when the stream ends.

alter table chat_stream add column kind varchar(16) default 'ANSWER' not null;
alter table chat_stream add column request bytea;

-- Answers, with their text in pieces.
CREATE TABLE chat_stream (
    id uuid PRIMARY KEY,
    owner varchar(64) NOT NULL,
    repository varchar(2000) NOT NULL,
    provider varchar(200) NOT NULL,
    model varchar(500) NOT NULL,
    state varchar(20) NOT NULL,
    started_at timestamp with time zone NOT NULL,
    bytes bigint,
    sha256 varchar(64),
    prompt_tokens bigint,
    completion_tokens bigint,
    tokens_estimated boolean,
    error text,
    ended_at timestamp with time zone
);

CREATE TABLE chat_piece (
    stream_id uuid NOT NULL REFERENCES chat_stream (id) ON DELETE CASCADE,
    byte_offset bigint NOT NULL,
    content text NOT NULL,
    PRIMARY KEY (stream_id, byte_offset)
);

-- Jobs, their pages, their work and their history.
CREATE TABLE wiki_job (
    id uuid PRIMARY KEY,
    repository_id uuid NOT NULL REFERENCES repository (id),
    request_key varchar(64) NOT NULL,
    branch varchar(500),
    language varchar(20) NOT NULL,
    mode varchar(40) NOT NULL,
    provider varchar(200) NOT NULL,
    model varchar(500) NOT NULL,
    pages integer,
    filter jsonb NOT NULL,
    submitter varchar(64) NOT NULL,
    status varchar(40) NOT NULL,
    is_open boolean NOT NULL,
    run integer NOT NULL,
    snapshot_id uuid,
    snapshot_branch varchar(500),
    snapshot_commit varchar(64),
    error text NOT NULL,
    token bytea,
    outline jsonb,
    last_seq bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    started_at timestamp with time zone,
    ended_at timestamp with time zone,
    updated_at timestamp with time zone NOT NULL
);
-- [jooq ignore start]
CREATE UNIQUE INDEX wiki_job_one_open ON wiki_job (request_key) WHERE is_open;
-- [jooq ignore stop]
CREATE INDEX wiki_job_by_request ON wiki_job (request_key, created_at);
CREATE INDEX wiki_job_by_age ON wiki_job (created_at);

CREATE TABLE job_page (
    id uuid PRIMARY KEY,
    job_id uuid NOT NULL REFERENCES wiki_job (id) ON DELETE CASCADE,
    position integer NOT NULL,
    slug varchar(200) NOT NULL,
    plan jsonb NOT NULL,
    section varchar(200) NOT NULL,
    status varchar(40) NOT NULL,
    attempts integer NOT NULL,
    last_error text NOT NULL,
    content text,
    citations jsonb,
    prompt_tokens bigint NOT NULL,
    completion_tokens bigint NOT NULL,
    tokens_estimated boolean NOT NULL,
    took_ms bigint,
    created_at timestamp with time zone NOT NULL,
    started_at timestamp with time zone,
    ended_at timestamp with time zone,
    CONSTRAINT job_page_slug UNIQUE (job_id, slug)
);

CREATE TABLE work_item (
    id uuid PRIMARY KEY,
    job_id uuid NOT NULL REFERENCES wiki_job (id) ON DELETE CASCADE,
    kind varchar(20) NOT NULL,
    page varchar(200),
    attempt integer NOT NULL,
    crashes integer NOT NULL,
    ready_at timestamp with time zone NOT NULL,
    holder uuid,
    fence bigint NOT NULL,
    lease_until timestamp with time zone
);
CREATE INDEX work_item_by_time ON work_item (ready_at, lease_until);
CREATE INDEX work_item_by_job ON work_item (job_id);
CREATE INDEX work_item_by_holder ON work_item (holder);

CREATE TABLE job_event (
    job_id uuid NOT NULL REFERENCES wiki_job (id) ON DELETE CASCADE,
    seq bigint NOT NULL,
    run integer NOT NULL,
    at timestamp with time zone NOT NULL,
    status varchar(40) NOT NULL,
    total_pages integer NOT NULL,
    completed_pages integer NOT NULL,
    failed_pages integer NOT NULL,
    message text NOT NULL,
    page_slug varchar(200),
    page_title text,
    page_status varchar(40),
    error text NOT NULL,
    PRIMARY KEY (job_id, seq)
);

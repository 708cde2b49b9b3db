-- The finished wikis: one per repository, branch, language and mode; a job publishes its next revision.
CREATE TABLE wiki (
    id uuid PRIMARY KEY,
    repository_id uuid NOT NULL REFERENCES repository (id),
    branch varchar(500) NOT NULL,
    language varchar(20) NOT NULL,
    mode varchar(40) NOT NULL,
    commit_id varchar(64) NOT NULL,
    snapshot_id uuid NOT NULL,
    provider varchar(200) NOT NULL,
    model varchar(500) NOT NULL,
    outline jsonb NOT NULL,
    generated_at timestamp with time zone NOT NULL,
    CONSTRAINT wiki_subject UNIQUE (repository_id, branch, language, mode)
);

CREATE TABLE wiki_page (
    wiki_id uuid NOT NULL REFERENCES wiki (id) ON DELETE CASCADE,
    position integer NOT NULL,
    slug varchar(200) NOT NULL,
    plan jsonb NOT NULL,
    content text NOT NULL,
    citations jsonb NOT NULL,
    PRIMARY KEY (wiki_id, slug)
);

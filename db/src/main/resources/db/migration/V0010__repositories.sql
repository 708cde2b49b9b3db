-- Repositories, who may see them, and the commits of them that are indexed.
CREATE TABLE repository (
    id uuid PRIMARY KEY,
    identity varchar(2000) NOT NULL,
    url varchar(2000) NOT NULL,
    owner varchar(1000) NOT NULL,
    name varchar(1000) NOT NULL,
    private boolean NOT NULL DEFAULT false,
    CONSTRAINT repository_identity UNIQUE (identity)
);

CREATE TABLE repository_grant (
    repository_id uuid NOT NULL REFERENCES repository (id) ON DELETE CASCADE,
    key_id varchar(64) NOT NULL,
    granted_at timestamp with time zone NOT NULL,
    PRIMARY KEY (repository_id, key_id)
);

CREATE TABLE branch_head (
    repository_id uuid NOT NULL REFERENCES repository (id) ON DELETE CASCADE,
    branch varchar(500) NOT NULL,
    is_default boolean NOT NULL,
    commit_id varchar(64) NOT NULL,
    seen_at timestamp with time zone NOT NULL,
    PRIMARY KEY (repository_id, branch)
);

CREATE TABLE snapshot (
    id uuid PRIMARY KEY,
    repository_id uuid NOT NULL REFERENCES repository (id) ON DELETE CASCADE,
    branch varchar(500) NOT NULL,
    commit_id varchar(64) NOT NULL,
    files integer NOT NULL,
    chunks integer NOT NULL,
    terms bigint NOT NULL,
    tokens bigint NOT NULL,
    left_out jsonb NOT NULL,
    indexed_at timestamp with time zone NOT NULL,
    CONSTRAINT snapshot_commit UNIQUE (repository_id, commit_id)
);

-- pgvector comes with the embedded server, and is asked for of any other.
-- [jooq ignore start]
CREATE EXTENSION IF NOT EXISTS vector;
-- [jooq ignore stop]

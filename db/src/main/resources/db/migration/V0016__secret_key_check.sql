-- One row that only the right key opens: an instance with another key must not join.
CREATE TABLE secret_key_check (
    id integer PRIMARY KEY,
    sealed bytea NOT NULL
);

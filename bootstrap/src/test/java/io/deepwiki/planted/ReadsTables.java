package io.deepwiki.planted;

import io.deepwiki.db.embedded.EmbeddedPostgres;

public record ReadsTables(EmbeddedPostgres server) {}

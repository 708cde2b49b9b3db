package io.deepwiki.planted;

import org.jooq.DSLContext;

public record AsksTheDatabase(DSLContext database) {}

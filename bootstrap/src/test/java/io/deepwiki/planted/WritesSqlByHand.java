package io.deepwiki.planted;

import org.jooq.DSLContext;

public final class WritesSqlByHand {
    int run(DSLContext database) {
        return database.execute("select 1");
    }
}

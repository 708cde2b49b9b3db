package io.deepwiki.adapters.persistence.jobs;

import io.deepwiki.adapters.persistence.database.ThisTransaction;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** Locks that stand for something which is no row. They last as long as the transaction; a number is one of them, all over the database. */
final class TakeTurns {
    private TakeTurns() {}

    /** Waits until nobody else has it. */
    static void with(DSLContext dsl, long lock) {
        dsl.select(
                        ThisTransaction.notLeftOpen(),
                        DSL.function(DSL.name("pg_advisory_xact_lock"), SQLDataType.OTHER, DSL.val(lock)))
                .fetch();
    }

    /** Takes it if nobody else has it. */
    static boolean ifFree(DSLContext dsl, long lock) {
        return dsl.select(
                        ThisTransaction.notLeftOpen(),
                        DSL.function(DSL.name("pg_try_advisory_xact_lock"), SQLDataType.BOOLEAN, DSL.val(lock)))
                .fetchSingle(row -> Boolean.TRUE.equals(row.value2()));
    }
}

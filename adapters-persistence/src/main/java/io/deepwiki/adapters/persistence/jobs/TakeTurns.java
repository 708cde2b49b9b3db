package io.deepwiki.adapters.persistence.jobs;

import io.deepwiki.adapters.persistence.database.ThisTransaction;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** Locks that stand for something which is no row. They last as long as the transaction; a number is one of them, all over the database. */
final class TakeTurns {
    private TakeTurns() {}

    /** Waits until nobody else has it. */
    static void with(DSLContext dsl, long lock) {
        with(dsl, DSL.val(lock));
    }

    /** The same with one that bears a name; should two names ever have the same lock, they wait for each other in vain. */
    static void with(DSLContext dsl, String name) {
        with(
                dsl,
                DSL.function(DSL.name("hashtextextended"), SQLDataType.BIGINT, DSL.val(name), DSL.val(0L)));
    }

    private static void with(DSLContext dsl, Field<Long> lock) {
        dsl.select(
                        ThisTransaction.notLeftOpen(),
                        DSL.function(DSL.name("pg_advisory_xact_lock"), SQLDataType.OTHER, lock))
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

package io.deepwiki.adapters.persistence.chat;

import io.deepwiki.domain.instance.InstanceId;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * Keeps an instance's streams from being taken over while it stores what they have grown by: what it has not committed yet cannot be seen, and
 * would stand behind the end that another one writes. Held until the end of a transaction, in memory: it writes to no row.
 */
final class WriterLock {
    /** Tells these locks from those of callers. */
    private static final long SEED = 1;

    private WriterLock() {}

    /** For the writer itself, as often as it likes at the same time. */
    static Field<?> shared(InstanceId writer) {
        return DSL.function(
                DSL.name("pg_advisory_xact_lock_shared"),
                SQLDataType.OTHER,
                key(DSL.val(writer.value().toString())));
    }

    /** For who takes over; false if the writer is storing. */
    static Field<Boolean> taken(UUID writer) {
        return DSL.function(
                DSL.name("pg_try_advisory_xact_lock"), SQLDataType.BOOLEAN, key(DSL.val(writer.toString())));
    }

    private static Field<Long> key(Field<String> writer) {
        return DSL.function(DSL.name("hashtextextended"), SQLDataType.BIGINT, writer, DSL.val(SEED));
    }
}

package io.deepwiki.adapters.persistence.database;

import java.time.Duration;
import java.time.Instant;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jooq.types.DayToSecond;

/** The server's clock, which all instances share. */
public final class ServerTime {
    private ServerTime() {}

    /** When the statement began. */
    public static Field<Instant> now() {
        return DSL.function(DSL.name("statement_timestamp"), SQLDataType.INSTANT);
    }

    /** That long after now; a negative time is before it. */
    public static Field<Instant> in(Duration time) {
        return now().plus(DayToSecond.valueOf(time));
    }
}

package io.deepwiki.adapters.persistence.database;

import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** What a transaction asks of the server until it ends; selected, it is set. */
public final class ThisTransaction {
    private ThisTransaction() {}

    /**
     * An instance that stands still, or whose network does, must not keep the others from what it has locked: of a job that it was changing nobody
     * begins a page meanwhile, and a takeover has 5 s from the end of the lease.
     */
    public static Field<String> notLeftOpen() {
        return set("idle_in_transaction_session_timeout", "3s");
    }

    /** What a crash of the machine within the next half second may undo. */
    public static Field<String> notWaitingForTheDisk() {
        return set("synchronous_commit", "off");
    }

    /** A setting of the server, for this transaction only. */
    public static Field<String> set(String setting, String value) {
        return DSL.function(
                DSL.name("set_config"), SQLDataType.VARCHAR, DSL.val(setting), DSL.val(value), DSL.val(true));
    }
}

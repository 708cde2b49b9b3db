package io.deepwiki.e2e;

import java.time.Instant;
import java.util.OptionalLong;

/**
 * Something that was done to a running service.
 *
 * @param pid of the process that it hit; empty: it hit all, since it hit their database
 * @param from when it began
 * @param until when it was over: the process is dead and what it had sent has been done, or it has been woken, or all are ready again
 */
record Blow(Kind kind, OptionalLong pid, Instant from, Instant until) {
    enum Kind {
        /** A process ends without a chance to say goodbye, and another is started in its place. */
        KILL,

        /** A process stands still for longer than its lease. */
        FREEZE,

        /** PostgreSQL cuts all connections, ends in order and is started again. */
        FAST_RESTART,

        /** PostgreSQL ends as in a crash and is started again. */
        IMMEDIATE_RESTART;

        boolean ofDatabase() {
            return this == FAST_RESTART || this == IMMEDIATE_RESTART;
        }
    }

    /** Whether it came over somebody while he held that. */
    boolean struck(Holding holding) {
        return (pid.isEmpty() || pid.getAsLong() == holding.pid()) && meets(holding.from(), holding.until());
    }

    boolean meets(Instant begin, Instant end) {
        return !begin.isAfter(until) && !end.isBefore(from);
    }
}

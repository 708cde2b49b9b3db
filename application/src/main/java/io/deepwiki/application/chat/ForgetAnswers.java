package io.deepwiki.application.chat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Forgets the text of answers after a week, and everything of them after a quarter of a year: a few at a time, so that nobody waits for it. */
final class ForgetAnswers {
    private static final Duration ROWS_KEPT = Duration.ofDays(90);

    /** How many streams go in one transaction. */
    private static final int AT_ONCE = 1_000;

    private final Keeping keeping;
    private final InstantSource clock;
    private volatile boolean stopped;

    ForgetAnswers(Keeping keeping, InstantSource clock) {
        this.keeping = keeping;
        this.clock = clock;
    }

    /** Forgets all that is old now, unless it is stopped. */
    void forget() {
        Instant now = clock.instant();
        int forgotten;
        do {
            forgotten = keeping.transactions()
                    .inTransaction(
                            () -> keeping.streams().forget(now.minus(ChatStreams.KEPT), now.minus(ROWS_KEPT), AT_ONCE));
        } while (forgotten == AT_ONCE && !stopped);
    }

    /** What is left is forgotten next time. */
    void stop() {
        stopped = true;
    }
}

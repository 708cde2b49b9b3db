package io.deepwiki.application.chat;

import io.deepwiki.application.chat.port.ChatStreamStore.Place;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

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
        Optional<Place> place = batch(now, Optional.empty());
        while (place.isPresent() && !stopped) {
            place = batch(now, place);
        }
    }

    private Optional<Place> batch(Instant now, Optional<Place> after) {
        return keeping.transactions()
                .inTransaction(() ->
                        keeping.streams().forget(now.minus(ChatStreams.KEPT), now.minus(ROWS_KEPT), after, AT_ONCE));
    }

    /** What is left is forgotten next time. */
    void stop() {
        stopped = true;
    }
}

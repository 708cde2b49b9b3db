package io.deepwiki.cli;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How long to wait before the service is asked again, and when to give up: after two minutes in which nothing came of it. */
final class Backoff {
    static final Duration PATIENCE = Duration.ofMinutes(2);
    static final Duration FIRST = Duration.ofMillis(200);
    static final Duration LONGEST = Duration.ofSeconds(5);

    private final Terminal terminal;
    private final Machine machine;
    private Duration next = FIRST;
    private @Nullable Instant lost;
    private boolean told;

    Backoff(Terminal terminal, Machine machine) {
        this.terminal = terminal;
        this.machine = machine;
    }

    /** Something came: whatever is lost now is lost anew. */
    void progressed() {
        lost = null;
        next = FIRST;
    }

    /**
     * Waits; the first time, it says so.
     *
     * @throws CommandFailure if this has been tried long enough, or the wait is interrupted
     */
    void pauseAfter(ConnectionLost loss) {
        Instant now = machine.instant();
        Instant since = lost == null ? now : lost;
        lost = since;
        Duration wait = next.compareTo(loss.notBefore()) < 0 ? loss.notBefore() : next;
        if (now.plus(wait).isAfter(since.plus(PATIENCE))) {
            CommandFailure last = loss.ifItStays();
            throw new CommandFailure(
                    last.exitCode(), last.getMessage() + "\nIt was tried again for 2 minutes, in vain.", loss);
        }
        if (!told) {
            told = true;
            terminal.note("The connection was lost; going on …");
        }
        pause(wait);
        next = next.multipliedBy(2).compareTo(LONGEST) < 0 ? next.multipliedBy(2) : LONGEST;
    }

    private void pause(Duration wait) {
        try {
            machine.pause(wait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(ExitCode.FAILED, "Interrupted.", e);
        }
    }
}

package io.deepwiki.adapters.source.git;

import io.deepwiki.application.failure.Failure;
import java.time.Duration;

/** What is left of the time and the bytes of one look-up or fetch. */
final class Allowance {
    private final SourceLimits limits;
    private final long deadline;
    private long bytesLeft;

    Allowance(SourceLimits limits) {
        this.limits = limits;
        this.deadline = System.nanoTime() + limits.whole().toNanos();
        this.bytesLeft = limits.maxPackBytes();
    }

    /** Milliseconds to wait at most for a connection. */
    int connectMillis() throws StoppedException {
        return patience(limits.connect());
    }

    /** Milliseconds to wait at most for the next bytes. */
    int idleMillis() throws StoppedException {
        return patience(limits.idle());
    }

    /** Counts bytes that have come. */
    void spend(int bytes) throws StoppedException {
        bytesLeft -= Math.max(bytes, 0);
        if (bytesLeft < 0) {
            throw new StoppedException(tooLarge("deepwiki.source.max-pack", limits.maxPackBytes() + " bytes"));
        }
        patience(limits.idle());
    }

    long nanosLeft() {
        return deadline - System.nanoTime();
    }

    boolean timeIsUp() {
        return System.nanoTime() - deadline >= 0;
    }

    static Failure tooLarge(String setting, String value) {
        return new Failure.TooLarge(
                "repository_too_large",
                "The repository is larger than " + setting + " allows (" + value
                        + "); who runs this service can raise it.");
    }

    private int patience(Duration most) throws StoppedException {
        long left = (deadline - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
            throw new StoppedException(new Failure.UpstreamTimedOut(
                    "repository_timed_out",
                    "Fetching the repository took longer than deepwiki.source.fetch-timeout allows ("
                            + limits.whole().toSeconds() + " s)."));
        }
        return (int) Math.min(left, most.toMillis());
    }
}

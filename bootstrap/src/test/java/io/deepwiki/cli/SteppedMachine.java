package io.deepwiki.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A machine on which waiting takes no time, and which ends when a test says so. */
final class SteppedMachine implements Machine {
    private final List<Duration> pauses = new ArrayList<>();
    private final List<Runnable> last = new CopyOnWriteArrayList<>();
    private Instant now = Instant.EPOCH;
    private int names;
    private Runnable meanwhile = () -> {};

    /** What happens in each pause. */
    void meanwhile(Runnable happens) {
        meanwhile = happens;
    }

    List<Duration> pauses() {
        return List.copyOf(pauses);
    }

    /** Does what was asked for at the end of the process. */
    void end() {
        last.forEach(Runnable::run);
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public void pause(Duration duration) {
        pauses.add(duration);
        now = now.plus(duration);
        meanwhile.run();
    }

    @Override
    public String freshName() {
        return "name-" + ++names;
    }

    @Override
    public Watch atEnd(Runnable runnable) {
        last.add(runnable);
        return () -> last.remove(runnable);
    }
}

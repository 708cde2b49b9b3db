package io.deepwiki;

import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.INFO;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;

/** What has been started, in order; closed in the opposite order, each part even if another one fails. */
final class Parts implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Parts.class.getName());

    private final Deque<Part> parts = new ArrayDeque<>();
    private final InstantSource clock;

    private record Part(String name, AutoCloseable what) {}

    Parts(InstantSource clock) {
        this.clock = clock;
    }

    <T extends AutoCloseable> T keep(String name, T part) {
        parts.push(new Part(name, part));
        return part;
    }

    @Override
    public void close() {
        while (!parts.isEmpty()) {
            close(parts.pop());
        }
    }

    private void close(Part part) {
        var begun = clock.instant();
        try {
            part.what.close();
            LOG.log(INFO, "event=closed part={0} ms={1}", part.name, millisSince(begun));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            LOG.log(ERROR, "event=close_failed part=" + part.name, e);
        } catch (Exception e) {
            LOG.log(ERROR, "event=close_failed part=" + part.name, e);
        }
    }

    private String millisSince(java.time.Instant begun) {
        return Long.toString(Duration.between(begun, clock.instant()).toMillis());
    }
}

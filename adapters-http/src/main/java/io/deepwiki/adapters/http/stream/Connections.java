package io.deepwiki.adapters.http.stream;

import io.helidon.http.HttpPrologue;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.Http1ConnectionListener;
import java.time.Duration;

/** Remembers which connection the request of this thread came over: a connection has its thread, and the route runs on it. */
public final class Connections implements Http1ConnectionListener {
    private static final ThreadLocal<Served> CURRENT = new ThreadLocal<>();

    private final Duration patience;

    /** @param patience how long one write may be held up by a reader who does not read */
    public Connections(Duration patience) {
        this.patience = patience;
    }

    /** What serves the request of this thread, and how long a write to it may take. */
    record Served(ConnectionContext connection, Duration patience) {}

    @Override
    public void prologue(ConnectionContext connection, HttpPrologue prologue) {
        CURRENT.set(new Served(connection, patience));
    }

    static Served current() {
        Served served = CURRENT.get();
        if (served == null) {
            throw new IllegalStateException("this thread serves no connection");
        }
        return served;
    }
}

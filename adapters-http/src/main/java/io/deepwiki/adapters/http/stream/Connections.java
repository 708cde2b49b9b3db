package io.deepwiki.adapters.http.stream;

import io.helidon.http.HttpPrologue;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.Http1ConnectionListener;

/** Remembers which connection the request of this thread came over: a connection has its thread, and the route runs on it. */
public final class Connections implements Http1ConnectionListener {
    private static final ThreadLocal<ConnectionContext> CURRENT = new ThreadLocal<>();

    @Override
    public void prologue(ConnectionContext connection, HttpPrologue prologue) {
        CURRENT.set(connection);
    }

    static ConnectionContext current() {
        ConnectionContext connection = CURRENT.get();
        if (connection == null) {
            throw new IllegalStateException("this thread serves no connection");
        }
        return connection;
    }
}

package io.deepwiki.adapters.llm.http;

/** The threads that watch over calls, for tests of other packages: a dump of all threads would show them too, but may end the JVM (25.0.3). */
public final class Watchdogs {
    private Watchdogs() {}

    /** How many there are. */
    public static int onWatch() {
        return Watchdog.onWatch();
    }
}

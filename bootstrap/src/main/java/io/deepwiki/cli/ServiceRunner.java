package io.deepwiki.cli;

import io.deepwiki.settings.ServiceSettings;

/** Runs the service in this process until it is told to stop; the composition root knows how. */
@FunctionalInterface
public interface ServiceRunner {
    /** Where the service writes its log. */
    enum LogTarget {
        CONSOLE,
        FILE
    }

    /** Returns when the service has ended. */
    void run(ServiceSettings settings, LogTarget log);
}

package io.deepwiki.cli;

import io.deepwiki.settings.ServiceSettings;

/** Runs the web listener alone in this process until it is told to stop; the composition root knows how. */
@FunctionalInterface
public interface WebRunner {
    /** Returns when it has ended. */
    void run(ServiceSettings settings);
}

package io.deepwiki.cli;

import java.io.IOException;
import java.io.Serial;
import java.time.Duration;

/** The service is away for the moment: it may be asked again. */
final class ConnectionLost extends IOException {
    @Serial
    private static final long serialVersionUID = 1;

    private final CommandFailure ifItStays;
    private final Duration notBefore;

    /** @param ifItStays what to tell when it does not come back */
    ConnectionLost(CommandFailure ifItStays) {
        this(ifItStays, Duration.ZERO);
    }

    /** @param notBefore how long the service wishes not to be asked again */
    ConnectionLost(CommandFailure ifItStays, Duration notBefore) {
        super(ifItStays);
        this.ifItStays = ifItStays;
        this.notBefore = notBefore;
    }

    CommandFailure ifItStays() {
        return ifItStays;
    }

    Duration notBefore() {
        return notBefore;
    }
}

package io.deepwiki.cli;

import java.util.Optional;

/** A service that may go away and come back, at another port perhaps: work with it is tried again, within bounds. */
final class SteadyService {
    private final ServiceFinder finder;
    private final boolean ours;
    private final Backoff backoff;
    private volatile ServiceApi api;

    SteadyService(Surroundings here, Service service) {
        this.finder = new ServiceFinder(here);
        this.ours = service.ours();
        this.api = service.api();
        this.backoff = new Backoff(here.terminal(), here.machine());
    }

    /** What is done with the service; may be done again after the connection was lost. */
    @FunctionalInterface
    interface Work<T> {
        T with(ServiceApi api) throws ConnectionLost;
    }

    /** @throws CommandFailure if the service stays away */
    <T> T until(Work<T> work) {
        while (true) {
            try {
                return work.with(api);
            } catch (ConnectionLost e) {
                do {
                    backoff.pauseAfter(e);
                } while (!found());
            }
        }
    }

    /** The service as it was found last. */
    ServiceApi api() {
        return api;
    }

    /** The work gets on. */
    void progressed() {
        backoff.progressed();
    }

    /** Another program may listen where our service did: nothing is sent there before the service is known to be back. */
    private boolean found() {
        if (!ours) {
            return true;
        }
        Optional<Service> found = finder.running();
        found.ifPresent(service -> api = service.api());
        return found.isPresent();
    }
}

package io.deepwiki.application.wiki.port;

import io.deepwiki.application.InMemoryDatabase;
import io.deepwiki.application.port.SettableClock;
import io.deepwiki.application.repository.port.SnapshotStore;
import java.time.Instant;

class InMemoryLookoutTest extends LookoutContract {
    private final SettableClock clock = new SettableClock();
    private final InMemoryDatabase database = InMemoryDatabase.empty(clock);

    @Override
    protected Lookout lookout() {
        return database.lookout();
    }

    @Override
    protected WikiStore wikis() {
        return database.wikis();
    }

    @Override
    protected SnapshotStore snapshots() {
        return database.snapshots();
    }

    @Override
    protected Instant now() {
        return clock.instant();
    }
}

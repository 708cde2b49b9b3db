package io.deepwiki.application.jobs.port;

import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.deepwiki.application.InMemoryDatabase;
import io.deepwiki.application.port.Transactions;
import io.deepwiki.application.repository.port.SnapshotStore;
import org.junit.jupiter.api.Test;

class InMemoryJobStoreTest extends JobStoreContract {
    private final InMemoryDatabase database = InMemoryDatabase.empty();

    @Override
    protected JobStore store() {
        return database.jobs().store();
    }

    @Override
    protected SnapshotStore snapshots() {
        return database.snapshots();
    }

    @Override
    protected Transactions transactions() {
        return database.transactions();
    }

    @Test
    void a_lock_outside_of_a_transaction_is_a_mistake() {
        assertThatIllegalStateException().isThrownBy(() -> store().lock(WikiJobs.id(1)));
    }
}

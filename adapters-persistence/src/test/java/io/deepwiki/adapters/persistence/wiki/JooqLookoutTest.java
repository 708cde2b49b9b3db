package io.deepwiki.adapters.persistence.wiki;

import static io.deepwiki.application.repository.port.Sources.REPOSITORY;
import static org.assertj.core.api.Assertions.assertThat;

import io.deepwiki.adapters.persistence.EmptyDatabase;
import io.deepwiki.application.repository.port.SnapshotStore;
import io.deepwiki.application.wiki.port.Lookout;
import io.deepwiki.application.wiki.port.LookoutContract;
import io.deepwiki.application.wiki.port.WikiStore;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class JooqLookoutTest extends LookoutContract {
    @RegisterExtension
    static final EmptyDatabase DATABASE = new EmptyDatabase();

    @Override
    protected Lookout lookout() {
        return DATABASE.lookout();
    }

    @Override
    protected WikiStore wikis() {
        return DATABASE.wikis();
    }

    @Override
    protected SnapshotStore snapshots() {
        return DATABASE.snapshots();
    }

    @Override
    protected Instant now() {
        return Instant.now();
    }

    @Test
    void instances_that_ask_at_once_never_get_the_same_turn() throws Exception {
        publish(1, REPOSITORY, "main");
        try (ExecutorService instances = Executors.newFixedThreadPool(6)) {
            Callable<Boolean> ask = () -> lookout().next(LATELY, PAUSE).isPresent();
            List<Future<Boolean>> turns =
                    instances.invokeAll(Stream.generate(() -> ask).limit(30).toList());
            int taken = 0;
            for (Future<Boolean> turn : turns) {
                taken += turn.get() ? 1 : 0;
            }
            assertThat(taken).isEqualTo(1);
        }
    }
}

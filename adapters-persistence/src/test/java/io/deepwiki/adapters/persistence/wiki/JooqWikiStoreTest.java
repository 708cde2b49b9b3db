package io.deepwiki.adapters.persistence.wiki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.deepwiki.adapters.persistence.EmptyDatabase;
import io.deepwiki.application.port.Transactions;
import io.deepwiki.application.repository.port.SnapshotStore;
import io.deepwiki.application.repository.port.Sources;
import io.deepwiki.application.wiki.port.WikiStore;
import io.deepwiki.application.wiki.port.WikiStoreContract;
import io.deepwiki.application.wiki.port.Wikis;
import io.deepwiki.domain.repository.SnapshotId;
import io.deepwiki.domain.wiki.Revision;
import io.deepwiki.domain.wiki.Wiki;
import io.deepwiki.domain.wiki.Wiki.Origin;
import io.deepwiki.domain.wiki.Wiki.Wishes;
import io.deepwiki.domain.wiki.WikiId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class JooqWikiStoreTest extends WikiStoreContract {
    @RegisterExtension
    static final EmptyDatabase DATABASE = new EmptyDatabase();

    @Override
    protected WikiStore store() {
        return DATABASE.wikis();
    }

    @Override
    protected SnapshotStore snapshots() {
        return DATABASE.snapshots();
    }

    @Override
    protected Transactions transactions() {
        return DATABASE.transactions();
    }

    @Test
    void whoever_is_about_to_publish_keeps_others_waiting_even_where_there_is_no_wiki_yet() throws Exception {
        SnapshotId snapshot = snapshots()
                .publish(Sources.draft(snapshots().repository(Sources.REPOSITORY), Sources.commit('a')))
                .id();
        Origin origin = new Origin(new UUID(8, 1), Sources.NOON);
        Wiki wiki = new Wiki(
                new WikiId(new UUID(7, 1)),
                Wikis.subject(snapshot),
                Wikis.OUTLINE,
                Wikis.MODEL,
                Wishes.NONE,
                origin,
                Sources.NOON);
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Optional<Revision>> first =
                    threads.submit(() -> transactions().inTransaction(() -> {
                        Optional<Revision> published = store().lockRevision(wiki.subject());
                        asked.countDown();
                        await(goOn);
                        store().publish(wiki, List.of());
                        return published;
                    }));
            asked.await();
            Future<Optional<Revision>> second =
                    threads.submit(() -> transactions().inTransaction(() -> store().lockRevision(wiki.subject())));
            assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> second.get(200, TimeUnit.MILLISECONDS));
            goOn.countDown();
            assertThat(first.get()).isEmpty();
            assertThat(second.get()).map(Revision::origin).contains(origin);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}

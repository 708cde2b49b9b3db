package io.deepwiki.application.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepwiki.application.failure.Failure.TooLarge;
import io.deepwiki.application.failure.FailureException;
import io.deepwiki.application.repository.OpenRepository.Opened;
import io.deepwiki.application.repository.port.SnapshotStore.Snapshot;
import io.deepwiki.application.repository.port.Sources;
import io.deepwiki.application.retrieval.ReadyRepository.Ready;
import io.deepwiki.application.retrieval.Retrieve.Retrieved;
import io.deepwiki.application.retrieval.Retrieve.Search;
import io.deepwiki.application.testing.Workshop;
import io.deepwiki.domain.access.Caller;
import io.deepwiki.domain.repository.LeftOut;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IndexRepositoryTest {
    private static final Caller READER = new Caller("reader");

    private final Workshop shop = new Workshop();

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void what_cannot_be_read_is_left_out_with_its_reason() throws Exception {
        shop.source
                .with("a.txt", "words\n")
                .with("picture.png", new byte[] {1, 0, 2})
                .with("large.txt", "x\n".repeat(2_000))
                .with("vendor/copy.js", "var a;\n");
        Snapshot snapshot = index();
        assertThat(snapshot.files()).isEqualTo(2);
        assertThat(snapshot.leftOut()).isEqualTo(Map.of(LeftOut.BINARY, 1, LeftOut.TOO_LARGE, 1, LeftOut.VENDORED, 1));
    }

    @Test
    void the_next_commit_costs_what_changed() throws Exception {
        shop.source.with("a.txt", "one\n").with("b.txt", "two\n").with("c.bin", new byte[] {0, 1});
        index();
        assertThat(shop.source.read()).containsExactlyInAnyOrder("a.txt", "b.txt", "c.bin");
        index();
        assertThat(shop.source.read()).isEmpty();
        shop.source.with("b.txt", "three\n").commit();
        Snapshot second = index();
        assertThat(shop.source.read()).containsExactly("b.txt");
        assertThat(second.files()).isEqualTo(2);
    }

    @Test
    void a_repository_with_too_many_files_is_refused_by_the_limits_name() {
        for (int i = 0; i < 21; i++) {
            shop.source.with("f" + i, "x\n");
        }
        assertThatThrownBy(this::index)
                .isInstanceOfSatisfying(
                        FailureException.class,
                        e -> assertThat(e.failure())
                                .isInstanceOfSatisfying(
                                        TooLarge.class,
                                        it -> assertThat(it.sentence()).contains("deepwiki.source.max-files")));
    }

    @Test
    void a_look_at_the_remote_is_good_for_ten_minutes() throws Exception {
        shop.source
                .with("src/Engine.java", "class Engine {\n    void burn() {}\n}\n")
                .with("src/Tank.java", "class Tank {}\n");
        Retrieved found = shop.retrieve.find(
                new Search(Sources.REPOSITORY, Optional.empty(), "What does the engine burn?", 5), READER);
        assertThat(found.passages().getFirst().excerpt().path().value()).isEqualTo("src/Engine.java");
        shop.retrieve.find(new Search(Sources.REPOSITORY, Optional.empty(), "src/Tank.java", 5), READER);
        assertThat(shop.source.looks()).isEqualTo(1);
        shop.clock.forward(Duration.ofMinutes(11));
        shop.retrieve.find(new Search(Sources.REPOSITORY, Optional.empty(), "Tank", 5), READER);
        assertThat(shop.source.looks()).isEqualTo(2);
    }

    @Test
    void while_a_new_commit_takes_long_the_last_one_is_given() throws Exception {
        Snapshot old = index();
        CountDownLatch gate = new CountDownLatch(1);
        shop.source.with("src/New.java", "class New {}\n").commit();
        shop.source.readOnceOpen(gate);
        shop.clock.forward(Duration.ofMinutes(11));
        ReadyRepository impatient = new ReadyRepository(shop.repositories, shop.indexing, Duration.ZERO);
        Ready behind = ready(impatient);
        assertThat(behind.snapshot()).isEqualTo(old);
        assertThat(behind.behind()).isTrue();
        gate.countDown();
        shop.indexing.index(behind.opened(), Optional.empty());
        assertThat(ready(impatient).behind()).isFalse();
    }

    private static Ready ready(ReadyRepository repositories) throws InterruptedException {
        return repositories.ready(Sources.REPOSITORY, Optional.empty(), Optional.empty(), READER, _ -> {});
    }

    private Snapshot index() throws InterruptedException {
        Opened opened = shop.repositories.now(Sources.REPOSITORY, Optional.empty(), Optional.empty(), READER);
        return shop.indexing.index(opened, Optional.empty());
    }
}

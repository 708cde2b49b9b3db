package io.deepwiki.application.wiki.port;

import static io.deepwiki.application.repository.port.Sources.NOON;
import static io.deepwiki.application.repository.port.Sources.OTHER_REPOSITORY;
import static io.deepwiki.application.repository.port.Sources.REPOSITORY;
import static io.deepwiki.application.repository.port.Sources.commit;
import static io.deepwiki.application.repository.port.Sources.draft;
import static io.deepwiki.application.wiki.port.Wikis.MODEL;
import static io.deepwiki.application.wiki.port.Wikis.OUTLINE;
import static org.assertj.core.api.Assertions.assertThat;

import io.deepwiki.application.repository.port.SnapshotStore;
import io.deepwiki.application.wiki.port.Lookout.Turn;
import io.deepwiki.domain.llm.Language;
import io.deepwiki.domain.repository.RepositoryRef;
import io.deepwiki.domain.repository.SnapshotId;
import io.deepwiki.domain.wiki.Wiki;
import io.deepwiki.domain.wiki.Wiki.Wishes;
import io.deepwiki.domain.wiki.WikiId;
import io.deepwiki.domain.wiki.WikiMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every {@link Lookout} promises. */
public abstract class LookoutContract {
    protected static final Duration LATELY = Duration.ofMinutes(10);
    protected static final Duration PAUSE = Duration.ofHours(1);

    /** The lookout; nobody has had a turn when a test begins. */
    protected abstract Lookout lookout();

    protected abstract WikiStore wikis();

    protected abstract SnapshotStore snapshots();

    /** The time of the lookout's clock. */
    protected abstract Instant now();

    @Test
    void a_repository_with_a_wiki_has_its_turn_once_in_a_pause_with_all_its_branches() {
        publish(1, REPOSITORY, "next");
        publish(2, REPOSITORY, "main");
        assertThat(lookout().next(LATELY, PAUSE)).contains(new Turn(REPOSITORY, List.of("main", "next")));
        assertThat(lookout().next(LATELY, PAUSE)).isEmpty();
    }

    @Test
    void a_repository_without_a_wiki_and_a_private_one_have_no_turn() {
        snapshots().repository(OTHER_REPOSITORY);
        publish(1, REPOSITORY, "main");
        snapshots().markPrivate(snapshots().repository(REPOSITORY));
        assertThat(lookout().next(LATELY, PAUSE)).isEmpty();
    }

    @Test
    void what_was_looked_at_lately_by_whomever_has_no_turn() {
        publish(1, REPOSITORY, "main");
        publish(2, REPOSITORY, "next");
        saw("main", now().minusSeconds(60));
        saw("next", now().minusSeconds(60));
        assertThat(lookout().next(LATELY, PAUSE)).isEmpty();
        saw("main", now().minus(LATELY).minusSeconds(60));
        assertThat(lookout().next(LATELY, PAUSE)).isPresent();
    }

    @Test
    void whoever_waits_longest_comes_first() {
        publish(1, REPOSITORY, "main");
        Turn first = lookout().next(LATELY, Duration.ZERO).orElseThrow();
        publish(2, OTHER_REPOSITORY, "main");
        assertThat(first.repository()).isEqualTo(REPOSITORY);
        assertThat(lookout().next(LATELY, PAUSE)).contains(new Turn(OTHER_REPOSITORY, List.of("main")));
        assertThat(lookout().next(LATELY, PAUSE)).contains(first);
        assertThat(lookout().next(LATELY, PAUSE)).isEmpty();
    }

    private void saw(String branch, Instant at) {
        snapshots().saw(snapshots().repository(REPOSITORY), branch, false, commit('a'), at);
    }

    /** Publishes a wiki about a branch. */
    protected final void publish(int number, RepositoryRef repository, String branch) {
        SnapshotId snapshot = snapshots()
                .publish(draft(snapshots().repository(repository), commit('a')))
                .id();
        Wiki.Subject subject =
                new Wiki.Subject(repository, branch, commit('a'), snapshot, Language.ENGLISH, WikiMode.COMPREHENSIVE);
        WikiId id = new WikiId(new UUID(7, number));
        Wiki.Origin origin = new Wiki.Origin(id.value(), NOON);
        wikis().publish(new Wiki(id, subject, OUTLINE, MODEL, Wishes.NONE, origin, NOON), List.of());
    }
}

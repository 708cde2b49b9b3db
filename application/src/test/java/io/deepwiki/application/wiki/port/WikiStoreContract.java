package io.deepwiki.application.wiki.port;

import static io.deepwiki.application.repository.port.Sources.COMMITTED;
import static io.deepwiki.application.repository.port.Sources.NOON;
import static io.deepwiki.application.repository.port.Sources.OTHER_REPOSITORY;
import static io.deepwiki.application.repository.port.Sources.REPOSITORY;
import static io.deepwiki.application.repository.port.Sources.commit;
import static io.deepwiki.application.repository.port.Sources.draft;
import static io.deepwiki.application.wiki.port.Wikis.ENGINE;
import static io.deepwiki.application.wiki.port.Wikis.MODEL;
import static io.deepwiki.application.wiki.port.Wikis.OUTLINE;
import static io.deepwiki.application.wiki.port.Wikis.OVERVIEW;
import static io.deepwiki.application.wiki.port.Wikis.page;
import static org.assertj.core.api.Assertions.assertThat;

import io.deepwiki.application.port.Transactions;
import io.deepwiki.application.repository.port.SnapshotStore;
import io.deepwiki.application.repository.port.SnapshotStore.Draft;
import io.deepwiki.domain.access.Caller;
import io.deepwiki.domain.llm.Language;
import io.deepwiki.domain.repository.FileFilter;
import io.deepwiki.domain.repository.RepositoryId;
import io.deepwiki.domain.repository.RepositoryRef;
import io.deepwiki.domain.repository.SnapshotId;
import io.deepwiki.domain.wiki.Revision;
import io.deepwiki.domain.wiki.Wiki;
import io.deepwiki.domain.wiki.Wiki.Origin;
import io.deepwiki.domain.wiki.Wiki.Subject;
import io.deepwiki.domain.wiki.Wiki.Wishes;
import io.deepwiki.domain.wiki.WikiId;
import io.deepwiki.domain.wiki.WikiMode;
import io.deepwiki.domain.wiki.WikiPage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every {@link WikiStore} promises. */
public abstract class WikiStoreContract {
    private static final Caller FRIEND = new Caller("friend");
    private static final Caller STRANGER = new Caller("stranger");
    private static final Wishes WISHES = new Wishes(
            Optional.of(7),
            new FileFilter(List.of("src"), List.of(), List.of("**/gen/**", "a \"b\""), List.of("*.min.js")));
    private static final List<WikiPage> PAGES = List.of(page(ENGINE, "It burns."), page(OVERVIEW, "# It\nflies."));

    /** The store; empty when a test begins. */
    protected abstract WikiStore store();

    /** The store that knows repositories and who may see them. */
    protected abstract SnapshotStore snapshots();

    protected abstract Transactions transactions();

    @Test
    void a_wiki_is_read_as_it_was_published_its_pages_in_the_order_of_the_outline() {
        Wiki wiki = wiki(1, REPOSITORY, Language.ENGLISH, NOON);
        assertThat(store().publish(wiki, PAGES)).isEqualTo(wiki.id());
        assertThat(store().find(wiki.id(), STRANGER)).contains(wiki);
        assertThat(store().pages(wiki.id())).containsExactly(PAGES.get(1), PAGES.get(0));
        assertThat(store().page(wiki.id(), "engine")).contains(PAGES.getFirst());
        assertThat(store().page(wiki.id(), "wings")).isEmpty();
        assertThat(store().find(id(9), STRANGER)).isEmpty();
        assertThat(store().pages(id(9))).isEmpty();
    }

    @Test
    void a_revision_takes_the_place_and_the_id_of_the_one_before() {
        Wiki first = wiki(1, REPOSITORY, Language.ENGLISH, NOON);
        store().publish(first, PAGES);
        Wiki second = with(Wishes.NONE, wiki(2, REPOSITORY, Language.ENGLISH, NOON.plusSeconds(60)));
        assertThat(store().publish(second, List.of(page(OVERVIEW, "New.")))).isEqualTo(first.id());
        assertThat(store().list(STRANGER)).singleElement().satisfies(wiki -> {
            assertThat(wiki.id()).isEqualTo(first.id());
            assertThat(wiki.generatedAt()).isEqualTo(second.generatedAt());
            assertThat(wiki.wishes()).isEqualTo(second.wishes());
        });
        assertThat(store().pages(first.id())).containsExactly(page(OVERVIEW, "New."));
        assertThat(store().find(second.id(), STRANGER)).isEmpty();
    }

    @Test
    void pages_that_could_not_be_written_are_remembered_but_not_read() {
        Wiki wiki = wiki(1, REPOSITORY, Language.ENGLISH, NOON);
        store().publish(wiki, List.of(page(OVERVIEW, "It flies.")));
        assertThat(store().find(wiki.id(), STRANGER).orElseThrow().outline())
                .isEqualTo(OUTLINE.withOnly(Set.of("overview")));
        assertThat(store().planned(wiki.id())).contains(OUTLINE);
        assertThat(store().planned(id(9))).isEmpty();
    }

    @Test
    void what_is_published_is_known_with_its_origin_and_what_it_misses() {
        Wiki wiki = wiki(1, REPOSITORY, Language.ENGLISH, NOON);
        assertThat(revision(REPOSITORY, Language.ENGLISH)).isEmpty();
        store().publish(wiki, List.of(page(OVERVIEW, "It flies.")));
        assertThat(revision(REPOSITORY, Language.ENGLISH))
                .contains(new Revision(new Origin(new UUID(8, 1), NOON), commit('a'), 1));
        assertThat(revision(REPOSITORY, Language.GERMAN)).isEmpty();
        assertThat(revision(OTHER_REPOSITORY, Language.ENGLISH)).isEmpty();
        Wiki next = wiki(2, REPOSITORY, Language.ENGLISH, NOON.plusSeconds(60));
        store().publish(next, PAGES);
        Revision second = new Revision(next.origin(), commit('a'), 0);
        assertThat(revision(REPOSITORY, Language.ENGLISH)).contains(second);
        assertThat(transactions().inTransaction(() -> store().lockRevision(wiki.subject())))
                .contains(second);
    }

    private Optional<Revision> revision(RepositoryRef repository, Language language) {
        return store().revision(repository, "main", language, WikiMode.COMPREHENSIVE);
    }

    @Test
    void a_wiki_is_behind_when_its_branch_was_seen_at_another_commit() {
        Wiki wiki = wiki(1, REPOSITORY, Language.ENGLISH, NOON);
        Wiki other = wiki(2, OTHER_REPOSITORY, Language.ENGLISH, NOON);
        store().publish(wiki, PAGES);
        store().publish(other, PAGES);
        assertThat(store().behind(STRANGER)).as("never looked at").isEmpty();
        RepositoryId repository = snapshots().repository(REPOSITORY);
        snapshots().saw(repository, "main", true, commit('a'), NOON);
        snapshots().saw(repository, "next", false, commit('b'), NOON);
        assertThat(store().behind(STRANGER)).isEmpty();
        snapshots().saw(repository, "main", true, commit('b'), NOON);
        assertThat(store().behind(STRANGER)).containsExactly(wiki.id());
        snapshots().markPrivate(repository);
        assertThat(store().behind(STRANGER)).isEmpty();
    }

    @Test
    void when_a_wikis_commit_was_made_is_known_where_its_snapshot_knows_it() {
        Wiki wiki = wiki(1, REPOSITORY, Language.ENGLISH, NOON);
        Wiki german = wiki(2, REPOSITORY, Language.GERMAN, NOON);
        RepositoryId repository = snapshots().repository(OTHER_REPOSITORY);
        Draft old = draft(repository, commit('a'));
        snapshots()
                .publish(new Draft(
                        old.id(), repository, "main", old.commit(), Optional.empty(), List.of(), Map.of(), NOON));
        Wiki other = wiki(3, OTHER_REPOSITORY, Language.ENGLISH, NOON);
        List.of(wiki, german, other).forEach(it -> store().publish(it, PAGES));
        assertThat(store().committed(STRANGER)).isEqualTo(Map.of(wiki.id(), COMMITTED, german.id(), COMMITTED));
        snapshots().markPrivate(snapshots().repository(REPOSITORY));
        assertThat(store().committed(STRANGER)).isEmpty();
    }

    @Test
    void wikis_in_another_language_or_of_another_repository_stand_beside_it_newest_first() {
        Wiki english = wiki(1, REPOSITORY, Language.ENGLISH, NOON);
        Wiki german = wiki(2, REPOSITORY, Language.GERMAN, NOON.plusSeconds(2));
        Wiki other = wiki(3, OTHER_REPOSITORY, Language.ENGLISH, NOON.plusSeconds(1));
        store().publish(english, PAGES);
        store().publish(german, PAGES);
        store().publish(other, PAGES);
        assertThat(store().list(STRANGER)).containsExactly(german, other, english);
    }

    @Test
    void a_private_repositorys_wiki_is_hidden_from_strangers() {
        Wiki wiki = wiki(1, REPOSITORY, Language.ENGLISH, NOON);
        store().publish(wiki, PAGES);
        RepositoryId repository = snapshots().repository(REPOSITORY);
        snapshots().markPrivate(repository);
        snapshots().grant(repository, FRIEND, NOON);
        assertThat(store().find(wiki.id(), STRANGER)).isEmpty();
        assertThat(store().list(STRANGER)).isEmpty();
        assertThat(store().delete(wiki.id(), STRANGER)).isFalse();
        assertThat(store().find(wiki.id(), FRIEND)).contains(wiki);
        assertThat(store().list(FRIEND)).containsExactly(wiki);
    }

    @Test
    void a_deleted_wiki_is_gone_with_its_pages() {
        Wiki wiki = wiki(1, REPOSITORY, Language.ENGLISH, NOON);
        store().publish(wiki, PAGES);
        assertThat(store().delete(wiki.id(), STRANGER)).isTrue();
        assertThat(store().delete(wiki.id(), STRANGER)).isFalse();
        assertThat(store().list(STRANGER)).isEmpty();
        assertThat(store().pages(wiki.id())).isEmpty();
    }

    private Wiki wiki(int number, RepositoryRef repository, Language language, Instant at) {
        SnapshotId snapshot = snapshots()
                .publish(draft(snapshots().repository(repository), commit('a')))
                .id();
        Subject subject = new Subject(repository, "main", commit('a'), snapshot, language, WikiMode.COMPREHENSIVE);
        return new Wiki(id(number), subject, OUTLINE, MODEL, WISHES, new Origin(new UUID(8, number), at), at);
    }

    private static Wiki with(Wishes wishes, Wiki wiki) {
        return new Wiki(
                wiki.id(), wiki.subject(), wiki.outline(), wiki.model(), wishes, wiki.origin(), wiki.generatedAt());
    }

    private static WikiId id(int number) {
        return new WikiId(new UUID(7, number));
    }
}

package io.deepwiki.application.wiki;

import io.deepwiki.application.failure.Failure.NotFound;
import io.deepwiki.application.failure.FailureException;
import io.deepwiki.application.wiki.port.WikiStore;
import io.deepwiki.domain.access.Caller;
import io.deepwiki.domain.llm.Language;
import io.deepwiki.domain.wiki.Wiki;
import io.deepwiki.domain.wiki.WikiId;
import io.deepwiki.domain.wiki.WikiPage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Shows finished wikis to those who may read them. */
public final class ReadWiki {
    private final WikiStore wikis;

    public ReadWiki(WikiStore wikis) {
        this.wikis = wikis;
    }

    /** All that the caller may read, newest first. */
    public List<Listed> list(Caller caller) {
        return listed(wikis.list(caller), caller);
    }

    /**
     * One of them.
     *
     * @throws FailureException NotFound
     */
    public Listed listed(WikiId id, Caller caller) {
        return listed(List.of(find(id, caller)), caller).getFirst();
    }

    private List<Listed> listed(List<Wiki> found, Caller caller) {
        Set<WikiId> behind = wikis.behind(caller);
        Map<WikiId, Instant> committed = wikis.committed(caller);
        return found.stream()
                .map(wiki ->
                        new Listed(wiki, behind.contains(wiki.id()), Optional.ofNullable(committed.get(wiki.id()))))
                .toList();
    }

    /**
     * One of them, without what is found out about it.
     *
     * @throws FailureException NotFound
     */
    public Wiki find(WikiId id, Caller caller) {
        return wikis.find(id, caller).orElseThrow(() -> new FailureException(notFound()));
    }

    /**
     * One of its pages.
     *
     * @throws FailureException NotFound
     */
    public WikiPage page(WikiId id, String slug, Caller caller) {
        find(id, caller);
        return wikis.page(id, slug)
                .orElseThrow(
                        () -> new FailureException(new NotFound("page_not_found", "The wiki has no page of this id.")));
    }

    /**
     * One of them with all its pages.
     *
     * @throws FailureException NotFound
     */
    public WholeWiki whole(WikiId id, Caller caller) {
        return new WholeWiki(find(id, caller), wikis.pages(id));
    }

    /** The newest wiki of a repository in a language, by the names that older clients know it by. */
    public Optional<WholeWiki> newest(String owner, String repo, Optional<Language> language, Caller caller) {
        return wikis.list(caller).stream()
                .filter(wiki -> wiki.subject().repository().owner().equals(owner)
                        && wiki.subject().repository().name().equals(repo)
                        && language.map(wiki.subject().language()::equals).orElse(true))
                .findFirst()
                .map(wiki -> new WholeWiki(wiki, wikis.pages(wiki.id())));
    }

    /**
     * Removes it.
     *
     * @throws FailureException NotFound
     */
    public void delete(WikiId id, Caller caller) {
        if (!wikis.delete(id, caller)) {
            throw new FailureException(notFound());
        }
    }

    private static NotFound notFound() {
        return new NotFound("wiki_not_found", "There is no such wiki, or it is not yours to read.");
    }

    /**
     * A wiki, and how it stands.
     *
     * @param stale its branch had moved on when it was looked at last
     * @param committed when its commit was made, if that is known
     */
    public record Listed(Wiki wiki, boolean stale, Optional<Instant> committed) {}

    /** A wiki with its pages in the order of the outline. */
    public record WholeWiki(Wiki wiki, List<WikiPage> pages) {
        public WholeWiki {
            pages = List.copyOf(pages);
        }
    }
}

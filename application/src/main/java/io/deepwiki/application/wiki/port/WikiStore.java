package io.deepwiki.application.wiki.port;

import io.deepwiki.domain.access.Caller;
import io.deepwiki.domain.wiki.Wiki;
import io.deepwiki.domain.wiki.WikiId;
import io.deepwiki.domain.wiki.WikiPage;
import java.util.List;
import java.util.Optional;

/** The finished wikis. Callers see those of public repositories, and of private ones that they have a grant for. */
public interface WikiStore {
    /**
     * Makes this the newest revision of the wiki with its repository, branch, language and mode, in place of the one before.
     *
     * @return the wiki's id: the given one, or that of the revision it replaces
     */
    WikiId publish(Wiki wiki, List<WikiPage> pages);

    /** Newest first. */
    List<Wiki> list(Caller caller);

    Optional<Wiki> find(WikiId id, Caller caller);

    /** In the order of the outline. */
    List<WikiPage> pages(WikiId id);

    Optional<WikiPage> page(WikiId id, String slug);

    /** Whether there was one to remove. */
    boolean delete(WikiId id, Caller caller);
}

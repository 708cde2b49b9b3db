package io.deepwiki.application.wiki.port;

import io.deepwiki.domain.access.Caller;
import io.deepwiki.domain.llm.Language;
import io.deepwiki.domain.repository.RepositoryRef;
import io.deepwiki.domain.wiki.Outline;
import io.deepwiki.domain.wiki.Revision;
import io.deepwiki.domain.wiki.Wiki;
import io.deepwiki.domain.wiki.WikiId;
import io.deepwiki.domain.wiki.WikiMode;
import io.deepwiki.domain.wiki.WikiPage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The finished wikis. Callers see those of public repositories, and of private ones that they have a grant for. */
public interface WikiStore {
    /**
     * Makes this the newest revision of the wiki with its repository, branch, language and mode, in place of the one before. Pages of the
     * outline that are not given could not be written: the wiki is read without them.
     *
     * @return the wiki's id: the given one, or that of the revision it replaces
     */
    WikiId publish(Wiki wiki, List<WikiPage> pages);

    /** What is published of this wiki; whoever asks may see the repository. */
    Optional<Revision> revision(RepositoryRef repository, String branch, Language language, WikiMode mode);

    /** What is published in the place of this wiki, at whichever commit. Nobody else publishes there until the transaction ends. */
    Optional<Revision> lockRevision(Wiki.Subject subject);

    /** Newest first. */
    List<Wiki> list(Caller caller);

    Optional<Wiki> find(WikiId id, Caller caller);

    /** The outline that was published, with the pages that could not be written; empty if there is no such wiki, or it is not known any more. */
    Optional<Outline> planned(WikiId id);

    /** Those whose branch stood at another commit than theirs when it was looked at last; found at once, however many there are. */
    Set<WikiId> behind(Caller caller);

    /** When their commits were made, of those of which it is known; found at once, however many there are. */
    Map<WikiId, Instant> committed(Caller caller);

    /** In the order of the outline. */
    List<WikiPage> pages(WikiId id);

    Optional<WikiPage> page(WikiId id, String slug);

    /** Whether there was one to remove. */
    boolean delete(WikiId id, Caller caller);
}

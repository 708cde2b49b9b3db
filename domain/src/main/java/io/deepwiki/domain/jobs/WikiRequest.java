package io.deepwiki.domain.jobs;

import io.deepwiki.domain.llm.Language;
import io.deepwiki.domain.llm.ModelRef;
import io.deepwiki.domain.repository.FileFilter;
import io.deepwiki.domain.repository.RepositoryRef;
import io.deepwiki.domain.wiki.Wiki.Wishes;
import io.deepwiki.domain.wiki.WikiMode;
import java.util.Optional;

/**
 * The wiki that somebody asked for. Two open jobs never have requests for the same.
 *
 * @param branch settled when the wiki is ordered; empty: whatever is the default when the repository is read, which is so only where no
 *     branch is checked out
 * @param pages the number of pages that was wished for, 1 to 40
 */
public record WikiRequest(
        RepositoryRef repository,
        Optional<String> branch,
        Language language,
        WikiMode mode,
        ModelRef model,
        Optional<Integer> pages,
        FileFilter filter) {
    /** The same wiki of this branch. */
    public WikiRequest on(String name) {
        return new WikiRequest(repository, Optional.of(name), language, mode, model, pages, filter);
    }

    /** What is wished for of the wiki, beside its subject and its model. */
    public Wishes wishes() {
        return new Wishes(pages, filter);
    }

    /** Whether both ask for the same, of a repository that is the same by whichever scheme. */
    public boolean sameAs(WikiRequest other) {
        return repository.identity().equals(other.repository.identity())
                && equals(new WikiRequest(
                        repository, other.branch, other.language, other.mode, other.model, other.pages, other.filter));
    }
}

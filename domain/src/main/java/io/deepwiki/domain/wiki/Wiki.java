package io.deepwiki.domain.wiki;

import io.deepwiki.domain.llm.Language;
import io.deepwiki.domain.llm.ModelRef;
import io.deepwiki.domain.repository.Commit;
import io.deepwiki.domain.repository.FileFilter;
import io.deepwiki.domain.repository.RepositoryRef;
import io.deepwiki.domain.repository.SnapshotId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** A finished wiki of a repository at a commit, without the text of its pages. */
public record Wiki(
        WikiId id,
        Subject subject,
        Outline outline,
        ModelRef model,
        Wishes wishes,
        Origin origin,
        Instant generatedAt) {
    /**
     * What was wished for when it was ordered, beside its subject and its model.
     *
     * @param pages how many, if somebody said so
     * @param filter the files that count
     */
    public record Wishes(Optional<Integer> pages, FileFilter filter) {
        /** Nothing, as far as is known. */
        public static final Wishes NONE = new Wishes(Optional.empty(), FileFilter.NONE);
    }

    /**
     * How this revision came about.
     *
     * @param job who made it
     * @param seen when its branch was seen to stand at its commit
     */
    public record Origin(UUID job, Instant seen) {}

    /** What the wiki is about, and in what form: together they make it this wiki and no other, the commit and snapshot aside. */
    public record Subject(
            RepositoryRef repository,
            String branch,
            Commit commit,
            SnapshotId snapshot,
            Language language,
            WikiMode mode) {
        /** The branch, if it can be asked for by its name; empty where the repository's HEAD stood at a commit alone. */
        public Optional<String> namedBranch() {
            return Optional.of(branch).filter(name -> !name.equals("HEAD"));
        }

        /** Whether both are revisions of one wiki. */
        public boolean sameWikiAs(Subject other) {
            return repository.identity().equals(other.repository.identity())
                    && branch.equals(other.branch)
                    && language == other.language
                    && mode == other.mode;
        }
    }
}

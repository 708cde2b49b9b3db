package io.deepwiki.domain.wiki;

import io.deepwiki.domain.llm.Language;
import io.deepwiki.domain.llm.ModelRef;
import io.deepwiki.domain.repository.Commit;
import io.deepwiki.domain.repository.RepositoryRef;
import io.deepwiki.domain.repository.SnapshotId;
import java.time.Instant;
import java.util.UUID;

/** A finished wiki of a repository at a commit, without the text of its pages. */
public record Wiki(WikiId id, Subject subject, Outline outline, ModelRef model, Origin origin, Instant generatedAt) {
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
        /** Whether both are revisions of one wiki. */
        public boolean sameWikiAs(Subject other) {
            return repository.identity().equals(other.repository.identity())
                    && branch.equals(other.branch)
                    && language == other.language
                    && mode == other.mode;
        }
    }
}

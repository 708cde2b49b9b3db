package io.deepwiki.application.repository.port;

import io.deepwiki.domain.access.Caller;
import io.deepwiki.domain.repository.Commit;
import io.deepwiki.domain.repository.FileFacts;
import io.deepwiki.domain.repository.LeftOut;
import io.deepwiki.domain.repository.RepositoryId;
import io.deepwiki.domain.repository.RepositoryRef;
import io.deepwiki.domain.repository.SnapshotId;
import io.deepwiki.domain.repository.SourcePath;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The repositories that we know, who may see them, and their commits that are indexed. */
public interface SnapshotStore {
    /** The row of a repository; made if there is none. Public until {@link #markPrivate} is called. */
    RepositoryId repository(RepositoryRef repository);

    /** From now on only callers with a grant see it. */
    void markPrivate(RepositoryId repository);

    /** This caller has shown a token that the host accepted, then. */
    void grant(RepositoryId repository, Caller caller, Instant at);

    /** Whether the repository is public, or the caller has a grant; also true for a repository that is not known. */
    boolean mayRead(RepositoryRef repository, Caller caller);

    /** Whether the repository is known, and is private. */
    boolean isPrivate(RepositoryRef repository);

    /** The branch's newest indexed commit (of the default branch if empty) together with when the remote's head was last looked up. */
    Optional<Seen> lastSeen(RepositoryRef repository, Optional<String> branch);

    /** The remote's head was looked up: this branch (the default one if {@code isDefault}) stands at this commit. */
    void saw(RepositoryId repository, String branch, boolean isDefault, Commit head, Instant at);

    /** A complete snapshot of the commit. */
    Optional<Snapshot> find(RepositoryId repository, Commit commit);

    Optional<Snapshot> find(SnapshotId id);

    /**
     * Makes a snapshot complete: from now on it is found. Its files are in the passage index already; chunks and tokens are counted there.
     * Doing it again for the same commit changes nothing and gives the first.
     */
    Snapshot publish(Draft draft);

    /** Every file of the snapshot's tree, indexed or not, in the order of paths. */
    List<ManifestEntry> manifest(SnapshotId snapshot);

    /** What is known of every indexed file of the snapshot, in the order of paths. */
    List<FileFacts> files(SnapshotId snapshot);

    /** The text of an indexed file. */
    Optional<String> text(SnapshotId snapshot, SourcePath path);

    /**
     * A repository at a commit, fully indexed.
     *
     * @param committedAt when the commit was made; empty where it is not known, as of snapshots of older versions
     * @param files how many are indexed
     * @param leftOut how many are not, by reason (generated and vendored files are indexed unless too large, and counted here as well:
     *     no wiki is written about them)
     */
    record Snapshot(
            SnapshotId id,
            RepositoryId repository,
            String branch,
            Commit commit,
            Optional<Instant> committedAt,
            int files,
            int chunks,
            long tokens,
            Map<LeftOut, Integer> leftOut,
            Instant indexedAt) {
        public Snapshot {
            leftOut = Map.copyOf(leftOut);
        }
    }

    /** A snapshot that is about to be complete. */
    record Draft(
            SnapshotId id,
            RepositoryId repository,
            String branch,
            Commit commit,
            Optional<Instant> committedAt,
            List<ManifestEntry> manifest,
            Map<LeftOut, Integer> leftOut,
            Instant indexedAt) {
        public Draft {
            manifest = List.copyOf(manifest);
            leftOut = Map.copyOf(leftOut);
        }
    }

    /** A file of the snapshot's tree; one that is not indexed says why. */
    record ManifestEntry(SourcePath path, String blob, long size, Optional<LeftOut> leftOut) {}

    /** What the remote's head was, when; and the newest indexed commit of that branch. */
    record Seen(String branch, Commit head, Instant at, Optional<Snapshot> newest) {}
}

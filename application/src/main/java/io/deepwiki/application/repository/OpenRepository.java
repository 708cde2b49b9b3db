package io.deepwiki.application.repository;

import io.deepwiki.application.failure.Failure.NotFound;
import io.deepwiki.application.failure.FailureException;
import io.deepwiki.application.port.Transactions;
import io.deepwiki.application.repository.RecentLooks.Subject;
import io.deepwiki.application.repository.port.RepositorySource;
import io.deepwiki.application.repository.port.RepositorySource.Head;
import io.deepwiki.application.repository.port.SnapshotStore;
import io.deepwiki.application.repository.port.SnapshotStore.Seen;
import io.deepwiki.application.repository.port.SnapshotStore.Snapshot;
import io.deepwiki.domain.access.Caller;
import io.deepwiki.domain.access.Secret;
import io.deepwiki.domain.repository.Commit;
import io.deepwiki.domain.repository.RepositoryId;
import io.deepwiki.domain.repository.RepositoryRef;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Finds out where a repository stands, and whether the caller may see it. A repository that its host shows only with a token is private:
 * it exists for callers who have shown an accepted token, and for nobody else.
 */
public final class OpenRepository {
    /** How long a look at a remote's head is good for. */
    public static final Duration FRESHNESS = Duration.ofMinutes(10);

    private final RepositorySource source;
    private final SnapshotStore snapshots;
    private final Transactions transactions;
    private final InstantSource clock;
    private final RecentLooks looks;

    public OpenRepository(
            RepositorySource source, SnapshotStore snapshots, Transactions transactions, InstantSource clock) {
        this.source = source;
        this.snapshots = snapshots;
        this.transactions = transactions;
        this.clock = clock;
        this.looks = new RecentLooks(clock);
    }

    /**
     * The repository as of a look at its remote that is at most {@link #FRESHNESS} old; local ones are looked at every second at most.
     *
     * @throws FailureException as {@link RepositorySource} does; NotFound also when the caller may not see it
     */
    public Opened recent(RepositoryRef repository, Optional<String> branch, Optional<Secret> token, Caller caller) {
        if (token.isPresent()) {
            return now(repository, branch, token, caller);
        }
        return looks.of(
                new Subject(repository, branch, caller),
                () -> lastLook(repository, branch, caller).orElseGet(() -> now(repository, branch, token, caller)));
    }

    /**
     * A commit of the repository, if it is indexed; nothing is looked at.
     *
     * @throws FailureException NotFound when the caller may not see the repository
     */
    public Optional<Snapshot> indexed(RepositoryRef repository, Commit commit, Caller caller) {
        if (!snapshots.mayRead(repository, caller)) {
            throw new FailureException(notFound());
        }
        return transactions.inTransaction(() -> snapshots.find(snapshots.repository(repository), commit));
    }

    /** The repository as it stands now. Fails like {@link #recent}. */
    public Opened now(RepositoryRef repository, Optional<String> branch, Optional<Secret> token, Caller caller) {
        if (token.isEmpty() && !snapshots.mayRead(repository, caller)) {
            throw new FailureException(notFound());
        }
        Look look = look(repository, branch, token);
        Instant at = clock.instant();
        RepositoryId id = transactions.inTransaction(() -> {
            RepositoryId row = snapshots.repository(repository);
            if (look.isPrivate()) {
                snapshots.markPrivate(row);
                snapshots.grant(row, caller, at);
            }
            snapshots.saw(
                    row, look.head().branch(), branch.isEmpty(), look.head().commit(), at);
            return row;
        });
        return new Opened(id, repository, look.head(), newest(repository, branch), at);
    }

    private Optional<Opened> lastLook(RepositoryRef repository, Optional<String> branch, Caller caller) {
        if (repository instanceof RepositoryRef.Local || !snapshots.mayRead(repository, caller)) {
            return Optional.empty();
        }
        Instant oldest = clock.instant().minus(FRESHNESS);
        return snapshots
                .lastSeen(repository, branch)
                .filter(seen -> seen.at().isAfter(oldest))
                .map(seen -> new Opened(
                        snapshots.repository(repository),
                        repository,
                        new Head(seen.branch(), seen.head(), false),
                        seen.newest(),
                        seen.at()));
    }

    private Look look(RepositoryRef repository, Optional<String> branch, Optional<Secret> token) {
        if (token.isEmpty()) {
            return new Look(source.head(repository, branch, token), false);
        }
        if (!snapshots.isPrivate(repository)) {
            Optional<Head> open = publicHead(repository, branch);
            if (open.isPresent()) {
                return new Look(open.get(), false);
            }
        }
        return new Look(source.head(repository, branch, token), true);
    }

    /** What everybody sees; a token must not make a public repository private. */
    private Optional<Head> publicHead(RepositoryRef repository, Optional<String> branch) {
        try {
            return Optional.of(source.head(repository, branch, Optional.empty()));
        } catch (FailureException e) {
            if (e.failure() instanceof NotFound) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private Optional<Snapshot> newest(RepositoryRef repository, Optional<String> branch) {
        return snapshots.lastSeen(repository, branch).flatMap(Seen::newest);
    }

    /** The one sentence for what does not exist and what must not be known of. */
    public static NotFound notFound() {
        return new NotFound(
                "repository_not_found",
                "The repository was not found, or is not readable without a token. Check the address, or give an access token.");
    }

    private record Look(Head head, boolean isPrivate) {}

    /**
     * A repository that the caller may see.
     *
     * @param newest the branch's newest indexed commit, which may be behind the head
     * @param seen when the head was looked at
     */
    public record Opened(
            RepositoryId id, RepositoryRef repository, Head head, Optional<Snapshot> newest, Instant seen) {
        /** Whether the newest indexed commit is the head. */
        public boolean upToDate() {
            return newest.filter(snapshot -> snapshot.commit().equals(head.commit()))
                    .isPresent();
        }
    }
}

package io.deepwiki.application.wiki.port;

import io.deepwiki.application.port.InMemoryTransactions;
import io.deepwiki.application.repository.port.SnapshotStore;
import io.deepwiki.domain.access.Caller;
import io.deepwiki.domain.repository.RepositoryRef;
import io.deepwiki.domain.wiki.Wiki.Subject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns in memory. */
public final class InMemoryLookout implements Lookout {
    /** Sees what everybody sees: what is public. */
    private static final Caller ANYBODY = new Caller("anybody");

    private final InMemoryTransactions transactions;
    private final WikiStore wikis;
    private final SnapshotStore repositories;
    private final InstantSource clock;
    private final Map<String, Instant> nextLooks;

    public InMemoryLookout(
            InMemoryTransactions transactions, WikiStore wikis, SnapshotStore repositories, InstantSource clock) {
        this.transactions = transactions;
        this.wikis = wikis;
        this.repositories = repositories;
        this.clock = clock;
        this.nextLooks = transactions.table();
    }

    @Override
    public Optional<Turn> next(Duration lately, Duration pause) {
        return transactions.atomically(() -> {
            List<Subject> subjects =
                    wikis.list(ANYBODY).stream().map(wiki -> wiki.subject()).toList();
            Optional<RepositoryRef> due = subjects.stream()
                    .filter(subject -> !nextLook(subject.repository()).isAfter(clock.instant()))
                    .filter(subject -> !seen(subject, lately))
                    .map(Subject::repository)
                    .min(Comparator.comparing(this::nextLook));
            due.ifPresent(repository ->
                    nextLooks.put(repository.identity(), clock.instant().plus(pause)));
            return due.map(repository -> new Turn(repository, branches(repository, subjects)));
        });
    }

    private Instant nextLook(RepositoryRef repository) {
        return nextLooks.getOrDefault(repository.identity(), Instant.MIN);
    }

    private boolean seen(Subject subject, Duration lately) {
        return repositories
                .lastSeen(subject.repository(), Optional.of(subject.branch()))
                .filter(seen -> seen.at().isAfter(clock.instant().minus(lately)))
                .isPresent();
    }

    private static List<String> branches(RepositoryRef repository, List<Subject> subjects) {
        return subjects.stream()
                .filter(subject -> subject.repository().identity().equals(repository.identity()))
                .map(Subject::branch)
                .distinct()
                .sorted()
                .toList();
    }
}

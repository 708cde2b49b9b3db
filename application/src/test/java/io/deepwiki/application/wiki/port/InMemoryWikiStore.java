package io.deepwiki.application.wiki.port;

import io.deepwiki.application.port.InMemoryTransactions;
import io.deepwiki.application.repository.port.InMemorySnapshotStore;
import io.deepwiki.application.repository.port.SnapshotStore;
import io.deepwiki.domain.access.Caller;
import io.deepwiki.domain.llm.Language;
import io.deepwiki.domain.repository.RepositoryRef;
import io.deepwiki.domain.wiki.Outline;
import io.deepwiki.domain.wiki.Revision;
import io.deepwiki.domain.wiki.Wiki;
import io.deepwiki.domain.wiki.Wiki.Subject;
import io.deepwiki.domain.wiki.WikiId;
import io.deepwiki.domain.wiki.WikiMode;
import io.deepwiki.domain.wiki.WikiPage;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Wikis in memory. */
public final class InMemoryWikiStore implements WikiStore {
    private final InMemoryTransactions transactions;
    private final SnapshotStore repositories;
    private final Map<WikiId, Published> wikis;

    public InMemoryWikiStore() {
        this(new InMemoryTransactions());
    }

    private InMemoryWikiStore(InMemoryTransactions transactions) {
        this(transactions, new InMemorySnapshotStore(transactions));
    }

    /** @param repositories tells who may read what */
    public InMemoryWikiStore(InMemoryTransactions transactions, SnapshotStore repositories) {
        this.transactions = transactions;
        this.repositories = repositories;
        this.wikis = transactions.table();
    }

    private record Published(Wiki wiki, Outline planned, List<WikiPage> pages) {}

    @Override
    public WikiId publish(Wiki wiki, List<WikiPage> pages) {
        return transactions.atomically(() -> {
            WikiId id = wikis.values().stream()
                    .map(Published::wiki)
                    .filter(other -> other.subject().sameWikiAs(wiki.subject()))
                    .map(Wiki::id)
                    .findFirst()
                    .orElse(wiki.id());
            Outline written = wiki.outline()
                    .withOnly(pages.stream().map(page -> page.plan().slug()).collect(Collectors.toSet()));
            Wiki kept = new Wiki(
                    id, wiki.subject(), written, wiki.model(), wiki.wishes(), wiki.origin(), wiki.generatedAt());
            wikis.put(id, new Published(kept, wiki.outline(), inOrder(kept, pages)));
            return id;
        });
    }

    private static List<WikiPage> inOrder(Wiki wiki, List<WikiPage> pages) {
        List<String> slugs =
                wiki.outline().pages().stream().map(plan -> plan.slug()).toList();
        return pages.stream()
                .sorted(Comparator.comparingInt(
                        page -> slugs.indexOf(page.plan().slug())))
                .toList();
    }

    @Override
    public Optional<Revision> revision(RepositoryRef repository, String branch, Language language, WikiMode mode) {
        return transactions.atomically(() -> wikis.values().stream()
                .filter(published -> isAt(published.wiki().subject(), repository, branch, language, mode))
                .map(InMemoryWikiStore::revision)
                .findFirst());
    }

    private static boolean isAt(
            Subject subject, RepositoryRef repository, String branch, Language language, WikiMode mode) {
        return subject.sameWikiAs(
                new Subject(repository, branch, subject.commit(), subject.snapshot(), language, mode));
    }

    private static Revision revision(Published published) {
        Wiki wiki = published.wiki();
        int missing =
                published.planned().pages().size() - wiki.outline().pages().size();
        return new Revision(wiki.origin(), wiki.subject().commit(), missing);
    }

    @Override
    public Optional<Revision> lockRevision(Subject subject) {
        if (!transactions.isOpen()) {
            throw new IllegalStateException("a lock lasts as long as a transaction, and none is open");
        }
        return revision(subject.repository(), subject.branch(), subject.language(), subject.mode());
    }

    @Override
    public List<Wiki> list(Caller caller) {
        return transactions.atomically(() -> wikis.values().stream()
                .map(Published::wiki)
                .filter(wiki -> visible(wiki, caller))
                .sorted(Comparator.comparing(Wiki::generatedAt).reversed())
                .toList());
    }

    @Override
    public Optional<Wiki> find(WikiId id, Caller caller) {
        return transactions.atomically(() -> published(id).map(Published::wiki).filter(wiki -> visible(wiki, caller)));
    }

    @Override
    public Optional<Outline> planned(WikiId id) {
        return transactions.atomically(() -> published(id).map(Published::planned));
    }

    @Override
    public Set<WikiId> behind(Caller caller) {
        return list(caller).stream()
                .filter(wiki -> repositories
                        .lastSeen(
                                wiki.subject().repository(),
                                Optional.of(wiki.subject().branch()))
                        .filter(seen -> !seen.head().equals(wiki.subject().commit()))
                        .isPresent())
                .map(Wiki::id)
                .collect(Collectors.toSet());
    }

    @Override
    public Map<WikiId, Instant> committed(Caller caller) {
        Map<WikiId, Instant> committed = new HashMap<>();
        list(caller)
                .forEach(wiki -> repositories
                        .find(wiki.subject().snapshot())
                        .flatMap(SnapshotStore.Snapshot::committedAt)
                        .ifPresent(at -> committed.put(wiki.id(), at)));
        return committed;
    }

    @Override
    public List<WikiPage> pages(WikiId id) {
        return transactions.atomically(() -> published(id).map(Published::pages).orElse(List.of()));
    }

    @Override
    public Optional<WikiPage> page(WikiId id, String slug) {
        return pages(id).stream()
                .filter(page -> page.plan().slug().equals(slug))
                .findFirst();
    }

    @Override
    public boolean delete(WikiId id, Caller caller) {
        return transactions.atomically(() -> find(id, caller).isPresent() && wikis.remove(id) != null);
    }

    private Optional<Published> published(WikiId id) {
        return Optional.ofNullable(wikis.get(id));
    }

    private boolean visible(Wiki wiki, Caller caller) {
        return repositories.mayRead(wiki.subject().repository(), caller);
    }
}

package io.deepwiki.application.wiki.port;

import io.deepwiki.application.port.InMemoryTransactions;
import io.deepwiki.application.repository.port.InMemorySnapshotStore;
import io.deepwiki.application.repository.port.SnapshotStore;
import io.deepwiki.domain.access.Caller;
import io.deepwiki.domain.wiki.Wiki;
import io.deepwiki.domain.wiki.Wiki.Subject;
import io.deepwiki.domain.wiki.WikiId;
import io.deepwiki.domain.wiki.WikiPage;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

    private record Published(Wiki wiki, List<WikiPage> pages) {}

    @Override
    public WikiId publish(Wiki wiki, List<WikiPage> pages) {
        return transactions.atomically(() -> {
            WikiId id = wikis.values().stream()
                    .map(Published::wiki)
                    .filter(other -> sameWiki(other.subject(), wiki.subject()))
                    .map(Wiki::id)
                    .findFirst()
                    .orElse(wiki.id());
            Wiki kept = new Wiki(id, wiki.subject(), wiki.outline(), wiki.model(), wiki.generatedAt());
            wikis.put(id, new Published(kept, inOrder(kept, pages)));
            return id;
        });
    }

    private static boolean sameWiki(Subject one, Subject other) {
        return one.repository().identity().equals(other.repository().identity())
                && one.branch().equals(other.branch())
                && one.language() == other.language()
                && one.mode() == other.mode();
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

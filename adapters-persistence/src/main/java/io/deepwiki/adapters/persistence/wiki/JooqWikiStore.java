package io.deepwiki.adapters.persistence.wiki;

import static io.deepwiki.db.generated.Tables.BRANCH_HEAD;
import static io.deepwiki.db.generated.Tables.REPOSITORY;
import static io.deepwiki.db.generated.Tables.SNAPSHOT;
import static io.deepwiki.db.generated.Tables.WIKI;
import static io.deepwiki.db.generated.Tables.WIKI_PAGE;
import static org.jooq.impl.DSL.select;

import io.deepwiki.adapters.persistence.database.Rows;
import io.deepwiki.adapters.persistence.database.Rows.Column;
import io.deepwiki.adapters.persistence.database.Text;
import io.deepwiki.adapters.persistence.database.ThisTransaction;
import io.deepwiki.adapters.persistence.repository.FilterJson;
import io.deepwiki.adapters.persistence.repository.Repositories;
import io.deepwiki.application.port.Ids;
import io.deepwiki.application.wiki.port.WikiStore;
import io.deepwiki.db.generated.tables.records.WikiPageRecord;
import io.deepwiki.db.generated.tables.records.WikiRecord;
import io.deepwiki.domain.access.Caller;
import io.deepwiki.domain.llm.Language;
import io.deepwiki.domain.llm.ModelRef;
import io.deepwiki.domain.repository.Commit;
import io.deepwiki.domain.repository.FileFilter;
import io.deepwiki.domain.repository.RepositoryRef;
import io.deepwiki.domain.repository.SnapshotId;
import io.deepwiki.domain.wiki.Outline;
import io.deepwiki.domain.wiki.PagePlan;
import io.deepwiki.domain.wiki.Revision;
import io.deepwiki.domain.wiki.Wiki;
import io.deepwiki.domain.wiki.Wiki.Origin;
import io.deepwiki.domain.wiki.Wiki.Subject;
import io.deepwiki.domain.wiki.Wiki.Wishes;
import io.deepwiki.domain.wiki.WikiId;
import io.deepwiki.domain.wiki.WikiMode;
import io.deepwiki.domain.wiki.WikiPage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.DSLContext;

/** Wikis in tables. */
public final class JooqWikiStore implements WikiStore {
    private final DSLContext dsl;
    private final Repositories repositories;

    public JooqWikiStore(DSLContext dsl, Ids ids) {
        this.dsl = dsl;
        this.repositories = new Repositories(dsl, ids);
    }

    /** {@inheritDoc} Called in a transaction, so that readers see one revision or the other. */
    @Override
    public WikiId publish(Wiki wiki, List<WikiPage> pages) {
        WikiRecord row = row(wiki, pages);
        UUID id = dsl.insertInto(WIKI)
                .set(row)
                .onConflict(WIKI.REPOSITORY_ID, WIKI.BRANCH, WIKI.LANGUAGE, WIKI.MODE)
                .doUpdate()
                .set(WIKI.REPOSITORY_URL, row.getRepositoryUrl())
                .set(WIKI.COMMIT_ID, row.getCommitId())
                .set(WIKI.SNAPSHOT_ID, row.getSnapshotId())
                .set(WIKI.PROVIDER, row.getProvider())
                .set(WIKI.MODEL, row.getModel())
                .set(WIKI.OUTLINE, row.getOutline())
                .set(WIKI.PLANNED, row.getPlanned())
                .set(WIKI.PAGES_WISHED, row.getPagesWished())
                .set(WIKI.FILTER, row.getFilter())
                .set(WIKI.JOB_ID, row.getJobId())
                .set(WIKI.SEEN_AT, row.getSeenAt())
                .set(WIKI.GENERATED_AT, row.getGeneratedAt())
                .returningResult(WIKI.ID)
                .fetchSingle(one -> one.value1());
        dsl.deleteFrom(WIKI_PAGE).where(WIKI_PAGE.WIKI_ID.eq(id)).execute();
        writePages(id, wiki, pages);
        return new WikiId(id);
    }

    private WikiRecord row(Wiki wiki, List<WikiPage> pages) {
        Subject subject = wiki.subject();
        Set<String> written = pages.stream().map(page -> page.plan().slug()).collect(Collectors.toUnmodifiableSet());
        return new WikiRecord()
                .setId(wiki.id().value())
                .setRepositoryId(repositories.idOf(subject.repository()).value())
                .setRepositoryUrl(subject.repository().url())
                .setBranch(subject.branch())
                .setCommitId(subject.commit().id())
                .setSnapshotId(subject.snapshot().value())
                .setLanguage(subject.language().code())
                .setMode(subject.mode().name())
                .setProvider(wiki.model().provider())
                .setModel(wiki.model().model())
                .setOutline(WikiJson.write(wiki.outline().withOnly(written)))
                .setPlanned(WikiJson.write(wiki.outline()))
                .setPagesWished(wiki.wishes().pages().orElse(null))
                .setFilter(FilterJson.write(wiki.wishes().filter()))
                .setJobId(wiki.origin().job())
                .setSeenAt(wiki.origin().seen())
                .setGeneratedAt(wiki.generatedAt());
    }

    private void writePages(UUID id, Wiki wiki, List<WikiPage> pages) {
        List<String> order = wiki.outline().pages().stream().map(PagePlan::slug).toList();
        Rows.insert(
                dsl,
                WIKI_PAGE,
                Column.of(WIKI_PAGE.WIKI_ID, pages, _ -> id),
                Column.of(WIKI_PAGE.SLUG, pages, page -> page.plan().slug()),
                Column.of(
                        WIKI_PAGE.POSITION,
                        pages,
                        page -> order.indexOf(page.plan().slug())),
                Column.of(WIKI_PAGE.PLAN, pages, page -> WikiJson.write(page.plan())),
                Column.of(WIKI_PAGE.CONTENT, pages, page -> Text.storable(page.content())),
                Column.of(WIKI_PAGE.CITATIONS, pages, page -> WikiJson.write(page.citations())));
    }

    @Override
    public Optional<Revision> revision(RepositoryRef repository, String branch, Language language, WikiMode mode) {
        return dsl.selectFrom(WIKI)
                .where(WIKI.REPOSITORY_ID.eq(
                        select(REPOSITORY.ID).from(REPOSITORY).where(REPOSITORY.IDENTITY.eq(repository.identity()))))
                .and(WIKI.BRANCH.eq(branch))
                .and(WIKI.LANGUAGE.eq(language.code()))
                .and(WIKI.MODE.eq(mode.name()))
                .fetchOptional(JooqWikiStore::revision);
    }

    /** {@inheritDoc} The repository's row is locked, since there may be no wiki yet. */
    @Override
    public Optional<Revision> lockRevision(Subject subject) {
        dsl.select(REPOSITORY.ID, ThisTransaction.notLeftOpen())
                .from(REPOSITORY)
                .where(REPOSITORY.IDENTITY.eq(subject.repository().identity()))
                .forNoKeyUpdate()
                .fetch();
        return revision(subject.repository(), subject.branch(), subject.language(), subject.mode());
    }

    /** Of a wiki from before pages that could not be written were known, none is missing. */
    private static Revision revision(WikiRecord row) {
        int written = WikiJson.outline(row.getOutline()).pages().size();
        int planned = Optional.ofNullable(row.getPlanned())
                .map(outline -> WikiJson.outline(outline).pages().size())
                .orElse(written);
        return new Revision(origin(row), new Commit(row.getCommitId()), planned - written);
    }

    private static Origin origin(WikiRecord row) {
        return new Origin(
                Objects.requireNonNullElse(row.getJobId(), row.getId()),
                Objects.requireNonNullElse(row.getSeenAt(), row.getGeneratedAt()));
    }

    @Override
    public List<Wiki> list(Caller caller) {
        return dsl.selectFrom(WIKI)
                .where(Repositories.visible(WIKI.REPOSITORY_ID, caller))
                .orderBy(WIKI.GENERATED_AT.desc(), WIKI.ID.desc())
                .fetch(JooqWikiStore::wiki);
    }

    @Override
    public Optional<Wiki> find(WikiId id, Caller caller) {
        return dsl.selectFrom(WIKI)
                .where(WIKI.ID.eq(id.value()))
                .and(Repositories.visible(WIKI.REPOSITORY_ID, caller))
                .fetchOptional(JooqWikiStore::wiki);
    }

    @Override
    public Optional<Outline> planned(WikiId id) {
        return dsl.select(WIKI.PLANNED)
                .from(WIKI)
                .where(WIKI.ID.eq(id.value()), WIKI.PLANNED.isNotNull())
                .fetchOptional(WIKI.PLANNED)
                .map(WikiJson::outline);
    }

    @Override
    public Set<WikiId> behind(Caller caller) {
        return dsl
                .select(WIKI.ID)
                .from(WIKI)
                .join(BRANCH_HEAD)
                .on(BRANCH_HEAD.REPOSITORY_ID.eq(WIKI.REPOSITORY_ID), BRANCH_HEAD.BRANCH.eq(WIKI.BRANCH))
                .where(BRANCH_HEAD.COMMIT_ID.ne(WIKI.COMMIT_ID))
                .and(Repositories.visible(WIKI.REPOSITORY_ID, caller))
                .fetch(WIKI.ID)
                .stream()
                .map(WikiId::new)
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Map<WikiId, Instant> committed(Caller caller) {
        return dsl.select(WIKI.ID, SNAPSHOT.COMMITTED_AT)
                .from(WIKI)
                .join(SNAPSHOT)
                .on(SNAPSHOT.ID.eq(WIKI.SNAPSHOT_ID))
                .where(SNAPSHOT.COMMITTED_AT.isNotNull())
                .and(Repositories.visible(WIKI.REPOSITORY_ID, caller))
                .fetchMap(row -> new WikiId(row.value1()), row -> row.value2());
    }

    @Override
    public List<WikiPage> pages(WikiId id) {
        return dsl.selectFrom(WIKI_PAGE)
                .where(WIKI_PAGE.WIKI_ID.eq(id.value()))
                .orderBy(WIKI_PAGE.POSITION)
                .fetch(JooqWikiStore::page);
    }

    @Override
    public Optional<WikiPage> page(WikiId id, String slug) {
        return dsl.selectFrom(WIKI_PAGE)
                .where(WIKI_PAGE.WIKI_ID.eq(id.value()), WIKI_PAGE.SLUG.eq(slug))
                .fetchOptional(JooqWikiStore::page);
    }

    @Override
    public boolean delete(WikiId id, Caller caller) {
        return dsl.deleteFrom(WIKI)
                        .where(WIKI.ID.eq(id.value()))
                        .and(Repositories.visible(WIKI.REPOSITORY_ID, caller))
                        .execute()
                == 1;
    }

    private static Wiki wiki(WikiRecord row) {
        Subject subject = new Subject(
                Repositories.ofUrl(row.getRepositoryUrl()),
                row.getBranch(),
                new Commit(row.getCommitId()),
                new SnapshotId(row.getSnapshotId()),
                Language.ofCode(row.getLanguage()).orElseThrow(),
                WikiMode.valueOf(row.getMode()));
        return new Wiki(
                new WikiId(row.getId()),
                subject,
                WikiJson.outline(row.getOutline()),
                new ModelRef(row.getProvider(), row.getModel()),
                wishes(row),
                origin(row),
                row.getGeneratedAt());
    }

    /** Of a wiki from before they were kept, whose job was gone then, none is known. */
    private static Wishes wishes(WikiRecord row) {
        return new Wishes(
                Optional.ofNullable(row.getPagesWished()),
                Optional.ofNullable(row.getFilter()).map(FilterJson::read).orElse(FileFilter.NONE));
    }

    private static WikiPage page(WikiPageRecord row) {
        return new WikiPage(WikiJson.plan(row.getPlan()), row.getContent(), WikiJson.citations(row.getCitations()));
    }
}

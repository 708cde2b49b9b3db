package io.deepwiki.application.wiki;

import io.deepwiki.application.repository.port.SnapshotStore;
import io.deepwiki.application.repository.port.SnapshotStore.ManifestEntry;
import io.deepwiki.application.retrieval.ReadCodeMap;
import io.deepwiki.application.wiki.port.WikiStore;
import io.deepwiki.domain.access.Caller;
import io.deepwiki.domain.repository.CodeMap;
import io.deepwiki.domain.repository.FileFacts;
import io.deepwiki.domain.repository.FileFilter;
import io.deepwiki.domain.repository.ModuleChanges;
import io.deepwiki.domain.repository.SnapshotId;
import io.deepwiki.domain.repository.SourceChanges;
import io.deepwiki.domain.repository.SourcePath;
import io.deepwiki.domain.wiki.CheckedCitation;
import io.deepwiki.domain.wiki.CitationCheck;
import io.deepwiki.domain.wiki.Outline;
import io.deepwiki.domain.wiki.PageFate;
import io.deepwiki.domain.wiki.RefreshPlan;
import io.deepwiki.domain.wiki.Wiki;
import io.deepwiki.domain.wiki.WikiPage;
import io.deepwiki.domain.wiki.WrittenPage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds out how little of a wiki must be written again at another commit. Asks no model. */
public final class RefreshWiki {
    private final WikiStore wikis;
    private final SnapshotStore snapshots;
    private final ReadCodeMap maps;

    public RefreshWiki(WikiStore wikis, SnapshotStore snapshots, ReadCodeMap maps) {
        this.wikis = wikis;
        this.snapshots = snapshots;
        this.maps = maps;
    }

    /** What a refresh comes down to. */
    public sealed interface Refreshed {
        /** There is nothing to refresh. */
        record Unpublished() implements Refreshed {}

        /** The repository consists of other parts by now: the pages must be planned anew. */
        record PlannedAnew(String why) implements Refreshed {}

        /**
         * The plan stays.
         *
         * @param from the published wiki
         * @param changes how many files changed, came or went since
         * @param kept the pages that stay, by their slug, with their citations as they stand at the new commit
         */
        record Partly(Wiki from, int changes, RefreshPlan plan, Map<String, WrittenPage> kept) implements Refreshed {
            public Partly {
                kept = Map.copyOf(kept);
            }
        }
    }

    /**
     * Compares the published wiki with a commit.
     *
     * @param subject the wiki as it is to be, at the new commit
     * @param filter which files count; one that it does not admit is gone
     */
    public Refreshed refresh(Wiki.Subject subject, FileFilter filter, Caller caller) {
        return wikis.list(caller).stream()
                .filter(wiki -> wiki.subject().sameWikiAs(subject))
                .findFirst()
                .map(wiki -> compared(wiki, subject.snapshot(), filter))
                .orElseGet(Refreshed.Unpublished::new);
    }

    private Refreshed compared(Wiki wiki, SnapshotId snapshot, FileFilter filter) {
        CodeMap before = maps.of(wiki.subject().snapshot(), filter);
        CodeMap after = maps.of(snapshot, filter);
        ModuleChanges modules = ModuleChanges.between(before, after);
        if (!modules.none()) {
            return new Refreshed.PlannedAnew(told(modules));
        }
        Outline planned = wikis.planned(wiki.id()).orElseGet(wiki::outline);
        List<WikiPage> published = wikis.pages(wiki.id());
        SourceChanges changes = SourceChanges.between(
                contents(
                        wiki.subject().snapshot(),
                        Stream.concat(paths(before), sources(planned, published))
                                .collect(Collectors.toSet())),
                contents(snapshot, paths(after).collect(Collectors.toSet())));
        RefreshPlan plan = RefreshPlan.of(planned, published, changes);
        if (plan.outline().pages().isEmpty()) {
            return new Refreshed.PlannedAnew("no file that its pages were written from is left");
        }
        return new Refreshed.Partly(wiki, changes.byPath().size(), plan, kept(plan, published, after));
    }

    private static Stream<SourcePath> paths(CodeMap map) {
        return map.files().stream().map(FileFacts::path);
    }

    /** What the pages stand on, whether or not the filter of today admits it. */
    private static Stream<SourcePath> sources(Outline planned, List<WikiPage> published) {
        return Stream.concat(
                planned.pages().stream().flatMap(page -> page.files().stream()),
                published.stream()
                        .flatMap(page -> page.citations().stream())
                        .filter(cited -> cited.state() != CheckedCitation.State.UNRESOLVED)
                        .map(cited -> cited.citation().path()));
    }

    private Map<SourcePath, String> contents(SnapshotId snapshot, Set<SourcePath> paths) {
        return snapshots.manifest(snapshot).stream()
                .filter(entry -> paths.contains(entry.path()))
                .collect(Collectors.toUnmodifiableMap(ManifestEntry::path, ManifestEntry::blob));
    }

    private static Map<String, WrittenPage> kept(RefreshPlan plan, List<WikiPage> published, CodeMap map) {
        Set<String> slugs = plan.fates().stream()
                .filter(fate -> fate instanceof PageFate.Kept)
                .map(fate -> fate.plan().slug())
                .collect(Collectors.toUnmodifiableSet());
        var linesOfFile = map.linesOfFile();
        return published.stream()
                .filter(page -> slugs.contains(page.plan().slug()))
                .collect(Collectors.toUnmodifiableMap(
                        page -> page.plan().slug(),
                        page -> new WrittenPage(
                                page.content(), CitationCheck.check(page.content(), linesOfFile), Duration.ZERO)));
    }

    private static String told(ModuleChanges modules) {
        return Stream.of(told(modules.came(), "came"), told(modules.went(), "went"))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(", and "));
    }

    private static Optional<String> told(List<String> directories, String what) {
        List<String> named = directories.stream()
                .map(directory -> directory.isEmpty() ? "the root directory" : directory)
                .toList();
        return named.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        (named.size() == 1 ? "the module " : "the modules ") + String.join(", ", named) + " " + what);
    }
}

package io.deepwiki.domain.wiki;

import io.deepwiki.domain.repository.SourceChanges;
import io.deepwiki.domain.repository.SourceChanges.Change;
import io.deepwiki.domain.repository.SourcePath;
import io.deepwiki.domain.wiki.PageFate.Kept;
import io.deepwiki.domain.wiki.PageFate.LeftOut;
import io.deepwiki.domain.wiki.PageFate.Rewritten;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What becomes of a wiki at a new commit, its plan kept: a page that lists or cites a file that changed, came, went or was renamed is written
 * again, from where its files are now; one whose files are all gone is left out, and what points to it is written again; every other page
 * stays. What a kept page cites has not changed, so that its citations need no new anchor.
 *
 * @param outline of the wiki that comes of it; without pages if all are left out
 * @param fates of all pages, in the order of the plan
 */
public record RefreshPlan(Outline outline, List<PageFate> fates) {
    public RefreshPlan {
        fates = List.copyOf(fates);
    }

    /**
     * Decides.
     *
     * @param planned the wiki's plan, with the pages that could not be written before
     * @param published the pages that can be read
     * @param changes since the wiki's commit
     */
    public static RefreshPlan of(Outline planned, List<WikiPage> published, SourceChanges changes) {
        Map<String, WikiPage> pages = published.stream()
                .collect(Collectors.toUnmodifiableMap(page -> page.plan().slug(), Function.identity()));
        Set<String> leftOut = planned.pages().stream()
                .filter(page -> isGone(page, changes))
                .map(PagePlan::slug)
                .collect(Collectors.toUnmodifiableSet());
        List<PageFate> fates = planned.pages().stream()
                .map(plan -> fate(plan, Optional.ofNullable(pages.get(plan.slug())), leftOut, changes))
                .toList();
        return new RefreshPlan(outline(planned, fates), fates);
    }

    /** The pages that are to be written. */
    public List<PagePlan> rewritten() {
        return fates.stream()
                .filter(fate -> fate instanceof Rewritten)
                .map(PageFate::plan)
                .toList();
    }

    private static boolean isGone(PagePlan page, SourceChanges changes) {
        return !page.files().isEmpty()
                && page.files().stream().allMatch(file -> changes.placeOf(file).isEmpty());
    }

    private static PageFate fate(
            PagePlan plan, Optional<WikiPage> published, Set<String> leftOut, SourceChanges changes) {
        if (leftOut.contains(plan.slug())) {
            return new LeftOut(plan, reason(plan.files(), changes).orElse("its files are gone"));
        }
        return published
                .map(page -> whyAgain(plan, page, leftOut, changes))
                .orElseGet(() -> Optional.of("the published wiki does not have it"))
                .<PageFate>map(why -> new Rewritten(moved(plan, leftOut, changes), why))
                .orElseGet(() -> new Kept(plan));
    }

    private static Optional<String> whyAgain(PagePlan plan, WikiPage page, Set<String> leftOut, SourceChanges changes) {
        List<SourcePath> sources = Stream.concat(
                        plan.files().stream(),
                        page.citations().stream().map(cited -> cited.citation().path()))
                .distinct()
                .toList();
        return reason(sources, changes)
                .or(() -> plan.related().stream()
                        .filter(leftOut::contains)
                        .findFirst()
                        .map(slug -> "it points to the page " + slug + ", which is left out"));
    }

    private static Optional<String> reason(List<SourcePath> sources, SourceChanges changes) {
        List<String> reasons = sources.stream()
                .flatMap(path -> changes.of(path).map(change -> reason(path, change)).stream())
                .toList();
        return reasons.stream()
                .findFirst()
                .map(first -> reasons.size() == 1 ? first : first + ", and so on for " + reasons.size() + " files");
    }

    private static String reason(SourcePath path, Change change) {
        return switch (change) {
            case Change.Added _ -> path + " is there now";
            case Change.Changed _ -> path + " has changed";
            case Change.Removed _ -> path + " is gone";
            case Change.Renamed(SourcePath to) -> path + " is now " + to;
        };
    }

    private static PagePlan moved(PagePlan plan, Set<String> leftOut, SourceChanges changes) {
        return new PagePlan(
                plan.slug(),
                plan.title(),
                plan.description(),
                plan.importance(),
                plan.files().stream()
                        .flatMap(file -> changes.placeOf(file).stream())
                        .distinct()
                        .toList(),
                plan.related().stream().filter(slug -> !leftOut.contains(slug)).toList());
    }

    private static Outline outline(Outline planned, List<PageFate> fates) {
        List<PagePlan> plans = fates.stream()
                .filter(fate -> !(fate instanceof LeftOut))
                .map(PageFate::plan)
                .toList();
        Set<String> slugs = plans.stream().map(PagePlan::slug).collect(Collectors.toCollection(HashSet::new));
        return new Outline(planned.title(), planned.description(), planned.sections(), plans).withOnly(slugs);
    }
}

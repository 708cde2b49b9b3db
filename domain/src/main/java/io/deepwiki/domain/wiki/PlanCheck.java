package io.deepwiki.domain.wiki;

import io.deepwiki.domain.repository.CodeMap;
import io.deepwiki.domain.repository.FileFacts;
import io.deepwiki.domain.repository.FileKind;
import io.deepwiki.domain.repository.SourcePath;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Holds a plan against what was asked for and against the code: a plan with too many pages loses the least important ones, and every large
 * module has its place, on a page of its own while there is room, else on the page that stands closest.
 */
public final class PlanCheck {
    /** The part of all lines of code from which a wiki must not be silent about a module. */
    private static final double LARGE = 0.1;

    private static final int FILES_OF_PAGE = 8;
    private static final int FILES_ON_PAGE_OF_OTHERS = 3;

    private final CodeMap map;
    private final int mostPages;
    private final List<String> repairs = new ArrayList<>();

    private PlanCheck(CodeMap map, int mostPages) {
        this.map = map;
        this.mostPages = mostPages;
    }

    /** A plan that holds, and what had to be mended in it, in sentences. */
    public record Checked(Outline outline, List<String> repairs) {
        public Checked {
            repairs = List.copyOf(repairs);
        }
    }

    /**
     * Checks a plan.
     *
     * @param outline has one page or more
     * @param mostPages how many pages were asked for at most, 1 or more
     */
    public static Checked of(Outline outline, CodeMap map, int mostPages) {
        PlanCheck check = new PlanCheck(map, mostPages);
        Outline checked = check.completed(check.trimmed(outline));
        return new Checked(checked, check.repairs);
    }

    private Outline trimmed(Outline outline) {
        int planned = outline.pages().size();
        if (planned <= mostPages) {
            return outline;
        }
        Set<String> kept = outline.pages().stream()
                .sorted(Comparator.comparing(PagePlan::importance))
                .limit(mostPages)
                .map(PagePlan::slug)
                .collect(Collectors.toSet());
        repairs.add("The plan had " + planned + " pages: the " + mostPages + " most important stay.");
        return new Outline(
                outline.title(),
                outline.description(),
                outline.sections().stream()
                        .map(section -> new Section(
                                section.id(),
                                section.title(),
                                section.pages().stream().filter(kept::contains).toList()))
                        .filter(section -> !section.pages().isEmpty())
                        .toList(),
                outline.pages().stream()
                        .filter(page -> kept.contains(page.slug()))
                        .map(page -> with(
                                page,
                                page.files(),
                                page.related().stream().filter(kept::contains).toList()))
                        .toList());
    }

    private static PagePlan with(PagePlan page, List<SourcePath> files, List<String> related) {
        return new PagePlan(page.slug(), page.title(), page.description(), page.importance(), files, related);
    }

    private Outline completed(Outline outline) {
        Outline completed = outline;
        for (CodeMap.Module module : map.modules()) {
            List<SourcePath> files = mainFiles(module);
            if (module.share() >= LARGE && !files.isEmpty() && !placed(module, completed)) {
                completed = completed.pages().size() < mostPages
                        ? withPage(completed, module, files)
                        : withFiles(completed, module, files);
            }
        }
        return completed;
    }

    private boolean placed(CodeMap.Module module, Outline outline) {
        return outline.pages().stream()
                .flatMap(page -> page.files().stream())
                .anyMatch(file -> map.moduleOf(file).filter(module::equals).isPresent());
    }

    /** The module's code, what most other files import first, then what is longest. */
    private List<SourcePath> mainFiles(CodeMap.Module module) {
        Map<SourcePath, Integer> importers = new HashMap<>();
        map.links().forEach(link -> importers.merge(link.to(), 1, Integer::sum));
        return map.files().stream()
                .filter(file -> file.kind() == FileKind.CODE)
                .filter(file -> map.moduleOf(file.path()).filter(module::equals).isPresent())
                .sorted(Comparator.<FileFacts>comparingInt(file -> -importers.getOrDefault(file.path(), 0))
                        .thenComparingInt(file -> -file.lines())
                        .thenComparing(FileFacts::path))
                .map(FileFacts::path)
                .limit(FILES_OF_PAGE)
                .toList();
    }

    /** A page is named and described by what the module is called, which is the same in every language. */
    private Outline withPage(Outline outline, CodeMap.Module module, List<SourcePath> files) {
        Set<String> taken = outline.pages().stream().map(PagePlan::slug).collect(Collectors.toCollection(HashSet::new));
        String title = module.name().isEmpty() ? outline.title() : module.name();
        PagePlan page =
                new PagePlan(Slugs.of(title, taken), title, module.directory(), Importance.MEDIUM, files, List.of());
        repairs.add("The plan had no place for " + named(module) + ": it got a page.");
        Section last = outline.sections().getLast();
        Section longer = new Section(
                last.id(),
                last.title(),
                Stream.concat(last.pages().stream(), Stream.of(page.slug())).toList());
        return new Outline(
                outline.title(),
                outline.description(),
                Stream.concat(outline.sections().subList(0, outline.sections().size() - 1).stream(), Stream.of(longer))
                        .toList(),
                Stream.concat(outline.pages().stream(), Stream.of(page)).toList());
    }

    private Outline withFiles(Outline outline, CodeMap.Module module, List<SourcePath> files) {
        PagePlan closest = outline.pages().stream()
                .min(Comparator.<PagePlan>comparingInt(page -> -nearness(page, module))
                        .thenComparingInt(page -> page.files().size()))
                .orElseThrow();
        repairs.add("The plan had no place for " + named(module) + ": its main files went to the page \""
                + closest.title() + "\".");
        List<SourcePath> more = Stream.concat(
                        closest.files().stream(), files.stream().limit(FILES_ON_PAGE_OF_OTHERS))
                .toList();
        return new Outline(
                outline.title(),
                outline.description(),
                outline.sections(),
                outline.pages().stream()
                        .map(page -> page.equals(closest) ? with(page, more, page.related()) : page)
                        .toList());
    }

    private static String named(CodeMap.Module module) {
        return module.directory().isEmpty() ? "the root directory" : "the module " + module.directory();
    }

    /** How many directories from the root a page's files share with the module, at best. */
    private static int nearness(PagePlan page, CodeMap.Module module) {
        return page.files().stream()
                .mapToInt(file -> shared(file.directory(), module.directory()))
                .max()
                .orElse(0);
    }

    private static int shared(String one, String other) {
        List<String> first = List.of(one.split("/", -1));
        List<String> second = List.of(other.split("/", -1));
        int shared = 0;
        while (shared < Math.min(first.size(), second.size())
                && first.get(shared).equals(second.get(shared))) {
            shared++;
        }
        return shared;
    }
}

package io.deepwiki.application.wiki;

import io.deepwiki.domain.repository.SourcePath;
import io.deepwiki.domain.wiki.Importance;
import io.deepwiki.domain.wiki.Outline;
import io.deepwiki.domain.wiki.PagePlan;
import io.deepwiki.domain.wiki.Section;
import io.deepwiki.domain.wiki.Slugs;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Reads the plan of a wiki as a model writes it, one statement a line; whatever else stands around is passed over:
 *
 * <pre>
 * TITLE: the wiki's title
 * DESCRIPTION: one or two sentences
 * SECTION: the title of a section
 * PAGE: the title of a page of that section
 * ABOUT: one sentence
 * IMPORTANCE: high, medium or low
 * FILES: path, path, path
 * RELATED: titles of other pages, separated by semicolons
 * </pre>
 */
public final class OutlineParser {
    private OutlineParser() {}

    /** What came of a plan. */
    public sealed interface Parsed {
        /** It could be read; what had to be mended is told in sentences. */
        record Outlined(Outline outline, List<String> repairs) implements Parsed {
            public Outlined {
                repairs = List.copyOf(repairs);
            }
        }

        /** It could not. */
        record Unusable(String why) implements Parsed {}
    }

    /**
     * Reads a plan.
     *
     * @param existing the files that pages may be written from; others are dropped
     */
    public static Parsed parse(String text, Set<SourcePath> existing) {
        Draft draft = new Draft(existing);
        text.lines().map(String::strip).forEach(line -> {
            int colon = line.indexOf(':');
            if (colon > 0) {
                draft.take(
                        line.substring(0, colon).replaceAll("[*#\\-\\s]", "").toUpperCase(Locale.ROOT),
                        value(line, colon));
            }
        });
        return draft.finished();
    }

    private static String value(String line, int colon) {
        return line.substring(colon + 1).replaceAll("^[*\\s]+|[*\\s]+$", "");
    }

    /** A page as far as it is known. */
    private static final class PageDraft {
        private final String slug;
        private final String title;
        private String about = "";
        private Importance importance = Importance.MEDIUM;
        private final List<SourcePath> files = new ArrayList<>();
        private List<String> related = List.of();

        private PageDraft(String slug, String title) {
            this.slug = slug;
            this.title = title;
        }

        private PagePlan plan(Map<String, String> slugs) {
            List<String> others = related.stream()
                    .map(other -> slugs.getOrDefault(other.toLowerCase(Locale.ROOT), ""))
                    .filter(other -> !other.isEmpty() && !other.equals(slug))
                    .distinct()
                    .toList();
            return new PagePlan(slug, title, about, importance, files, others);
        }
    }

    /** A section as far as it is known. */
    private record SectionDraft(String id, String title, List<PageDraft> pages) {}

    /** The plan as far as it is read. */
    private static final class Draft {
        private final Set<SourcePath> existing;
        private final List<SectionDraft> sections = new ArrayList<>();
        private final List<String> repairs = new ArrayList<>();
        private final Set<String> sectionIds = new HashSet<>();
        private final Map<String, String> slugs = new HashMap<>();
        private String title = "";
        private String description = "";

        private Draft(Set<SourcePath> existing) {
            this.existing = existing;
        }

        private void take(String key, String value) {
            switch (key) {
                case "TITLE" -> title = title.isEmpty() ? value : title;
                case "DESCRIPTION" -> description = description.isEmpty() ? value : description;
                case "SECTION" -> section(value);
                case "PAGE" -> page(value);
                default -> ofPage(key, value);
            }
        }

        private void section(String name) {
            String id = Slugs.of(name, sectionIds);
            sectionIds.add(id);
            sections.add(new SectionDraft(id, name, new ArrayList<>()));
        }

        private void page(String name) {
            if (name.isBlank()) {
                repairs.add("A page without a title was dropped.");
                return;
            }
            if (sections.isEmpty()) {
                section("Overview");
                repairs.add("The page \"" + name + "\" stood in no section.");
            }
            String slug = Slugs.of(name, new HashSet<>(slugs.values()));
            if (slugs.putIfAbsent(name.toLowerCase(Locale.ROOT), slug) != null) {
                slugs.put(name.toLowerCase(Locale.ROOT) + " (" + slug + ")", slug);
                repairs.add("Two pages are called \"" + name + "\".");
            }
            sections.getLast().pages().add(new PageDraft(slug, name));
        }

        private void ofPage(String key, String value) {
            if (sections.isEmpty() || sections.getLast().pages().isEmpty()) {
                return;
            }
            PageDraft page = sections.getLast().pages().getLast();
            switch (key) {
                case "ABOUT" -> page.about = value;
                case "IMPORTANCE" -> page.importance = importance(value);
                case "FILES" -> files(page, value);
                case "RELATED" ->
                    page.related = Arrays.stream(value.split(";", -1))
                            .map(String::strip)
                            .toList();
                default -> {}
            }
        }

        private void files(PageDraft page, String value) {
            for (String written : value.split(",", -1)) {
                String path = written.strip().replaceAll("^[`\\[]+|[`\\]]+$|^\\./", "");
                existing.stream()
                        .filter(file -> file.value().equals(path))
                        .findFirst()
                        .ifPresentOrElse(
                                page.files::add,
                                () -> repairs.add(
                                        "The page \"" + page.title + "\" names a file that is not there: " + path));
            }
        }

        private static Importance importance(String word) {
            return switch (word.toLowerCase(Locale.ROOT)) {
                case "high" -> Importance.HIGH;
                case "low" -> Importance.LOW;
                default -> Importance.MEDIUM;
            };
        }

        private Parsed finished() {
            List<SectionDraft> filled = sections.stream()
                    .filter(section -> !section.pages().isEmpty())
                    .toList();
            if (filled.isEmpty()) {
                return new Parsed.Unusable("The plan names no page.");
            }
            List<Section> chapters = filled.stream()
                    .map(section -> new Section(
                            section.id(),
                            section.title(),
                            section.pages().stream().map(page -> page.slug).toList()))
                    .toList();
            List<PagePlan> pages = filled.stream()
                    .flatMap(section -> section.pages().stream())
                    .map(page -> page.plan(slugs))
                    .toList();
            return new Parsed.Outlined(
                    new Outline(title.isEmpty() ? "Wiki" : title, description, chapters, pages), repairs);
        }
    }
}

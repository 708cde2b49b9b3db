package io.deepwiki.application.wiki;

import io.deepwiki.domain.repository.SourcePath;
import io.deepwiki.domain.wiki.Importance;
import io.deepwiki.domain.wiki.Outline;
import io.deepwiki.domain.wiki.PagePlan;
import io.deepwiki.domain.wiki.Section;
import io.deepwiki.domain.wiki.Slugs;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads the plan of a wiki as a model writes it, one statement a line:
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
 *
 * <p>It is lenient where models are careless: fences, chatter, list marks and emphasis are passed over, files and related pages may stand
 * in a list below their word, a path may lack its first directories, a page that is named twice is one page. A page must name a file
 * that is there, for it is written from its files.
 */
public final class OutlineParser {
    private static final Set<String> WORDS =
            Set.of("TITLE", "DESCRIPTION", "SECTION", "PAGE", "ABOUT", "IMPORTANCE", "FILES", "RELATED");
    private static final int LONGEST_TITLE = 120;
    private static final int LONGEST_TEXT = 600;

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
        text.lines().forEach(line -> {
            String plain = line.replace('：', ':').strip();
            int colon = plain.indexOf(':');
            String word = colon < 0
                    ? ""
                    : plain.substring(0, colon).replaceAll("[^A-Za-z]", "").toUpperCase(Locale.ROOT);
            if (WORDS.contains(word)) {
                draft.take(word, tidy(plain.substring(colon + 1)));
            } else {
                draft.goOn(tidy(plain.replaceFirst("^(?:[-*+•]|\\d+[.)])\\s+", "")));
            }
        });
        return draft.finished();
    }

    /** Without emphasis, code marks and quotes around it. */
    private static String tidy(String value) {
        String tidy = value.strip().replaceAll("^[*`\"“\\s]+|[*`\"”\\s]+$", "");
        return tidy.length() > LONGEST_TEXT * 20 ? tidy.substring(0, LONGEST_TEXT * 20) : tidy;
    }

    private static String cut(String text, int longest) {
        return text.length() <= longest
                ? text
                : text.substring(
                        0, text.offsetByCodePoints(0, Math.min(longest, text.codePointCount(0, text.length()))));
    }

    /** A page as far as it is known. */
    private static final class PageDraft {
        private final String slug;
        private final String title;
        private String about = "";
        private Importance importance = Importance.MEDIUM;
        private final SequencedSet<SourcePath> files = new LinkedHashSet<>();
        private final SequencedSet<String> related = new LinkedHashSet<>();

        private PageDraft(String slug, String title) {
            this.slug = slug;
            this.title = title;
        }

        private PagePlan plan(Map<String, PageDraft> pages) {
            List<String> others = related.stream()
                    .flatMap(written ->
                            pages.containsKey(key(written)) ? Stream.of(written) : Stream.of(written.split(",")))
                    .flatMap(written ->
                            Stream.of(key(tidy(written)), key(tidy(written).replaceAll("\\s*\\([^()]*\\)$", ""))))
                    .flatMap(written -> Optional.ofNullable(pages.get(written)).stream())
                    .map(page -> page.slug)
                    .filter(other -> !other.equals(slug))
                    .distinct()
                    .toList();
            return new PagePlan(slug, title, about, importance, List.copyOf(files), others);
        }
    }

    private static String key(String title) {
        return title.toLowerCase(Locale.ROOT);
    }

    /** A section as far as it is known. */
    private record SectionDraft(String id, String title, List<PageDraft> pages) {}

    /** The plan as far as it is read. */
    private static final class Draft {
        private final Map<String, SourcePath> existing;
        private final SequencedMap<String, SectionDraft> sections = new LinkedHashMap<>();
        private final SequencedMap<String, PageDraft> pages = new LinkedHashMap<>();
        private final List<String> repairs = new ArrayList<>();
        private final Set<String> sectionIds = new HashSet<>();
        private final Set<String> slugs = new HashSet<>();
        private Optional<SectionDraft> section = Optional.empty();
        private Optional<PageDraft> page = Optional.empty();
        private String open = "";
        private String title = "";
        private String description = "";

        private Draft(Set<SourcePath> existing) {
            this.existing = existing.stream().collect(Collectors.toUnmodifiableMap(SourcePath::value, path -> path));
        }

        private void take(String word, String value) {
            open = word;
            switch (word) {
                case "TITLE" -> title = title.isEmpty() ? cut(value, LONGEST_TITLE) : title;
                case "DESCRIPTION" -> describe(value);
                case "SECTION" -> section(cut(value, LONGEST_TITLE));
                case "PAGE" -> page(cut(value, LONGEST_TITLE));
                default -> page.ifPresent(current -> ofPage(current, word, value));
            }
        }

        /** A line without a word of its own: the list below FILES or RELATED goes on, and an empty text begins. */
        private void goOn(String line) {
            if (line.isEmpty() || page.isEmpty()) {
                return;
            }
            switch (open) {
                case "FILES" ->
                    Stream.of(line.split(","))
                            .flatMap(written -> found(written).stream())
                            .forEach(page.get().files::add);
                case "RELATED" -> page.get().related.add(line);
                default -> {}
            }
        }

        private void describe(String value) {
            if (page.isPresent() && page.get().about.isEmpty()) {
                page.get().about = cut(value, LONGEST_TEXT);
            } else if (description.isEmpty()) {
                description = cut(value, LONGEST_TEXT);
            }
        }

        private void section(String name) {
            page = Optional.empty();
            if (name.isEmpty()) {
                return;
            }
            section = Optional.of(sections.computeIfAbsent(key(name), _ -> {
                String id = Slugs.of(name, sectionIds);
                sectionIds.add(id);
                return new SectionDraft(id, name, new ArrayList<>());
            }));
        }

        private void page(String name) {
            page = Optional.empty();
            if (name.isEmpty()) {
                repairs.add("A page without a title was dropped.");
                return;
            }
            if (section.isEmpty()) {
                section("Overview");
                repairs.add("The page \"" + name + "\" stood in no section.");
            }
            if (pages.containsKey(key(name))) {
                repairs.add("Two pages were called \"" + name + "\": they are one.");
            }
            page = Optional.of(pages.computeIfAbsent(key(name), _ -> {
                PageDraft added = new PageDraft(Slugs.of(name, slugs), name);
                slugs.add(added.slug);
                section.orElseThrow().pages().add(added);
                return added;
            }));
        }

        private void ofPage(PageDraft current, String word, String value) {
            switch (word) {
                case "ABOUT" -> current.about = current.about.isEmpty() ? cut(value, LONGEST_TEXT) : current.about;
                case "IMPORTANCE" -> current.importance = importance(value);
                case "FILES" -> files(current, value);
                case "RELATED" ->
                    Stream.of(value.split(";"))
                            .map(OutlineParser::tidy)
                            .filter(other -> !other.isEmpty())
                            .forEach(current.related::add);
                default -> {}
            }
        }

        private void files(PageDraft current, String value) {
            if (found(value).isPresent()) {
                current.files.add(found(value).orElseThrow());
                return;
            }
            for (String written : value.split("[,;]", -1)) {
                if (!written.isBlank()) {
                    found(written)
                            .ifPresentOrElse(
                                    current.files::add,
                                    () -> repairs.add(
                                            "The page \"" + current.title + "\" names a file that is not there: "
                                                    + cut(written.strip(), LONGEST_TITLE)));
                }
            }
        }

        /** The file that is meant: by its path, or by the end of its path where only one ends so. */
        private Optional<SourcePath> found(String written) {
            String bare = tidy(written).replaceAll("\\s+[-–—(].*$", "").replaceAll("^[\\[(]+|[\\])]+$", "");
            String path = tidy(bare).replaceAll("^(?:\\./|/)+", "").replaceAll(":\\d+(?:-\\d+)?$", "");
            if (path.isEmpty() || existing.containsKey(path)) {
                return Optional.ofNullable(existing.get(path));
            }
            List<SourcePath> ending = existing.values().stream()
                    .filter(file -> file.value().endsWith("/" + path))
                    .limit(2)
                    .toList();
            return ending.size() == 1 ? Optional.of(ending.getFirst()) : Optional.empty();
        }

        private static Importance importance(String word) {
            return switch (word.replaceAll("[^A-Za-z].*$", "").toLowerCase(Locale.ROOT)) {
                case "high" -> Importance.HIGH;
                case "low" -> Importance.LOW;
                default -> Importance.MEDIUM;
            };
        }

        private Parsed finished() {
            if (pages.isEmpty()) {
                return new Parsed.Unusable("The plan names no page.");
            }
            pages.values().stream()
                    .filter(draft -> draft.files.isEmpty())
                    .forEach(draft -> repairs.add(
                            "The page \"" + draft.title + "\" was dropped: it names no file that is there."));
            pages.values().removeIf(draft -> draft.files.isEmpty());
            if (pages.isEmpty()) {
                return new Parsed.Unusable("No page of the plan names a file that is there.");
            }
            List<SectionDraft> filled = new ArrayList<>();
            for (SectionDraft draft : sections.values()) {
                draft.pages().removeIf(written -> written.files.isEmpty());
                if (!draft.pages().isEmpty()) {
                    filled.add(draft);
                }
            }
            List<Section> chapters = filled.stream()
                    .map(draft -> new Section(
                            draft.id(),
                            draft.title(),
                            draft.pages().stream().map(written -> written.slug).toList()))
                    .toList();
            List<PagePlan> plans = filled.stream()
                    .flatMap(draft -> draft.pages().stream())
                    .map(written -> written.plan(pages))
                    .toList();
            return new Parsed.Outlined(
                    new Outline(title.isEmpty() ? "Wiki" : title, description, chapters, plans), repairs);
        }
    }
}

package io.deepwiki.adapters.llm.builtin;

import io.deepwiki.domain.repository.Excerpt;
import io.deepwiki.domain.repository.LineRange;
import io.deepwiki.domain.repository.SourcePath;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The lines of code that came with a prompt, by file and number. */
final class Shown {
    private final Map<SourcePath, NavigableMap<Integer, String>> lines = new HashMap<>();

    Shown(List<Excerpt> excerpts) {
        for (Excerpt excerpt : excerpts) {
            add(excerpt.path(), excerpt.lines().first(), excerpt.text());
        }
    }

    /** Adds lines that are known from elsewhere. */
    void add(SourcePath path, int first, String text) {
        NavigableMap<Integer, String> known = lines.computeIfAbsent(path, _ -> new TreeMap<>());
        int number = first;
        for (String line : text.split("\n", -1)) {
            known.put(number++, line.stripTrailing());
        }
    }

    /** The lines of a file that are known, by number. */
    NavigableMap<Integer, String> of(SourcePath path) {
        return Collections.unmodifiableNavigableMap(lines.getOrDefault(path, new TreeMap<>()));
    }

    NavigableMap<Integer, String> of(SourcePath path, LineRange range) {
        return of(path).subMap(range.first(), true, range.last(), true);
    }

    /** The first line in the range that has the name as a word, outside of comments if there is such a line. */
    OptionalInt lineOf(SourcePath path, LineRange range, String name) {
        Pattern word = Pattern.compile("(?<![\\w$])" + Pattern.quote(name) + "(?![\\w$])");
        List<Map.Entry<Integer, String>> found = of(path, range).entrySet().stream()
                .filter(line -> word.matcher(line.getValue()).find())
                .toList();
        OptionalInt code = found.stream()
                .filter(line -> !line.getValue().strip().matches("(/?\\*|//|#).*"))
                .mapToInt(Map.Entry::getKey)
                .findFirst();
        return code.isPresent()
                ? code
                : found.stream().mapToInt(Map.Entry::getKey).findFirst();
    }

    String text(SourcePath path, LineRange range) {
        return of(path, range).values().stream().collect(Collectors.joining("\n"));
    }
}

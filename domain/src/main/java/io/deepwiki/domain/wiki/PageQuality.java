package io.deepwiki.domain.wiki;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * How well a page is grounded, in numbers that can be added up over a wiki.
 *
 * @param citations how many stand in the text
 * @param resolved how many of them point at lines that exist
 * @param naming how many point at lines in which a word stands that their sentence has in code marks
 * @param files how many different files are cited
 * @param diagrams how many Mermaid blocks there are
 */
public record PageQuality(int citations, int resolved, int naming, int files, int diagrams) {
    private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.])\\s+(?=[\\p{Lu}`*-])");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern NOT_IN_NAMES = Pattern.compile("[^\\p{L}\\p{N}_$]+");

    /** Measures a page; {@code source} gives the lines of a citation, or nothing where they do not exist. */
    public static PageQuality of(String markdown, Function<Citation, Optional<String>> source) {
        int citations = 0;
        int resolved = 0;
        int naming = 0;
        Set<String> files = new HashSet<>();
        for (Fences.Line line : Fences.lines(markdown)) {
            String text = line.fenced() ? "" : markdown.substring(line.start(), line.end());
            for (String sentence : SENTENCE_END.split(text, -1)) {
                for (Citation citation : citations(sentence, source)) {
                    Optional<String> lines = source.apply(citation);
                    citations++;
                    resolved += lines.isPresent() ? 1 : 0;
                    naming += lines.isPresent() && names(sentence, lines.get()) ? 1 : 0;
                    files.add(citation.path().value());
                }
            }
        }
        return new PageQuality(
                citations,
                resolved,
                naming,
                files.size(),
                Mermaid.blocks(markdown).size());
    }

    private static List<Citation> citations(String sentence, Function<Citation, Optional<String>> source) {
        return Citations.find(sentence).stream()
                .flatMap(found -> found.citations().stream()
                        .filter(citation ->
                                found.certain() || source.apply(citation).isPresent()))
                .toList();
    }

    private static boolean names(String sentence, String lines) {
        List<String> written = words(lines);
        return CODE.matcher(sentence)
                .results()
                .map((MatchResult code) -> words(code.group(1)))
                .flatMap(List::stream)
                .anyMatch(written::contains);
    }

    private static List<String> words(String text) {
        return NOT_IN_NAMES.splitAsStream(text).filter(word -> !word.isEmpty()).toList();
    }
}

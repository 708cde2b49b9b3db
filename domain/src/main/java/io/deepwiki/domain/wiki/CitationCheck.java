package io.deepwiki.domain.wiki;

import io.deepwiki.domain.repository.SourcePath;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Stream;

/** Checks a citation against the file that it names. */
public final class CitationCheck {
    private CitationCheck() {}

    /**
     * Whether the cited lines are there.
     *
     * @param linesOfFile how many lines the file has at the commit; empty if there is no such file
     */
    public static CheckedCitation check(Citation citation, OptionalInt linesOfFile) {
        boolean there = linesOfFile.isPresent() && citation.lines().last() <= linesOfFile.getAsInt();
        return new CheckedCitation(citation, there ? CheckedCitation.State.RESOLVES : CheckedCitation.State.UNRESOLVED);
    }

    /**
     * The citations of a Markdown text with their state, each once, in its order.
     *
     * @param linesOfFile how many lines a file has at the commit; empty if there is no such file
     */
    public static List<CheckedCitation> check(String markdown, Function<SourcePath, OptionalInt> linesOfFile) {
        return Citations.find(markdown).stream()
                .map(Citations.Found::citation)
                .distinct()
                .map(citation -> check(citation, linesOfFile.apply(citation.path())))
                .toList();
    }

    /**
     * What a Markdown text cites that is not there, as it is written, each once, in its order: citations that do not resolve, and what looks
     * like one and can be none.
     *
     * @param linesOfFile how many lines a file has at the commit; empty if there is no such file
     */
    public static List<String> unresolved(String markdown, Function<SourcePath, OptionalInt> linesOfFile) {
        return dangling(markdown, linesOfFile)
                .map(place -> markdown.substring(place.start, place.end))
                .distinct()
                .toList();
    }

    /**
     * The text without {@link #unresolved}, and without the blank before each.
     *
     * @param linesOfFile how many lines a file has at the commit; empty if there is no such file
     */
    public static String withoutUnresolved(String markdown, Function<SourcePath, OptionalInt> linesOfFile) {
        StringBuilder kept = new StringBuilder(markdown);
        for (Place place : dangling(markdown, linesOfFile).toList().reversed()) {
            boolean blank = place.start > 0 && markdown.charAt(place.start - 1) == ' ';
            kept.delete(blank ? place.start - 1 : place.start, place.end);
        }
        return kept.toString();
    }

    private record Place(int start, int end) {}

    private static Stream<Place> dangling(String markdown, Function<SourcePath, OptionalInt> linesOfFile) {
        Stream<Place> unresolved = Citations.find(markdown).stream()
                .filter(found -> check(
                                        found.citation(),
                                        linesOfFile.apply(found.citation().path()))
                                .state()
                        == CheckedCitation.State.UNRESOLVED)
                .map(found -> new Place(found.start(), found.end()));
        Stream<Place> broken = Citations.broken(markdown).stream().map(found -> new Place(found.start(), found.end()));
        return Stream.concat(unresolved, broken).sorted(Comparator.comparingInt(Place::start));
    }
}

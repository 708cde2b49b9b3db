package io.deepwiki.domain.wiki;

import io.deepwiki.domain.repository.SourcePath;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;

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
     * The text without the citations that do not resolve, and without the blank before each.
     *
     * @param linesOfFile how many lines a file has at the commit; empty if there is no such file
     */
    public static String withoutUnresolved(String markdown, Function<SourcePath, OptionalInt> linesOfFile) {
        StringBuilder kept = new StringBuilder(markdown);
        for (Citations.Found found : Citations.find(markdown).reversed()) {
            Citation citation = found.citation();
            if (check(citation, linesOfFile.apply(citation.path())).state() == CheckedCitation.State.UNRESOLVED) {
                boolean blank = found.start() > 0 && markdown.charAt(found.start() - 1) == ' ';
                kept.delete(blank ? found.start() - 1 : found.start(), found.end());
            }
        }
        return kept.toString();
    }
}

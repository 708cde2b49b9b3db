package io.deepwiki.domain.wiki;

import java.util.OptionalInt;

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
}

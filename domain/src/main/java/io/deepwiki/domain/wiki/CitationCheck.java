package io.deepwiki.domain.wiki;

import io.deepwiki.domain.repository.SourcePath;
import io.deepwiki.domain.wiki.CheckedCitation.State;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;

/** Holds citations against the files of a commit. */
public final class CitationCheck {
    private CitationCheck() {}

    /**
     * The citations of a text with their state, each once.
     *
     * @param lines the number of lines of a file; empty if the commit has no such file
     */
    public static List<CheckedCitation> check(String markdown, Function<SourcePath, OptionalInt> lines) {
        Set<Citation> distinct = new LinkedHashSet<>();
        Citations.find(markdown).forEach(found -> distinct.add(found.citation()));
        return distinct.stream().map(citation -> check(citation, lines.apply(citation.path()))).toList();
    }

    private static CheckedCitation check(Citation citation, OptionalInt lines) {
        boolean there = lines.isPresent() && citation.lines().last() <= lines.getAsInt();
        return new CheckedCitation(citation, there ? State.RESOLVES : State.UNRESOLVED);
    }
}

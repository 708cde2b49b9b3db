package io.deepwiki.adapters.llm.builtin;

import io.deepwiki.domain.repository.FileFacts;
import io.deepwiki.domain.repository.LineRange;
import io.deepwiki.domain.repository.SourcePath;
import io.deepwiki.domain.repository.Symbol;
import io.deepwiki.domain.repository.SymbolKind;
import io.deepwiki.domain.wiki.Citation;
import io.deepwiki.domain.wiki.Citations;
import java.util.OptionalInt;

/** Writes citations that resolve: the file exists, the lines are in it, and the name that the sentence is about stands in them. */
final class Cites {
    /** More lines than this show nothing: of a longer declaration the head is cited. */
    private static final int LONGEST = 60;

    private final Atlas atlas;
    private final Shown shown;

    Cites(Atlas atlas, Shown shown) {
        this.atlas = atlas;
        this.shown = shown;
    }

    /** A blank and the citation of a declaration; nothing if it cannot be cited. */
    String of(FileFacts file, Symbol symbol) {
        return of(file.path(), range(file, symbol));
    }

    /** A blank and the citation; nothing if the file has no such lines, or its path cannot stand in a citation. */
    String of(SourcePath path, LineRange lines) {
        boolean there =
                atlas.file(path).filter(file -> lines.last() <= file.lines()).isPresent();
        String citation = new Citation(path, lines).toString();
        return there && Citations.find(citation).size() == 1 ? " " + citation : "";
    }

    /** The lines of a declaration; of a long one, its head with its name. */
    LineRange range(FileFacts file, Symbol symbol) {
        LineRange whole = symbol.lines();
        if (whole.length() <= LONGEST) {
            return whole;
        }
        OptionalInt named = shown.lineOf(file.path(), whole, symbol.name());
        if (named.isPresent()) {
            return new LineRange(
                    whole.first(), Math.min(whole.last(), Math.max(named.getAsInt() + 3, whole.first() + 24)));
        }
        OptionalInt member = symbol.kind() != SymbolKind.TYPE
                ? OptionalInt.empty()
                : file.outline().symbols().stream()
                        .filter(inner -> !inner.equals(symbol)
                                && whole.contains(inner.lines())
                                && inner.lines().first() > whole.first())
                        .mapToInt(inner -> inner.lines().first())
                        .min();
        return member.isPresent() ? new LineRange(whole.first(), member.getAsInt()) : whole;
    }
}

package io.deepwiki.adapters.llm.builtin;

import io.deepwiki.domain.repository.FileFacts;
import io.deepwiki.domain.repository.FileKind;
import io.deepwiki.domain.repository.Symbol;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Puts files in the order in which a newcomer should meet them. */
final class Ranking {
    private final Atlas atlas;

    Ranking(Atlas atlas) {
        this.atlas = atlas;
    }

    /** Most important first: much imported, documented, large, a place where something starts. */
    List<FileFacts> ranked(Collection<FileFacts> files) {
        return files.stream()
                .sorted(Comparator.comparingDouble(this::weight).reversed().thenComparing(FileFacts::path))
                .toList();
    }

    private double weight(FileFacts file) {
        if (Purpose.isPackageFile(file.path()) && Symbols.lead(file).isEmpty()) {
            return -1;
        }
        double fame =
                12 * Math.log1p(atlas.importers(file.path(), FileKind.CODE).size());
        double size = 5 * Math.log1p(file.lines());
        boolean documented = Symbols.lead(file)
                .map(Symbol::doc)
                .filter(doc -> !doc.isBlank())
                .isPresent();
        boolean starts = atlas.map().entryPoints().contains(file.path());
        boolean told = Symbols.lead(file).isPresent();
        return fame + size + (documented ? 15 : 0) + (starts ? 10 : 0) + (told ? 8 : 0);
    }
}

package io.deepwiki.adapters.llm.builtin;

import io.deepwiki.domain.repository.FileFacts;
import io.deepwiki.domain.repository.LineRange;
import io.deepwiki.domain.repository.Symbol;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A place that says something to a question, and the sentence that it is told in. */
record Place(FileFacts file, Optional<Symbol> symbol, LineRange lines, String sentence) {
    /** Its name in lower case. */
    String name() {
        return symbol.map(Symbol::name).orElse(file.path().fileName()).toLowerCase(Locale.ROOT);
    }

    /** What it is told of: phrases take turns, so that the same declaration may be told in two sentences. */
    Object subject() {
        return symbol.<Object>map(known -> List.of(file.path(), known.qualifiedName(), known.lines()))
                .orElse(sentence);
    }

    /** Whether its authors have left no word about it. */
    boolean silent() {
        return symbol.map(known -> DocText.of(known.doc()).isEmpty()).orElse(true);
    }
}

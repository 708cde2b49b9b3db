package io.deepwiki.adapters.http.retrieval;

import io.deepwiki.application.retrieval.Retrieve.Retrieved;
import io.deepwiki.domain.retrieval.ScoredPassage;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What was found, on the wire. */
record RetrievalJson(String commit, int chunks, int embedded, List<Passage> passages) {
    static RetrievalJson of(Retrieved retrieved) {
        return new RetrievalJson(
                retrieved.commit().id(),
                retrieved.chunks(),
                retrieved.embedded(),
                retrieved.passages().stream().map(Passage::of).toList());
    }

    record Passage(String path, int startLine, int endLine, Optional<String> symbol, String kind, double score, List<String> legs) {
        static Passage of(ScoredPassage passage) {
            var excerpt = passage.excerpt();
            return new Passage(
                    excerpt.path().value(),
                    excerpt.lines().first(),
                    excerpt.lines().last(),
                    Optional.of(excerpt.symbol()).filter(symbol -> !symbol.isEmpty()),
                    passage.kind().name().toLowerCase(Locale.ROOT),
                    passage.score(),
                    passage.legs().stream().map(leg -> leg.name().toLowerCase(Locale.ROOT)).sorted().toList());
        }
    }
}

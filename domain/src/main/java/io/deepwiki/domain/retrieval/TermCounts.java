package io.deepwiki.domain.retrieval;

import java.util.HashMap;
import java.util.Map;

/** What the index keeps of a chunk's words. */
public final class TermCounts {
    private TermCounts() {}

    /** How often each term occurs in the chunk's header and text; their sum is the chunk's length. */
    public static Map<String, Integer> of(Chunk chunk) {
        Map<String, Integer> counts = new HashMap<>();
        Identifiers.terms(chunk.header()).forEach(term -> counts.merge(term, 1, Integer::sum));
        Identifiers.terms(chunk.text()).forEach(term -> counts.merge(term, 1, Integer::sum));
        return counts;
    }
}

package io.deepwiki.domain.retrieval;

import java.util.LinkedHashMap;
import java.util.Map;

/** Counts the terms of a chunk, header and text together: what the lexical index keeps of it. */
public final class TermCounts {
    private TermCounts() {}

    /** How often each term occurs; the order is that of the first occurrences. */
    public static Map<String, Integer> of(Chunk chunk) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (String term : Identifiers.terms(chunk.header() + "\n" + chunk.text())) {
            counts.merge(term, 1, Integer::sum);
        }
        return counts;
    }

    /** The length of a chunk in terms, which is the sum of its counts. */
    public static int length(Map<String, Integer> counts) {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }
}

package io.deepwiki.domain.retrieval;

import io.deepwiki.domain.repository.Excerpt;
import io.deepwiki.domain.repository.FileKind;
import java.util.Set;

/**
 * A passage that was found for a question.
 *
 * @param score higher is better; comparable within one search only
 * @param legs what found it
 */
public record ScoredPassage(Excerpt excerpt, FileKind kind, double score, Set<Leg> legs) {
    /** A way of searching. */
    public enum Leg {
        LEXICAL,
        DENSE,
        SYMBOL,
        PATH
    }

    public ScoredPassage {
        legs = Set.copyOf(legs);
    }
}
